/* SPDX-License-Identifier: MIT */
/* 02 Pause and resume: a function that stops in the middle, and goes on there.
 * Values go both ways: yield gives one out, the next resume passes one in. */
#include "kit.h"

static void *routine(void *arg)
{
    printf("part 1\n");
    const char *sent = async_bare_yield("paused once");
    printf("part 2 got %s\n", sent);
    sent = async_bare_yield("paused twice");
    printf("part 3 got %s\n", sent);
    return "finished";
}

static int script(void)
{
    struct async_bare *bare = async_bare_create(routine, NULL);
    void *given;

    if (!bare)
        return async_set_error(ENOMEM, "no room for a stack");
    printf("called, nothing has run\n");
    async_bare_resume(bare, NULL, &given);
    printf("%s\n", (const char *)given);
    printf("the caller runs in the meantime\n");
    async_bare_resume(bare, "hello", &given);
    printf("%s\n", (const char *)given);
    if (async_bare_resume(bare, "bye", &given) == 0)
        printf("returned %s\n", (const char *)given);
    return async_bare_destroy(bare);
}

const struct kit_demo pause_resume_demo = {
    .name = "pause-resume", .title = "a function that stops in the middle and goes on",
    .script = script, .loopless = true, .alone = true,
    .question = "The caller runs between part 1 and part 2. Where are routine's variables?",
    .moral = "A paused coroutine keeps its stack: it goes on as if nothing had happened.",
};
