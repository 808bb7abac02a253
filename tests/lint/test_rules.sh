#!/bin/sh
# SPDX-License-Identifier: MIT
# Every lint rule is broken once in a small tree of its own, and must say so.

cd "$(dirname "$0")/../.." || exit 1
lint=$PWD/tests/lint/run
tree=$(mktemp -d) || exit 1
trap 'rm -rf "$tree"' EXIT
passed=0 failed=0

fresh()
{
    rm -rf "$tree/it"
    mkdir -p "$tree/it/core" "$tree/it/visualizer" "$tree/it/lessons/kit" \
        "$tree/it/exercises" "$tree/it/tests/support"
    source_file core/log.h 'typedef int log_guard_type;'
    source_file core/async.h 'int async_run(void);'
    source_file lessons/kit/kit.h '#include "async.h"'
    source_file visualizer/model.c '#include "log.h"'
    source_file tests/support/golden.h 'int golden_check(void);'
}

source_file()       # FILE LINE...
{
    file=$tree/it/$1
    shift
    { echo "/* SPDX-License-Identifier: MIT */"
      printf '%s\n' "$@"; } >"$file"
}

# said WORDS: lint of the tree fails and its findings hold these words.
said()
{
    output=$("$lint" "$tree/it" 2>&1)
    if [ $? -eq 1 ] && echo "$output" | grep -qF -- "$1"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "wanted: $1"
        echo "$output"
    fi
}

fresh
if "$lint" "$tree/it" >"$tree/out" 2>&1; then
    passed=$((passed + 1))
else
    failed=$((failed + 1))
    echo "a clean tree should pass:"
    cat "$tree/out"
fi

fresh
source_file core/task.c '#include "model.h"' '#include "kit.h"'
source_file visualizer/model.h ''
said "core/task.c:2: core may not include visualizer/model.h"
said "core/task.c:3: core may not include lessons/kit/kit.h"

fresh
source_file visualizer/model.c '#include "async.h"'
said "visualizer/model.c:2: of core, visualizer may include log.h alone"

fresh
source_file exercises/01.c '#include "kit.h"' '#include "golden.h"'
said "exercises/01.c:2: exercises may not include lessons/kit/kit.h"
said "exercises/01.c:3: exercises may not include tests/support/golden.h"

fresh
source_file core/task.c '#include "nowhere.h"' '#include "../core/log.h"'
said "core/task.c:2: there is no header nowhere.h"
said 'core/task.c:3: write "../core/log.h" without its folder'

fresh
source_file visualizer/log.h ''
said "another header is called log.h"

fresh
source_file visualizer/terminal.c '#include <curses.h>'
source_file visualizer/screen.c '#include <ncursesw/curses.h>'
said "visualizer/screen.c:2: only visualizer/terminal.c may include curses"

fresh
source_file core/loop.c 'void nop(void);' 'void nop(void) { __asm__("nop"); }'
said "core/loop.c:3: only core/context.[ch] may know the machine"

fresh
source_file core/loop.c '#if defined __x86_64__' '#endif'
said "core/loop.c:2: only core/context.[ch] may know the machine"

fresh
source_file core/log.h 'size_t log_size(void);'
said "core/log.h:1: does not compile alone:"

fresh
echo "int x;" >"$tree/it/core/x.c"
said "core/x.c:1: the line SPDX-License-Identifier: MIT is missing"

fresh
awk 'BEGIN { print "/* SPDX-License-Identifier: MIT */"
    for (i = 0; i < 500; i++) print "" }' >"$tree/it/core/long.c"
said "core/long.c:501: 501 lines"

fresh
source_file core/x.c '/* see /ho''me/someone/x */'
said "core/x.c:2: a path of one machine"

fresh
source_file core/x.c 'int x; ' "$(printf '\tint y;')"
printf 'int z;' >>"$tree/it/core/x.c"
said "core/x.c:2: blanks at the end of the line"
said "core/x.c:3: a tab"
said "core/x.c:4: the last line does not end"

if command -v shellcheck >/dev/null; then
    fresh
    # shellcheck disable=SC2016  # the script's $1
    printf '%s\n' '#!/bin/sh' '# SPDX-License-Identifier: MIT' 'rm $1' \
        >"$tree/it/tests/x.sh"
    said "tests/x.sh:3"
fi

if command -v clang >/dev/null; then
    fresh
    cp Makefile "$tree/it/Makefile"
    source_file core/x.c 'static int unused;'
    said "core/x.c:2"
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
