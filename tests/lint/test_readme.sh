#!/bin/sh
# SPDX-License-Identifier: MIT
# What README shows is what one gets: its timeline, its program, its commands.
# With GOLDEN=write the timeline in README is replaced by the real one.

cd "$(dirname "$0")/../.." || exit 1
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0

same()          # SENTENCE WANTED GOT: two files
{
    if diff -u "$2" "$3" >"$folder/diff"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$1"
        cat "$folder/diff"
    fi
}

block()         # FENCE: the first block of README that opens so
{
    awk -v fence="$1" '
        inside && /^```$/ { exit }
        inside { print }
        $0 == fence { inside = 1 }' README.md
}

build/lessons/01-sync-vs-async --text | sed '/^[^ ].* printed$/,$d' |
    sed '$d' >"$folder/got"
if [ "$GOLDEN" = write ]; then
    awk -v timeline="$folder/got" '
        /^```$/ && ++fences == 1 { print; system("cat " timeline); skip = 1; next }
        /^```$/ { skip = 0 }
        !skip { print }' README.md >"$folder/README" &&
        cat "$folder/README" >README.md
fi
block '```' >"$folder/shown"
same "README opens with another timeline than the first lesson prints:" \
    "$folder/shown" "$folder/got"

# Its commands, as they stand there, on the virtual clock.
block '```c' >"$folder/tea.c"
sed -n 's/^    \(cc .*tea\.c.*\)/\1/p; s/^    \(INTERLEAVE_TRACE.*\)/\1/p
    s/^    \(.*--replay.*\)/\1/p' README.md |
    sed "s|tea\.c|$folder/tea.c|; s|-o tea |-o $folder/tea |
        s|tea\.log|$folder/tea.log|; s|\./tea|$folder/tea|" >"$folder/commands"
printf '%s\n' "tea: on the stove" "egg: on the stove" "tea: ready" "egg: ready" \
    >"$folder/wanted"
INTERLEAVE_CLOCK=virtual sh -e "$folder/commands" >"$folder/said" 2>&1
head -n 4 "$folder/said" >"$folder/got"
same "README's program prints something else:" "$folder/wanted" "$folder/got"
sed -n 's/^\(breakfast\|  tea\|  egg\) .*/\1/p' "$folder/said" >"$folder/got"
printf '%s\n' "breakfast" "  tea" "  egg" >"$folder/wanted"
same "README's replay does not show the program's lanes:" \
    "$folder/wanted" "$folder/got"

grep -o '](\([^):]*\))' README.md | tr -d '])(' | while read -r link; do
    [ -e "$link" ] || echo "README points to nothing: $link"
done >"$folder/got"
: >"$folder/none"
same "Broken links:" "$folder/none" "$folder/got"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
