/* SPDX-License-Identifier: MIT */
/* wait_for: in time, too late, limits of 0 and below, and what is done already. */
#include "tell.h"

static int wait_and_tell(struct async_task task, double limit)
{
    void *result = NULL;
    int rc = async_wait_for(task, limit, &result);

    tell("%s%s%s", how(rc), result ? " " : "", result ? (const char *)result : "");
    return rc;
}

static struct async_task coroutine(struct worker *worker)
{
    return async_coroutine(worker->name, work, worker);
}

static void *in_time(void *unused)
{
    struct worker a = { "a", 1 }, b = { "b", 1, "broken" }, c = { "c" };

    wait_and_tell(coroutine(&a), 2);
    wait_and_tell(coroutine(&b), 2);
    wait_and_tell(coroutine(&c), 2);
    wait_and_tell(START("d", 1), ASYNC_FOREVER);
    return NULL;
}

static void *too_late(void *unused)
{
    struct worker a = { "a", 9 }, b = { "b", 9, NULL, 1 };

    wait_and_tell(coroutine(&a), 1);
    wait_and_tell(coroutine(&b), 1);
    struct async_task task = START("c", 9);
    wait_and_tell(task, 1);
    tell("cancelled: %s", async_cancelled(task) ? "True" : "False");
    return NULL;
}

static void *no_time(void *unused)
{
    struct worker a = { "a", 1 }, b = { "b", 1 };
    struct async_task task = START("running", 9);

    wait_and_tell(coroutine(&a), 0);
    wait_and_tell(coroutine(&b), -1);
    async_sleep(1);
    wait_and_tell(task, 0);
    return NULL;
}

static void *done_already(void *unused)
{
    struct async_task good = START("good"), bad = START("bad", 0, "broken"),
                      gone = START("gone", 9);

    struct async_task tasks[] = { good, bad, gone };

    async_cancel(gone);
    async_wait(tasks, 3, ASYNC_ALL_COMPLETED, 1, NULL);
    wait_and_tell(good, 0);
    wait_and_tell(good, -1);
    wait_and_tell(good, 1);
    wait_and_tell(bad, 0);
    wait_and_tell(bad, 1);
    wait_and_tell(gone, 0);
    wait_and_tell(gone, 1);
    wait_and_tell(gone, ASYNC_FOREVER);
    return NULL;
}

static void *a_future(void *unused)
{
    struct async_task future = async_future("future");

    wait_and_tell(future, 1);
    tell("cancelled: %s", async_cancelled(future) ? "True" : "False");
    tell("set: %s", async_set_result(future, NULL) < 0 ? "refused" : "ok");
    return NULL;
}

/* One passes the end of the task, the other the time-out: who was set first. */
static void *both_at_one_instant(void *unused)
{
    struct async_task before = START("before", 1);

    async_sleep(0);
    wait_and_tell(before, 1);
    struct worker after = { "after", 1 };
    wait_and_tell(coroutine(&after), 1);
    return NULL;
}

PLAY(SCENE(in_time), SCENE(too_late), SCENE(no_time), SCENE(done_already),
     SCENE(a_future), SCENE(both_at_one_instant))
