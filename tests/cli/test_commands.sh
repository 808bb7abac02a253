#!/bin/sh
# SPDX-License-Identifier: MIT
# interleave run, play and export, as a person calls them.

cd "$(dirname "$0")/../.." || exit 1
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
export LC_ALL=C.UTF-8
interleave=build/interleave lesson=build/lessons/01-sync-vs-async
log=$folder/race.log passed=0 failed=0 out='' err='' status=0

# run ARGUMENT...: sets out, err and status.
run()
{
    "$interleave" "$@" >"$folder/out" 2>"$folder/err" </dev/null
    status=$?
    out=$(cat "$folder/out")
    err=$(cat "$folder/err")
}

# check NAME CONDITION...: a sentence, and what test(1) takes.
check()
{
    name=$1
    shift
    if test "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "failed: $name: $*"
        printf '%s\n' "exit status $status" "$out" "$err" | head -n 20
    fi
}

# says NAME WORDS: standard output has them; complains: standard error has.
says()
{
    case $out in *"$2"*) check "$1" 0 ;; *) check "$1: $2" "" ;; esac
}

complains()
{
    case $err in *"$2"*) check "$1" 0 ;; *) check "$1: $2" "" ;; esac
    check "$1: exit status" "$status" -ne 0
    check "$1: nothing on standard output" -z "$out"
}

$lesson --text --record "$log" >/dev/null 2>&1

# ---- run
run run --race $lesson
says "a race of any program has both sides" "One after another"
says "a race of any program has a score" "3.0× faster"
run run --sync $lesson
says "a program one after another" "6.0 s"
run run $lesson
says "a program alone is called after its main" "async  "
run run --story --race $lesson
says "a race as a story ends with a comparison" \
    "One after another took 6.0 s, Waiting together took 2.0 s: 3.0× faster."
run run --text --record "$folder/kept.log" $lesson --demo thousands
check "arguments reach the program" "$(printf '%s' "$out" | grep -c '9,990 more')" -eq 1
run export --text "$folder/kept.log"
says "what was kept can be shown" "9,990 more"
run run /bin/true
complains "a program without the runtime" "wrote no event log: it has to call async_run()"
run run "$folder/nowhere"
complains "a program that is not there" "cannot start $folder/nowhere: No such file"
run run
complains "no program" "it takes a program"
run run --race --sync $lesson
complains "both sides and one" "--race and --sync cannot go together"
run run --clock sundial $lesson
complains "a strange clock" "--clock takes real, paced or virtual, not \"sundial\""
run run --live $lesson
complains "a screen without a terminal" "standard input is not a terminal"
run run --record /nowhere/x $lesson
complains "a file that cannot be" "cannot write /nowhere/x"

# ---- play
run play "$log"
complains "a screen without a terminal" "interleave export --text FILE"
run play
complains "nothing to play" "it takes a file"
run play /nowhere/x
complains "a file that is not there, screen or not" "cannot read /nowhere/x"

# ---- export
run export --text "$log"
says "a timeline" "3.0× faster"
run export --story "$log"
says "a story" "Task2 and Task3 do the same, each in its own name."
run export --svg --title 'a & b' --output "$folder/race.svg" "$log"
check "a picture in a file" "$status" -eq 0 -a -s "$folder/race.svg" -a -z "$out"
run export --perfetto "$log"
if command -v python3 >/dev/null; then
    printf '%s' "$out" | python3 -B tests/cli/check_trace.py >"$folder/faults" ||
        cat "$folder/faults"
    check "a trace by the rules" "$(wc -l <"$folder/faults")" -eq 1
    run export --cast "$log"
    printf '%s\n' "$out" | python3 -c 'import json, sys
for line in sys.stdin:
    json.loads(line)'
    check "a cast is a line of JSON an event" $? -eq 0
else
    echo "left out: python3 is not installed: traces by the rules of their format"
fi
if command -v xmllint >/dev/null; then
    xmllint --noout "$folder/race.svg"
    check "a picture is XML" $? -eq 0
else
    echo "left out: xmllint is not installed: pictures as XML"
fi
run export "$log"
complains "no form" "it takes one form and one file"
run export --svg --text "$log"
complains "two forms" "it takes one form and one file"
run export --svgg "$log"
complains "a slip of the pen" "unknown option --svgg: did you mean --svg?"
run export --svg "$folder/race.svg"
complains "no log" "is not an Interleave log"
run export --svg --output /nowhere/x "$log"
complains "a place that is not there" "cannot write /nowhere/x: No such file"
run export --cast --size 9x9 "$log"
complains "a window that is too small" "--size takes columns and rows from 40x10"
run export --cast --seconds 0 "$log"
complains "no time to play" "--seconds takes a number from 1 to 3600, not \"0\""
run export --svg --output /dev/full "$log"
complains "a full disk" "cannot write /dev/full"
check "nothing half-written is left" "$(find "$folder" -name '*.part' | wc -l)" -eq 0

# ---- the dispatcher
run --help
for command in run play export; do
    says "the list has $command" "  $command "
    run $command --help
    says "$command explains itself" "usage: interleave $command"
    check "$command --help is no error" "$status" -eq 0
    run --help
done
sed -n 's/^  \([a-z]*\)  .*/\1/p' "$folder/out" >"$folder/commands"
while read -r command; do
    grep -q "^\.B $command\$" docs/man/interleave.1
    check "the man page has $command" $? -eq 0
done <"$folder/commands"
check "there are commands" "$(wc -l <"$folder/commands")" -ge 6
for form in svg perfetto cast text story; do
    run export --$form "$log"
    cp "$folder/out" "$folder/first"
    run export --$form "$log"
    cmp -s "$folder/first" "$folder/out"
    check "$form is the same every time" $? -eq 0
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
