#!/bin/sh
# SPDX-License-Identifier: MIT
# The Python programs beside the lessons print what the lessons print, in as much time:
# `p` on the screen shows them as the same program.

cd "$(dirname "$0")/../.." || exit 1
passed=0 failed=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1 PYTHONHASHSEED=0 LC_ALL=C.UTF-8

same()      # LESSON
{
    python3 tests/conformance/virtual.py "lessons/$1.py" >"$work/python" 2>"$work/errors"
    "build/lessons/$1" --output >"$work/ours" 2>/dev/null
    if [ -s "$work/ours" ] && [ ! -s "$work/errors" ] &&
        cmp -s "$work/python" "$work/ours"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "lessons/$1.py is not what lessons/$1.c is:"
        head -n 5 "$work/errors"
        diff "$work/python" "$work/ours" | head -n 10
    fi
}

if ! command -v python3 >/dev/null; then
    echo "left out: there is no python3"
else
    for program in lessons/[0-9]*.py; do
        lesson=${program#lessons/}
        same "${lesson%.py}"
    done
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
