#!/bin/sh
# SPDX-License-Identifier: MIT
# A program's own names are its own: one that has a function for every name inside core
# links with libcore.a, runs, and none of them is called.

cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
names=$work/names

finish()        # SENTENCE: what is wrong, if anything
{
    [ -z "$1" ] && echo "1 passed, 0 failed" && exit 0
    echo "$1"
    echo "0 passed, 1 failed"
    exit 1
}

if ! command -v objcopy >/dev/null; then
    echo "left out: there is no objcopy to hide names with"
    exit 0
fi

nm -g build/plain/libinside.a | awk 'NF == 3 && $3 !~ /^async_/ { print $3 }' | sort -u >"$names"
grep -qx pool_close "$names" || finish "core has no function pool_close any more: name another"

cat >"$work/program.c" <<'END'
#include <stdio.h>
#include <stdlib.h>

#include "async_file.h"
#include "async_stream.h"
#include "async_thread.h"

#define OWN(name) void name(void); void name(void) { puts(#name " was called"); exit(1); }
#include "own.h"

static void *job(void *arg)
{
    async_blocking_sleep(1);
    return arg;
}

static void *program(void *arg)
{
    struct async_task late = async_create_task("late", job, NULL);

    async_sleep(1);
    int rc = async_to_thread("job", job, arg, NULL);
    return async_return(rc < 0 ? rc : async_await(late, NULL));
}

int main(void)
{
    return async_run(program, NULL, NULL) != 0;
}
END
sed 's/.*/OWN(&)/' "$names" >"$work/own.h"

${CC:-cc} -std=c11 -Icore -I"$work" -o "$work/program" "$work/program.c" \
    build/plain/libcore.a -lev -lpthread -lm >"$work/said" 2>&1 ||
    finish "it does not link: $(grep -m 3 'multiple' "$work/said")"
INTERLEAVE_CLOCK=virtual "$work/program" >"$work/said" 2>&1 ||
    finish "it does not run: $(cat "$work/said")"
finish
