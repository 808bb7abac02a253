#!/bin/sh
# SPDX-License-Identifier: MIT
# The man pages: groff lays them out without a warning, and they name neither more nor
# fewer options than the command's help.

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
    name=$(basename "$page" .1) program=build/$(basename "$page" .1)
    ok "$page: groff warns" "$(groff -man -ww -Tutf8 -Kutf8 -z "$page" 2>&1)"
    ok "$page: a line is wider than 80" "$(groff -man -Tascii -P-cbou "$page" |
        awk 'length($0) > 80')"
    ok "$page tells another version" "$("$program" --version |
        sed 's/.* //' | while read -r version; do
            grep -q "\"Interleave $version\"" "$page" || echo "$version"; done)"
    help=$("$program" --help | long_options)
    told=$(sed -n '/^\.SH OPTIONS/,/^\.SH E/p' "$page" | sed 's/\\-/-/g' | grep -v '^of\|^\.B --replay' |
        long_options)
    [ "$name" = interleave ] || ok "$page and --help name other options" "$(
        printf '%s\n%s\n' "$help" "$told" | sort | uniq -u)"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
