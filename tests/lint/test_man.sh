#!/bin/sh
# SPDX-License-Identifier: MIT
# The man pages: groff lays them out without a warning, and they name every option of the
# command's help.

cd "$(dirname "$0")/../.." || exit 1
command -v groff >/dev/null || { echo "left out: man pages: groff is not installed"; exit 0; }
passed=0 failed=0

# ok SENTENCE FINDINGS: nothing was found
ok()
{
    if [ -z "$2" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$1"
        echo "$2" | sed 's/^/    /'
    fi
}

long_options()
{
    grep -oE -- '--[a-z][a-z-]+' | sort -u
}

for page in docs/man/interleave*.1; do
    program=build/$(basename "$page" .1)
    ok "$page: groff warns" "$(groff -man -ww -Tutf8 -Kutf8 -z "$page" 2>&1)"
    ok "$page: a line is wider than 80" "$(groff -man -Tascii -P-cbou "$page" |
        awk 'length($0) > 80')"
    told=$(sed 's/\\-/-/g' "$page")
    ok "$page leaves out an option" "$("$program" --help | long_options |
        while read -r option; do echo "$told" | grep -q -- "$option" || echo "$option"; done)"
    version=$("$program" --version)
    ok "$page tells another version than ${version##* }" "$(
        sed -n 's/^\.TH.*"Interleave \([0-9.]*\)".*/\1/p' "$page" | grep -v "^${version##* }\$")"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
