/* SPDX-License-Identifier: MIT */
/* 05 Pair: lesson 04's two functions, now as two tasks.
 * The same lines of work, 3 s instead of 5. */
#include "kit.h"

struct function {
    int number;
    double seconds;
    char *result;
};

static void *function(void *arg)
{
    const struct function *this = arg;

    printf("Hello from my async function %d\n", this->number);
    int rc = async_sleep(this->seconds);
    if (rc < 0)
        return async_return(rc);
    printf("Done with async function %d\n", this->number);
    return this->result;
}

static void *program(void *arg)
{
    static struct function first = { 1, 3, "my_async_function1 result" };
    static struct function second = { 2, 2, "my_async_function2 result" };
    static void *results[2];

    printf("Starting main function\n");
    struct async_task task1 = async_create_task("function1", function, &first);
    struct async_task task2 = async_create_task("function2", function, &second);
    int rc = async_await(task1, &results[0]);
    if (rc < 0)
        return async_return(rc);
    rc = async_await(task2, &results[1]);
    if (rc < 0)
        return async_return(rc);
    printf("Done with main function\n");
    return results;
}

static int script(void)
{
    void *results;

    int rc = async_run(program, NULL, &results);
    if (rc < 0)
        return rc;
    kit_print_tuple(results, 2);
    return 0;
}

static const char *const lanes[] = { "function1", "function2", NULL };

const struct kit_demo pair_demo = {
    .name = "pair", .title = "two awaits in a row, of tasks this time",
    .script = script, .lanes = lanes, .seconds = 5,
    .question = "3 s and 2 s, both started before the first await. How long?",
    .moral = "Start first, await later: the waits overlap.",
};
