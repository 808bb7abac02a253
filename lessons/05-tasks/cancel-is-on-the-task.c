/* SPDX-License-Identifier: MIT */
/* 05 Cancel is on the task: a coroutine that nobody runs has nothing to cancel.
 * It can be closed, and a task cannot: that one has to be asked to end. */
#include "kit.h"

static void *job(void *arg)
{
    int rc = async_sleep(5);
    printf("job cleaned up\n");         /* reached however the wait ended */
    return async_return(rc);
}

static void try_coroutine(void)
{
    struct async_task coroutine = async_coroutine("coroutine", job, NULL);
    bool cancelled = async_cancel(coroutine);

    async_close(coroutine);             /* before its start: no clean-up */
    printf("coroutine: cancelled %s, closed %s\n", kit_bool(cancelled),
           kit_bool(async_done(coroutine)));
}

static void *program(void *arg)
{
    async_set_exception_handler(kit_print_report, NULL);
    try_coroutine();

    struct async_task task = async_create_task("job", job, NULL);
    async_close(task);                  /* does nothing */
    printf("task: closed %s\n", kit_bool(async_done(task)));
    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);

    printf("cancel requested %s\n", kit_bool(async_cancel(task)));
    rc = async_await(task, NULL);
    if (rc == -ECANCELED)
        printf("task cancelled %s\n", kit_bool(async_cancelled(task)));
    return NULL;
}

static const char *const lanes[] = { "job", NULL };

const struct kit_demo cancel_demo = {
    .name = "cancel-is-on-the-task", .title = "a task can be cancelled, a coroutine closed",
    .program = program, .lanes = lanes, .alone = true, .seconds = 1,
    .question = "A coroutine has not begun. What could cancelling it mean?",
    .moral = "Cancelling is a request to somebody who runs: to a task.",
};
