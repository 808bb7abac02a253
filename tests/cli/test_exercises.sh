#!/bin/sh
# SPDX-License-Identifier: MIT
# Proves exercises: the solution passes, the start compiles and fails, every mutant
# fails at the check and with the words that its second line names:
#
#     /* Fails: the check's name: words of what must be seen */
#
#   tests/cli/test_exercises.sh [FOLDER...]     the tests' own unless told otherwise

cd "$(dirname "$0")/../.." || exit 1
check="${GRADER:-build/interleave-check} --sandbox auto"
[ $# -gt 0 ] || set -- tests/exercises/tiny
out=$(mktemp) || exit 1
trap 'rm -f "$out"' EXIT
passed=0 failed=0

good()
{
    passed=$((passed + 1))
}

bad()
{
    failed=$((failed + 1))
    echo "$1"
    sed 's/^/    /' "$out"
}

# judged STATUS EXERCISE FILE: is that the exit status?
judged()
{
    # shellcheck disable=SC2086  # a command and its options
    $check "$2" "$3" >"$out" 2>&1
    status=$?
    if [ "$status" -eq "$1" ]; then
        good
    else
        bad "$3: exit status $status, not $1"
    fi
}

mutant()
{
    judged 1 "$1" "$2"
    line=$(sed -n '2s|^/\* Fails: \(.*\) \*/$|\1|p' "$2")
    name=${line%%: *} words=${line#*: }
    if [ -z "$line" ] || [ "$name" = "$line" ]; then
        bad "$2: its second line is not /* Fails: CHECK: WORDS */"
    elif ! sed -n "/^What to look at first: /p;/^Also: /p" "$out" | grep -qF ": $name"; then
        bad "$2: it does not fail at \"$name\""
    elif ! tr -s ' \n' '  ' <"$out" | grep -qF -- "$words"; then
        bad "$2: nothing says \"$words\""
    else
        good
    fi
}

for exercise; do
    judged 0 "$exercise" "$exercise/solution.c"
    judged 1 "$exercise" "$exercise/start.c"
    grep -q '^It ' "$out" && bad "$exercise/start.c: it does not compile"
    for file in "$exercise"/mutants/*.c; do
        mutant "$exercise" "$file"
    done
    [ "$(find "$exercise/mutants" -name '*.c' | wc -l)" -ge 3 ] ||
        bad "$exercise: fewer than three mutants"
    [ "$(grep -c '^## Hint' "$exercise/hints.md")" -ge 3 ] ||
        bad "$exercise: fewer than three hints"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
