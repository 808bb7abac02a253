/* SPDX-License-Identifier: MIT */
/* 02 Never awaited: the most common mistake, a coroutine that nobody runs.
 * The runtime says so when the last one who could have run it has ended. */
#include "kit.h"

static void *fetch_data(void *arg)
{
    printf("fetching\n");
    return NULL;
}

static void *program(void *arg)
{
    struct async_task data = async_coroutine("fetch_data", fetch_data, NULL);

    printf("a coroutine: '%s', and nothing was fetched\n", async_get_name(data));
    return NULL;                        /* and nobody has awaited it */
}

static int script(void)
{
    async_set_exception_handler(kit_print_report, NULL);
    return async_run(program, NULL, NULL);
}

const struct kit_demo never_awaited_demo = {
    .name = "never-awaited", .title = "made, but neither awaited nor made a task",
    .script = script, .alone = true,
    .question = "fetch_data() is called but not awaited. What is fetched?",
    .moral = "A forgotten await fetches nothing: look for the report.",
};
