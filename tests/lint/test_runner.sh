#!/bin/sh
# SPDX-License-Identifier: MIT
# The test runner itself: what it counts, and that nothing bad passes unseen.

cd "$(dirname "$0")/../.." || exit 1
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0

program()       # NAME STATUS LINE...
{
    name=$folder/$1 status=$2
    shift 2
    { echo "#!/bin/sh"
      printf 'echo "%s"\n' "$@"
      echo "exit $status"; } >"$name"
    chmod +x "$name"
}

# sums STATUS LAST-LINE WORDS PROGRAM...: its exit status, its last line, and
# something that it said.
sums()
{
    wanted=$1 line=$2 words=$3
    shift 3
    output=$(cd "$folder" && "$OLDPWD/tests/run" "$@" 2>&1)
    status=$?
    if [ $status -eq "$wanted" ] &&
        [ "$(echo "$output" | tail -n 1)" = "$line" ] &&
        echo "$output" | grep -qF -- "$words"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "wanted exit $wanted, \"$line\" and \"$words\"; got exit $status and:"
        echo "$output"
    fi
}

program good 0 "100%: Checks: 5, Failures: 0, Errors: 0"
program script 0 "some words" "2 passed, 0 failed"
program bad 1 "60%: Checks: 5, Failures: 1, Errors: 1" "x.c:9:F:a:b:0: two is not one"
program suites 0 "100%: Checks: 5, Failures: 0, Errors: 0" \
    "100%: Checks: 2, Failures: 0, Errors: 0"
program silent 0 "nothing here"
program empty 0 "100%: Checks: 0, Failures: 0, Errors: 0"
program lacking 0 "left out: no gdb is here" "0 passed, 0 failed"
program liar 1 "left out: no gdb is here" "0 passed, 0 failed"
program leaky 99 "100%: Checks: 5, Failures: 0, Errors: 0"

sums 0 "5 passed, 0 failed" "ok    good (5)" good
sums 0 "7 passed, 0 failed" "ok    script (2)" good script
sums 0 "7 passed, 0 failed" "ok    suites (7)" suites
sums 1 "8 passed, 2 failed" "x.c:9:F:a:b:0: two is not one" good bad
sums 1 "0 passed, 1 failed" "silent: ran nothing (exit status 0)" silent
sums 1 "0 passed, 1 failed" "empty: ran nothing" empty
sums 0 "5 passed, 0 failed" "left out of lacking: no gdb is here" good lacking
sums 1 "0 passed, 1 failed" "liar: ran nothing (exit status 1)" liar
sums 1 "5 passed, 1 failed" "no check failed, but the exit status is 99" leaky
sums 1 "5 passed, 1 failed" "nowhere: ran nothing" good nowhere
sums 1 "0 passed, 1 failed" ""

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
