/* SPDX-License-Identifier: MIT */
/* 02 Await outside: only what runs in a task can wait.
 * Both wrong parts run in a process of their own, which they end. */
#include "kit.h"

static void *fetch_data(void *arg)
{
    printf("Fetching data...\n");
    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    return "value";
}

static void await_in_plain_code(void)
{
    async_await(async_coroutine("fetch_data", fetch_data, NULL), NULL);
}

static void call_what_waits(void)
{
    fetch_data(NULL);                   /* a plain call of a function that waits */
}

static void *program(void *arg)
{
    void *data;

    int rc = async_await(async_coroutine("fetch_data", fetch_data, NULL), &data);
    if (rc < 0)
        return async_return(rc);
    printf("data = %s\n", (const char *)data);
    return NULL;
}

static int script(void)
{
    printf("await in plain code:\n");
    kit_last_words(0);
    printf("a plain call of a coroutine's function:\n");
    kit_last_words(1);
    printf("await in a task:\n");
    return async_run(program, NULL, NULL);
}

static void (*const misuses[])(void) = { await_in_plain_code, call_what_waits, NULL };

const struct kit_demo await_outside_demo = {
    .name = "await-outside", .title = "waiting where there is no task",
    .script = script, .misuses = misuses, .alone = true, .seconds = 1,
    .question = "Who would run while plain code waits?",
    .moral = "A wait gives the thread to the loop: without a loop there is nobody to take it.",
};
