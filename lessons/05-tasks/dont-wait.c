/* SPDX-License-Identifier: MIT */
/* 05 Don't wait: main starts two tasks and does other work.
 * It never awaits them; they are done before it is. */
#include "kit.h"

struct function {
    int number;
    double seconds;
};

static void *function(void *arg)
{
    const struct function *this = arg;

    printf("Hello from my async function %d\n", this->number);
    int rc = async_sleep(this->seconds);
    if (rc < 0)
        return async_return(rc);
    printf("Done with async function %d\n", this->number);
    return NULL;
}

static void *program(void *arg)
{
    static struct function first = { 1, 2 }, second = { 2, 1 };

    printf("Starting main function\n");
    async_forget(async_create_task("function1", function, &first));
    async_forget(async_create_task("function2", function, &second));
    printf("main function doing other work\n");
    int rc = async_sleep(3);
    if (rc < 0)
        return async_return(rc);
    printf("Done with main function\n");
    return NULL;
}

static const char *const lanes[] = { "function1", "function2", NULL };

const struct kit_demo dont_wait_demo = {
    .name = "dont-wait", .title = "start and forget; main is busy for longer",
    .program = program, .lanes = lanes, .alone = true, .seconds = 3,
    .question = "Nobody awaits the two functions. Do they come to their end?",
    .moral = "A task runs whether it is awaited or not, as long as the loop does.",
};
