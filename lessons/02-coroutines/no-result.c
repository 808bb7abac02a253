/* SPDX-License-Identifier: MIT */
/* 02 No result: a coroutine that returns nothing can be awaited all the same.
 * Its outcome is "it has ended": NULL here, None in Python. */
#include "kit.h"

static void *fetch_data(void *arg)
{
    return NULL;
}

static void *program(void *arg)
{
    int rc = async_await(async_coroutine("fetch_data", fetch_data, NULL), NULL);
    return async_return(rc);
}

static int script(void)
{
    static char unset[] = "unset";
    void *result = unset;

    int rc = async_run(program, NULL, &result);
    if (rc < 0)
        return rc;
    printf("result: %s\n", result ? (const char *)result : "NULL");
    return 0;
}

const struct kit_demo no_result_demo = {
    .name = "no-result", .title = "a coroutine that returns nothing",
    .script = script, .alone = true,
    .moral = "To have ended is an outcome, too.",
};
