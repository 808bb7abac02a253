/* SPDX-License-Identifier: MIT */
/* 09 Swallowed: a task that is asked to stop and does not hand that on.  It goes on,
 * whoever asked waits for it, and nobody calls it cancelled: the log warns of it. */
#include "kit.h"

static void *novel(void *arg)
{
    int rc = async_sleep(10);
    if (rc == -ECANCELED)
        printf("%.1f s: bedtime? one more chapter\n", async_time());
    rc = async_sleep(2);                /* the request was told once: this one waits */
    if (rc < 0)
        return async_return(rc);
    printf("%.1f s: the end, requests to stop: %d\n", async_time(),
           async_cancelling(async_current_task()));
    return "lights out";
}

static void *program(void *arg)
{
    struct async_task reading = async_create_task("reading", novel, NULL);
    void *words;

    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    async_cancel(reading);
    printf("%.1f s: asked to stop\n", async_time());
    rc = async_await(reading, &words);
    if (rc < 0)
        return async_return(rc);
    printf("%s\n", (char *)words);
    printf("cancelled: %s\n", kit_bool(async_cancelled(reading)));
    return NULL;
}

static const char *const lanes[] = { "reading", NULL };

const struct kit_demo swallowed_demo = {
    .name = "swallowed", .title = "a cancellation that is not handed on",
    .program = program, .lanes = lanes, .alone = true, .seconds = 3,
    .question = "The reader is asked to stop at 1 s, and reads on. When is it over?",
    .moral = "A request is told once: who swallows it goes on, to everyone's surprise.",
};
