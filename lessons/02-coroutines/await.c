/* SPDX-License-Identifier: MIT */
/* 02 Await: main stops until the coroutine has ended, then has its value.
 * The second in between belongs to the loop: others could use it. */
#include "kit.h"

struct data {
    const char *key, *value;
};

static void *fetch_data(void *arg)
{
    static struct data data = { "data", "value" };

    printf("Fetching data...\n");
    int rc = async_sleep(1);            /* as a network would take it */
    if (rc < 0)
        return async_return(rc);
    return &data;
}

static void *program(void *arg)
{
    void *result;

    int rc = async_await(async_coroutine("fetch_data", fetch_data, NULL), &result);
    if (rc < 0)
        return async_return(rc);
    const struct data *data = result;
    printf("%s = %s\n", data->key, data->value);
    return NULL;
}

const struct kit_demo await_demo = {
    .name = "await", .title = "await a coroutine and use its value",
    .program = program, .alone = true, .seconds = 1,
    .question = "What does main do while fetch_data() waits?",
    .moral = "await: go on when it has ended, and take its value along.",
};
