/* SPDX-License-Identifier: MIT */
/* 06 First error: gather returns at the first failure, and cancels nobody.
 * The others go on, and come to their end if main gives them the time. */
#include "kit.h"

enum { COUNT = 3 };

static const char *const lanes[] = { "one", "two", "three", NULL };

static void *might_fail(void *arg)
{
    const int *n = arg;

    if (*n == 2)
        return async_fail(EINVAL, "Error!");
    int rc = async_sleep(1);
    if (rc == -ECANCELED)
        printf("%d cancelled\n", *n);
    if (rc < 0)
        return async_return(rc);
    printf("%d finished\n", *n);
    return arg;
}

static void print_states(const struct async_task *tasks)
{
    bool cancelled[COUNT], done[COUNT];

    for (int i = 0; i < COUNT; i++) {
        cancelled[i] = async_cancelled(tasks[i]);
        done[i] = async_done(tasks[i]);
    }
    printf("cancelled: ");
    kit_print_bools(cancelled, COUNT);
    printf(" done: ");
    kit_print_bools(done, COUNT);
    printf("\n");
}

static void *program(void *arg)
{
    static int numbers[COUNT] = { 1, 2, 3 };
    struct async_task tasks[COUNT];
    double start = async_time();

    for (int i = 0; i < COUNT; i++)
        tasks[i] = async_create_task(lanes[i], might_fail, &numbers[i]);
    if (async_gather(tasks, COUNT, NULL, 0) < 0)
        printf("%.1f gather failed: %s\n", async_time() - start, async_caught()->text);
    print_states(tasks);
    int rc = async_sleep(2);
    if (rc < 0)
        return async_return(rc);
    print_states(tasks);
    return NULL;
}

const struct kit_demo first_error_demo = {
    .name = "first-error", .title = "one failure does not cancel the others",
    .program = program, .lanes = lanes, .alone = true, .seconds = 2,
    .question = "Task two fails at once. Are one and three cancelled?",
    .moral = "gather tells the first failure and cancels nobody: a task group would.",
};
