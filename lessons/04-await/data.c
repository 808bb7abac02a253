/* SPDX-License-Identifier: MIT */
/* 04 Data: a value from somewhere slow.
 * The line after the await finds it there, as after any call. */
#include "kit.h"

static void *fetch_data(void *arg)
{
    int rc = async_sleep(2);
    if (rc < 0)
        return async_return(rc);
    return "Data";
}

static void *program(void *arg)
{
    void *data;

    int rc = async_await(async_coroutine("fetch_data", fetch_data, NULL), &data);
    if (rc < 0)
        return async_return(rc);
    printf("%s\n", (const char *)data);
    return NULL;
}

const struct kit_demo data_demo = {
    .name = "data", .title = "wait for a value, then use it",
    .program = program, .alone = true, .seconds = 2,
    .question = "The data takes 2 s. In whose lane is that wait drawn?",
    .moral = "An awaited coroutine has no lane of its own: it is its awaiter's wait.",
};
