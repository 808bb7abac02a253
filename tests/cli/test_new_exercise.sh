#!/bin/sh
# SPDX-License-Identifier: MIT
# `make new-exercise` makes an exercise that keeps every promise from its first minute.

cd "$(dirname "$0")/../.." || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
prove=build/plain/tests/cli/test_exercises
new=$scratch/exercises/grader/new-exercise
passed=0 failed=0

# ok SENTENCE COMMAND...
ok()
{
    sentence=$1
    shift
    if "$@" >"$scratch/said" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$sentence"
        sed 's/^/    /' "$scratch/said"
    fi
}

refused()
{
    ! "$new" "$1"
}

mkdir -p "$scratch/exercises/grader"
cp exercises/grader/new-exercise "$new"
ok "it makes one" "$new" 20-two-doors
ok "its timeline can be drawn" env GOLDEN=write "$prove" "$scratch/exercises/20-two-doors"
ok "it keeps its promises" "$prove" "$scratch/exercises/20-two-doors"
ok "one that is there stays as it is" refused 20-two-doors
ok "a name without a number is refused" refused two-doors
ok "a number that another one has is refused" refused 20-three-doors
ok "a name that only looks like a folder is refused" refused 21-doors/x
own="$scratch/my own/doors"
ok "one of a teacher's own is made elsewhere" "$new" "$own"
ok "its timeline can be drawn" env GOLDEN=write make prove EXERCISE="$own"
ok "it keeps its promises, in a folder with a blank" make prove EXERCISE="$own"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
