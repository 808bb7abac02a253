/* SPDX-License-Identifier: MIT */
/* 22 Slow step: debug mode names whoever keeps the thread for 0.1 s or longer, and the
 * line at which it gave way at last. */
#include "kit.h"

static void *blocker(void *arg)
{
    async_blocking_sleep(0.3);          /* no other task runs meanwhile */
    return NULL;
}

static void *program(void *arg)
{
    int rc = async_await(async_create_task("blocker", blocker, NULL), NULL);

    async_close(async_coroutine("never", blocker, NULL));   /* meant: no report */
    return async_return(rc);
}

/* Debug mode tells of stacks, too: those are no task's. */
static void print_tasks_reports(const struct async_report *report, void *unused)
{
    if (report->task.id)
        kit_print_report(report, unused);
}

static int script(void)
{
    async_set_debug(true);
    async_set_exception_handler(print_tasks_reports, NULL);
    return async_run(program, NULL, NULL);
}

static const char *const lanes[] = { "blocker", NULL };

const struct kit_demo slow_step_demo = {
    .name = "slow-step", .title = "debug mode finds who keeps the thread",
    .script = script, .lanes = lanes, .alone = true, .seconds = 0.3,
    .question = "Everything stands still for 0.3 s. How do you find out who did it?",
    .moral = "In debug mode a step of 0.1 s or more is reported, with its task.",
};
