/* SPDX-License-Identifier: MIT */
/* 03 By hand: a loop for one coroutine, in two lines.
 * It gives way and says for how long; whoever resumes it has to keep that time. */
#include "kit.h"

static void *brew(void *arg)
{
    double seconds = 1;

    async_bare_yield(&seconds);         /* wake me after this */
    return "Done";
}

static int script(void)
{
    struct async_bare *coroutine = async_bare_create(brew, NULL);
    void *given;

    if (!coroutine)
        return async_set_error(ENOMEM, "no room for a stack");
    while (async_bare_resume(coroutine, NULL, &given) > 0)
        async_blocking_sleep(*(const double *)given);
    printf("%s\n", (const char *)given);
    return async_bare_destroy(coroutine);
}

const struct kit_demo by_hand_demo = {
    .name = "by-hand", .title = "a loop for one coroutine, by hand",
    .script = script, .loopless = true, .alone = true, .seconds = 1,
    .question = "The coroutine only asks for the wait. Who waits?",
    .moral = "A coroutine does not wait: it asks, and the loop keeps the time.",
};
