/* SPDX-License-Identifier: MIT */
/* 06 Pair: lesson 05's two functions; gather is the two tasks and the two awaits.
 * One call, one place to look at what went wrong. */
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
    struct async_task functions[] = { async_coroutine("function1", function, &first),
                                      async_coroutine("function2", function, &second) };

    printf("Starting main function\n");
    int rc = async_gather(functions, 2, results, 0);
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
    .name = "pair", .title = "two tasks and two awaits in one call",
    .script = script, .lanes = lanes, .seconds = 5,
    .question = "The second function is done first. Which result comes first?",
    .moral = "gather is create_task and await for several, with the results in order.",
};
