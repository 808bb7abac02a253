#!/bin/sh
# SPDX-License-Identifier: MIT
# core/interleave-gdb.py: the list of tasks and their backtraces, in a program that
# is stopped and in a core file, however it was compiled.

cd "$(dirname "$0")/../.." || exit 1
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
here=$PWD passed=0 failed=0

left_out()      # WHY
{
    echo "left out: $1"
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
    exit
}

in_gdb()        # ARGUMENT...
{
    (cd "$folder" && gdb -nx -q -batch -x "$here/core/interleave-gdb.py" "$@" 2>&1)
}

build()         # NAME OPTION...
{
    name=$folder/$1
    shift
    # shellcheck disable=SC2046,SC2086  # several words
    (cd tests/cli && ${CC:-cc} $(cd ../.. && MAKEFLAGS='' make -s IN=core flags) -w "$@" \
        -I../../core asleep.c ../../core/*.c -o "$name" -lev -lpthread -lm)
}

# has WORDS...: each is a line's part, in this order, of what gdb has said.
has()
{
    if printf '%s\n' "$said" | awk '
        BEGIN { for (i = 1; i < ARGC; i++) wanted[i] = ARGV[i]; n = ARGC; ARGC = 1; i = 1 }
        i < n && index($0, wanted[i]) { i++ }
        END { exit i < n }' "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "wanted, in this order:"
        printf '    %s\n' "$@"
        echo "got:"
        printf '%s\n' "$said"
    fi
}

has_not()       # WORDS
{
    case $said in
    *"$1"*) failed=$((failed + 1)); echo "not wanted: $1, in:"; echo "$said" ;;
    *) passed=$((passed + 1)) ;;
    esac
}

at()            # WORDS: the place in the program where they stand
{
    grep -nF "$1" tests/cli/asleep.c | sed -n '1s/:.*//; 1s/^/asleep.c:/p'
}

list_and_traces()
{
    has "1  'main' has the thread" \
        "at $(at 'async_sleep(0.5)'); made at $(at 'async_run(')" \
        "2  'sleeper' sleeps until 8.500 s" \
        "since 0.000 s, at $(at 'async_sleep(depth'); made at $(at '"sleeper"')" \
        "3  'visitor' wants lock 'door'" "4  'consumer' sleeps until 100.000 s" \
        "5  'beginner' has not had its first step" "made at $(at '"beginner"')" \
        " nap (depth=" " sleeper (arg=" \
        " async_lock_acquire_at (lock=" " visitor (arg=" \
        " numbers (arg=" "in generator 'numbers', which was asked by" " consumer (arg=" \
        "Task 1, 'main', is running: \`bt\` in its thread shows it." \
        "Task 5, 'beginner', has not had its first step: it will begin in beginner()." \
        "There is no task 77 now: \`interleave tasks\` lists them."
    has_not Python
}

command -v gdb >/dev/null || left_out "gdb is not installed"
in_gdb -ex 'python print("python is here")' | grep -q '^python is here' ||
    left_out "this gdb has no Python"
build plain -O2 || failed=$((failed + 1))
in_gdb -ex run ./plain | grep -q 'exited normally' ||
    left_out "gdb cannot run programs here"
build unoptimized -O0 || failed=$((failed + 1))
build ucontext -O2 -DASYNC_UCONTEXT || failed=$((failed + 1))

for kind in plain unoptimized ucontext; do
    said=$(in_gdb -ex 'break stop_here' -ex run -ex 'interleave tasks' \
        -ex 'interleave bt 2' -ex 'interleave bt 3' -ex 'interleave bt 4' \
        -ex 'interleave bt 1' -ex 'interleave bt 5' -ex 'interleave bt 77' \
        -ex 'echo the thread stands where it stood:\n' -ex bt -ex continue ./$kind)
    list_and_traces
    has "the thread stands where it stood:" "#0  stop_here (" " program (" "exited normally"
done

said=$(in_gdb -ex 'break stop_here' -ex run -ex 'interleave bt all' \
    -ex 'interleave bt 2 full' -ex 'interleave bt' -ex 'interleave bt me' \
    -ex 'interleave tasks me' ./unoptimized)
has "1 'main' has the thread" "2 'sleeper' sleeps" "#0  " " nap (depth=7)" \
    "3 'visitor' wants" "#0  " "5 'beginner' has not" \
    " nap (depth=7)" "rc = " \
    "Which task?  \`interleave bt NUMBER\`" "\"me\" is not the number of a task" \
    "\`interleave tasks\` takes no argument."
said=$(in_gdb -ex 'interleave tasks' ./plain)
has "The program is not running: there are no tasks."
said=$(in_gdb -ex 'break stop_here' -ex run -ex kill -ex 'interleave bt all' ./plain)
has "The program is not running: there are no tasks."
said=$(in_gdb -ex 'interleave tasks' /bin/true)
has "This is not an Interleave program, or it was built without debugging information"

# A shell that does not know `ulimit -c` leaves no core file.
(cd "$folder" && sh -c 'ulimit -c unlimited; ./plain crash; true') >/dev/null 2>&1
core=$(find "$folder" -name '*core*' | head -n 1)
[ -n "$core" ] || left_out "this system leaves no core file in the program's folder"
said=$(in_gdb -ex 'interleave tasks' -ex 'interleave bt 2' -ex 'interleave bt 3' \
    -ex 'interleave bt 4' -ex 'interleave bt 1' -ex 'interleave bt 5' \
    -ex 'interleave bt 77' ./plain "$core")
list_and_traces

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
