/* SPDX-License-Identifier: MIT */
/* Defect: a task and a thread job count up one number. */
#include <stdio.h>

#include "async_thread.h"

static int number;

static void *count(void *arg)
{
    for (int i = 0; i < 1000; i++)
        number++;
    return arg;
}

static void *program(void *arg)
{
    struct async_task job = async_run_in_executor("count", count, NULL);

    count(arg);
    int rc = async_await(job, NULL);
    printf("%d\n", number);
    return async_return(rc);
}

int main(void)
{
    return async_run(program, NULL, NULL) != 0;
}
