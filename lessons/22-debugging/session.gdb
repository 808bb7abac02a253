# SPDX-License-Identifier: MIT
# A session with `22-debugging --demo debugger`.  By hand, line by line, after
#
#   gdb -x core/interleave-gdb.py --args build/lessons/22-debugging --demo debugger --output

set pagination off
set confirm off
set startup-with-shell off
set print frame-arguments presence
set trace-commands on

tbreak set_trace
run
up
print result
set print address off

tbreak meanwhile
continue
interleave tasks
interleave bt 1

tbreak set_trace
continue
up
print result
continue
