/* SPDX-License-Identifier: MIT */
/* 03 Basic: a main that never waits.
 * The loop makes one pass: main's first step is its last. */
#include "kit.h"

static void *program(void *arg)
{
    printf("Main coroutine\n");
    return NULL;
}

static int script(void)
{
    return async_run(program, NULL, NULL);
}

const struct kit_demo basic_demo = {
    .name = "basic", .title = "the smallest program: one task, one step",
    .script = script, .alone = true,
    .question = "main does not wait for anything. How many steps does it take?",
    .moral = "A task that never waits is one step long.",
};
