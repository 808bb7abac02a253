/* SPDX-License-Identifier: MIT */
/* 04 Await: what main awaits, main waits for.
 *
 * Concept  async_await() of a coroutine runs it in the awaiter's own task, to its
 *          end.  Two awaits in a row are one after the other, whatever they wait for.
 * Predict  Function 1 takes 3 s, function 2 takes 2 s.  How long do both take?
 * Watch    One lane: nobody else was started.  Both sides of the race take as long.
 * Try      Make tasks of both, then await them (lesson 05).  How long now?
 * Next     --demo no-suspension: an await that does not give way.
 */
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
    int rc = async_await(async_coroutine("function1", function, &first), &results[0]);
    if (rc < 0)
        return async_return(rc);
    rc = async_await(async_coroutine("function2", function, &second), &results[1]);
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

static const struct kit_demo sequential_demo = {
    .name = "sequential", .title = "two awaits in a row are one after the other",
    .script = script, .seconds = 5,
    .question = "Two coroutines, 3 s and 2 s, awaited in a row. How long will it take?",
    .moral = "await alone gains nothing: without a second task nobody uses the wait.",
};
extern const struct kit_demo data_demo, nested_demo, no_suspension_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &sequential_demo, &data_demo, &nested_demo, &no_suspension_demo, NULL
    };
    return kit_main(argc, argv, "await", demos);
}
