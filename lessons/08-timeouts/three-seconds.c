/* SPDX-License-Identifier: MIT */
/* 08 Three seconds: main waits three seconds for a job that takes five.  If the job
 * makes it in time, main has its result; if not, only the time-out. */
#include "kit.h"

static void *long_job(void *arg)
{
    int rc = async_sleep(5);
    if (rc < 0)
        return async_return(rc);
    return "Task completed";
}

static void *program(void *arg)
{
    struct async_task job = async_coroutine("job", long_job, NULL);
    void *result;

    int rc = async_wait_for(job, 3, &result);
    if (rc == -ETIMEDOUT)
        printf("Task timed out!\n");
    else if (rc == 0)
        printf("%s\n", (char *)result);
    else
        return async_return(rc);
    return NULL;
}

static const char *const lanes[] = { "job", NULL };

const struct kit_demo three_seconds_demo = {
    .name = "three-seconds", .title = "three seconds for a job that takes five",
    .program = program, .lanes = lanes, .seconds = 5,
    .question = "The job takes 5 s, main waits 3 s for it. Which line is printed?",
    .moral = "A result that comes too late is no result.",
};
