/* SPDX-License-Identifier: MIT */
/* 06 Short first: the shorter one is given last, and is done first.
 * gather itself waits for the longer one. */
#include "kit.h"

struct job {
    int number;
    double seconds;
};

static void *work(void *arg)
{
    const struct job *this = arg;

    int rc = async_sleep(this->seconds);
    if (rc < 0)
        return async_return(rc);
    printf("Task %d completed\n", this->number);
    return NULL;
}

static void *program(void *arg)
{
    static struct job jobs[] = { { 1, 2 }, { 2, 1 } };
    struct async_task tasks[] = { async_coroutine("task_1", work, &jobs[0]),
                                  async_coroutine("task_2", work, &jobs[1]) };

    return async_return(async_gather(tasks, 2, NULL, 0));
}

static const char *const lanes[] = { "task_1", "task_2", NULL };

const struct kit_demo short_first_demo = {
    .name = "short-first", .title = "the shorter task is done first",
    .program = program, .lanes = lanes, .seconds = 3,
    .question = "Task 1 takes 2 s, task 2 takes 1 s. Which line comes first, on which side?",
    .moral = "Who waits less is done first: only results keep the order of the arguments.",
};
