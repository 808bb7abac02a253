/* SPDX-License-Identifier: MIT */
/* Defect: a task and a thread job count up one number, both for as long as the job
 * lasts. */
#include <stdatomic.h>
#include <stdio.h>

#include "async_thread.h"

enum { TIMES = 200 };

static int number;
static atomic_bool over;

static void *count(void *arg)
{
    for (int i = 0; i < TIMES; i++) {
        number++;
        async_blocking_sleep(1e-4);
    }
    atomic_store_explicit(&over, true, memory_order_relaxed);
    return arg;
}

static void *program(void *arg)
{
    struct async_task job = async_run_in_executor("count", count, NULL);

    while (!atomic_load_explicit(&over, memory_order_relaxed)) {
        number++;
        async_sleep(0);
    }
    int rc = async_await(job, NULL);
    printf("%d\n", number);
    return async_return(rc);
}

int main(void)
{
    async_set_clock(ASYNC_REAL, 1);
    return async_run(program, NULL, NULL) != 0;
}
