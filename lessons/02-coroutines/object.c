/* SPDX-License-Identifier: MIT */
/* 02 Object: what the call makes can be looked at before it runs.
 * A second one is run; the first one is closed and never will be. */
#include "kit.h"

static void *greet(void *arg)
{
    return "Hello, Async!";
}

static int script(void)
{
    struct async_task coroutine = async_coroutine("greet", greet, NULL);
    void *result;

    printf("coroutine '%s', done: %s\n", async_get_name(coroutine),
           kit_bool(async_done(coroutine)));
    async_close(coroutine);

    int rc = async_run(greet, NULL, &result);
    if (rc < 0)
        return rc;
    printf("%s\n", (const char *)result);
    return 0;
}

const struct kit_demo object_demo = {
    .name = "object", .title = "a coroutine is an object until it runs",
    .script = script, .alone = true,
    .question = "greet() returns a greeting. What does making a coroutine of it print?",
    .moral = "A coroutine is a thing to hold: to await, to make a task of, or to close.",
};
