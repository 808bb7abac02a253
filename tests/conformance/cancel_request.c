/* SPDX-License-Identifier: MIT */
/* A cancellation is a request: before the start, to oneself, twice, too late; and what
 * is counted of it. */
#include "tell.h"

static const char *truth(bool value)
{
    return value ? "True" : "False";
}

static void *before_the_start(void *unused)
{
    struct async_task task = START("task", 1);

    tell("cancel: %s", truth(async_cancel(task)));
    tell("done: %s", truth(async_done(task)));
    tell_end(task);
    tell("cancelled: %s, cancel: %s", truth(async_cancelled(task)),
         truth(async_cancel(task)));
    return NULL;
}

static void *to_oneself(void *unused)
{
    tell("cancel: %s", truth(async_cancel(async_current_task())));
    tell("goes on to its next wait");
    tell("sleep: %s", how(async_sleep(1)));
    tell("sleep: %s", how(async_sleep(1)));
    async_cancel(async_current_task());
    tell("sleep(0): %s", how(async_sleep(0)));
    return NULL;
}

static void *right_before_the_end(void *unused)
{
    async_cancel(async_current_task());
    return "result";
}

static void *with_no_wait_left(void *unused)
{
    struct async_task task = async_create_task("task", right_before_the_end, NULL);

    tell_end(task);
    tell("cancelled: %s", truth(async_cancelled(task)));
    return NULL;
}

static void *right_before_failing(void *unused)
{
    async_cancel(async_current_task());
    return async_fail(ASYNC_EUSER, "broken");
}

static void *a_failure_is_stronger(void *unused)
{
    struct async_task task = async_create_task("task", right_before_failing, NULL);

    tell_end(task);
    return NULL;
}

static void *counts(void *unused)
{
    tell("first: %s", how(async_sleep(9)));
    tell("cancelling: %d", async_cancelling(async_current_task()));
    tell("second: %s", how(async_sleep(9)));
    tell("cancelling: %d", async_cancelling(async_current_task()));
    tell("uncancel: %d", async_uncancel(async_current_task()));
    tell("uncancel: %d", async_uncancel(async_current_task()));
    tell("uncancel: %d", async_uncancel(async_current_task()));
    tell("third: %s", how(async_sleep(1)));
    return NULL;
}

static void *requests_are_counted(void *unused)
{
    struct async_task task = async_create_task("task", counts, NULL);

    async_sleep(1);
    async_cancel(task);
    tell("cancelling: %d", async_cancelling(task));
    async_sleep(1);
    async_cancel(task);
    tell_end(task);
    return NULL;
}

/* Two before it has a turn are one. */
static void *two_at_one_instant(void *unused)
{
    struct async_task task = async_create_task("task", counts, NULL);

    async_sleep(1);
    async_cancel(task);
    async_cancel(task);
    tell("cancelling: %d", async_cancelling(task));
    async_sleep(1);
    async_cancel(task);
    tell_end(task);
    return NULL;
}

/* The pending request stays, though it is not counted any more. */
static void *taken_back_too_late(void *unused)
{
    struct async_task self = async_current_task();

    async_cancel(self);
    tell("uncancel: %d", async_uncancel(self));
    tell("sleep: %s", how(async_sleep(1)));
    return NULL;
}

/* The wait is over, but the task has not had its turn. */
static void *at_the_end_of_the_wait(void *unused)
{
    struct async_task task = START("task", 1);

    async_sleep(0);
    async_sleep(1);
    tell("cancel: %s", truth(async_cancel(task)));
    tell_end(task);
    struct async_task other = START("other");
    async_sleep(0);
    tell("cancel: %s", truth(async_cancel(other)));
    tell_end(other);
    return NULL;
}

static void *a_done_one(void *unused)
{
    struct async_task task = START("task");

    async_await(task, NULL);
    tell("cancel: %s", truth(async_cancel(task)));
    tell("cancelling: %d", async_cancelling(task));
    tell_end(task);
    return NULL;
}

PLAY(SCENE(before_the_start), SCENE(to_oneself), SCENE(with_no_wait_left),
     SCENE(a_failure_is_stronger), SCENE(requests_are_counted),
     SCENE(two_at_one_instant), SCENE(taken_back_too_late),
     SCENE(at_the_end_of_the_wait), SCENE(a_done_one))
