/* SPDX-License-Identifier: MIT */
/* wait: the three modes, the time-out, what was done before; it cancels nothing. */
#include <string.h>

#include "tell.h"

static void wait_and_tell(const struct async_task *tasks, int n, int mode, double timeout)
{
    struct async_task sorted[4];
    char text[100] = "";
    int done = async_wait(tasks, n, mode, timeout, sorted);

    for (int i = 0; done >= 0 && i < n; i++) {
        strcat(text, i == done ? " | " : " ");
        strcat(text, async_get_name(sorted[i]));
    }
    tell("done %d of%s%s", done, text, done == n ? " |" : "");
}

static void *first_completed(void *unused)
{
    struct async_task tasks[] = { START("a", 3), START("b", 1), START("c", 2) };

    wait_and_tell(tasks, 3, ASYNC_FIRST_COMPLETED, ASYNC_FOREVER);
    wait_and_tell(tasks, 3, ASYNC_FIRST_COMPLETED, ASYNC_FOREVER);
    wait_and_tell(tasks, 3, ASYNC_ALL_COMPLETED, ASYNC_FOREVER);
    return NULL;
}

static void *first_exception(void *unused)
{
    struct async_task tasks[] = { START("a", 1), START("b", 2, "broken"),
                                  START("c", 3) };

    wait_and_tell(tasks, 3, ASYNC_FIRST_EXCEPTION, ASYNC_FOREVER);
    wait_and_tell(tasks, 3, ASYNC_ALL_COMPLETED, ASYNC_FOREVER);
    return NULL;
}

/* A cancelled one is no failure. */
static void *first_exception_of_a_cancelled(void *unused)
{
    struct async_task tasks[] = { START("a", 9), START("b", 2) };

    async_sleep(1);
    async_cancel(tasks[0]);
    wait_and_tell(tasks, 2, ASYNC_FIRST_EXCEPTION, ASYNC_FOREVER);
    return NULL;
}

static void *time_out(void *unused)
{
    struct async_task tasks[] = { START("a", 1), START("b", 3) };

    wait_and_tell(tasks, 2, ASYNC_ALL_COMPLETED, 2);
    wait_and_tell(tasks, 2, ASYNC_ALL_COMPLETED, 0);
    wait_and_tell(tasks, 2, ASYNC_ALL_COMPLETED, 9);
    wait_and_tell(tasks, 2, ASYNC_ALL_COMPLETED, 0);
    return NULL;
}

/* The time-out and the end of a task fall together. */
static void *time_out_at_the_same_instant(void *unused)
{
    struct async_task early = START("early", 1);
    async_sleep(0);
    wait_and_tell(&early, 1, ASYNC_ALL_COMPLETED, 1);
    struct async_task late = START("late", 1);
    wait_and_tell(&late, 1, ASYNC_ALL_COMPLETED, 1);
    tell_end(late);
    return NULL;
}

static void *refused(void *unused)
{
    struct async_task a = START("a"), coroutine = async_coroutine("c", work, NULL);

    tell("%s", how(async_wait(&a, 0, ASYNC_ALL_COMPLETED, 1, NULL)));
    tell("%s", how(async_wait(&coroutine, 1, ASYNC_ALL_COMPLETED, 1, NULL)));
    async_close(coroutine);
    tell_end(a);
    return NULL;
}

static void *wait_long(void *tasks)
{
    int rc = async_wait(tasks, 2, ASYNC_ALL_COMPLETED, ASYNC_FOREVER, NULL);

    tell("wait: %s", how(rc));
    return async_return(rc);
}

static void *cancelled_it_leaves_the_tasks(void *unused)
{
    struct async_task tasks[] = { START("a", 2), START("b", 3) };
    struct async_task waiter = async_create_task("waiter", wait_long, tasks);

    async_sleep(1);
    async_cancel(waiter);
    tell_end(waiter);
    tell_end(tasks[1]);
    return NULL;
}

PLAY(SCENE(first_completed), SCENE(first_exception),
     SCENE(first_exception_of_a_cancelled), SCENE(time_out),
     SCENE(time_out_at_the_same_instant), SCENE(refused),
     SCENE(cancelled_it_leaves_the_tasks))
