/* SPDX-License-Identifier: MIT */
/* 06 Return errors: with ASYNC_RETURN_EXCEPTIONS a failure is an outcome like others.
 * gather waits for all; who failed, and why, is asked of each task. */
#include "kit.h"

static const char *const lanes[] = { "one", "two", "three", NULL };

static void *might_fail(void *arg)
{
    const int *n = arg;

    if (*n == 2)
        return async_fail(EINVAL, "Error!");
    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    return arg;
}

static void *program(void *arg)
{
    static int numbers[] = { 1, 2, 3 };
    struct async_task tasks[3];
    void *results[3];

    for (int i = 0; i < 3; i++)
        tasks[i] = async_coroutine(lanes[i], might_fail, &numbers[i]);
    int rc = async_gather(tasks, 3, results, ASYNC_RETURN_EXCEPTIONS);
    if (rc < 0)
        return async_return(rc);
    for (int i = 0; i < 3; i++) {
        const struct async_error *error = async_exception(tasks[i]);
        if (error)
            printf("failed: %s\n", error->text);
        else
            printf("%d\n", *(const int *)results[i]);
    }
    return NULL;
}

const struct kit_demo return_errors_demo = {
    .name = "return-errors", .title = "failures as values, in their places",
    .program = program, .lanes = lanes, .seconds = 2,
    .question = "The second of three fails at once. What becomes of the other two?",
    .moral = "All outcomes, good and bad, in the order of the arguments.",
};
