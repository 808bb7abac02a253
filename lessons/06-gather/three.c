/* SPDX-License-Identifier: MIT */
/* 06 Three: gather starts its coroutines in argument order.
 * They end in the order of their timers, which here is the same. */
#include "kit.h"

static const char *const lanes[] = { "task 1", "task 2", "task 3", NULL };

static void *work(void *arg)
{
    const int *number = arg;

    printf("Starting task %d\n", *number);
    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    printf("Finished task %d\n", *number);
    return arg;
}

static void *program(void *arg)
{
    static int numbers[] = { 1, 2, 3 };
    struct async_task tasks[3];
    void *results[3];
    int given[3];

    for (int i = 0; i < 3; i++)
        tasks[i] = async_coroutine(lanes[i], work, &numbers[i]);
    int rc = async_gather(tasks, 3, results, 0);
    if (rc < 0)
        return async_return(rc);
    for (int i = 0; i < 3; i++)
        given[i] = *(const int *)results[i];
    printf("Task results: ");
    kit_print_ints(given, 3);
    printf("\n");
    return NULL;
}

const struct kit_demo three_demo = {
    .name = "three", .title = "three tasks start together and end together",
    .program = program, .lanes = lanes, .seconds = 3,
    .question = "In which order do the six lines of the three tasks come?",
    .moral = "Starts in argument order; at one instant, wake-ups in the order of the timers.",
};
