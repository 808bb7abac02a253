/* SPDX-License-Identifier: MIT */
/* as_completed: in order of the ends; failures come like results; a limit; leaving. */
#include "tell.h"

static void tell_all(const struct async_task *tasks, int n, double timeout)
{
    struct async_completed it = async_as_completed(tasks, n, timeout);
    struct async_task task;
    int rc;

    while ((rc = async_next_completed(&it, &task)) == 1) {
        void *result = NULL;
        int ended = async_await(task, &result);
        tell("%s", result ? (const char *)result : how(ended));
    }
    tell("end: %s", how(rc));
}

static void *order_of_ends(void *unused)
{
    struct async_task tasks[] = { START("a", 3), START("b", 1), START("c", 2),
                                  START("d", 1), START("e", 2, "broken") };

    tell_all(tasks, 5, ASYNC_FOREVER);
    return NULL;
}

static void *done_before(void *unused)
{
    struct async_task tasks[] = { START("a", 2), START("b", 1), START("c", 3) };

    async_sleep(2.5);
    struct async_task turned[] = { tasks[2], tasks[1], tasks[0], tasks[1] };
    tell_all(turned, 4, ASYNC_FOREVER);
    return NULL;
}

static void *too_late(void *unused)
{
    struct async_task tasks[] = { START("a", 1), START("b", 3) };

    tell_all(tasks, 2, 2);
    tell_end(tasks[1]);
    return NULL;
}

static void *late_but_given(void *unused)
{
    struct async_task tasks[] = { START("a", 1), START("b", 1.5), START("c", 3) };
    struct async_completed it = async_as_completed(tasks, 3, 2);
    struct async_task task;

    async_next_completed(&it, &task);
    tell("%s", async_get_name(task));
    async_sleep(2);
    async_next_completed(&it, &task);
    tell("%s", async_get_name(task));
    tell("%s", how(async_next_completed(&it, &task)));
    tell_end(tasks[2]);
    return NULL;
}

static void *left_early(void *unused)
{
    struct async_task tasks[] = { START("a", 1), START("b", 2) }, task;
    struct async_completed it = async_as_completed(tasks, 2, 1.5);

    async_next_completed(&it, &task);
    tell("%s", async_get_name(task));
    async_completed_end(&it);
    tell_end(tasks[1]);
    return NULL;
}

static void *consume(void *tasks)
{
    struct async_completed it = async_as_completed(tasks, 2, ASYNC_FOREVER);
    struct async_task task;
    int rc = async_next_completed(&it, &task);

    tell("consumer: %s", how(rc));
    async_completed_end(&it);
    return async_return(rc);
}

static void *cancelled(void *unused)
{
    struct async_task tasks[] = { START("a", 2), START("b", 3) };
    struct async_task consumer = async_create_task("consumer", consume, tasks);

    async_sleep(1);
    async_cancel(consumer);
    tell_end(consumer);
    tell_end(tasks[1]);
    return NULL;
}

/* Until then no coroutine is a task, and the time does not run. */
static void *begins_with_the_first_request(void *unused)
{
    struct worker worker = { "a", 2 };
    struct async_task b = START("b", 1), task;
    struct async_task tasks[] = { async_coroutine("a", work, &worker), b };
    struct async_completed it = async_as_completed(tasks, 2, 2);

    async_sleep(3);
    tell("first request");
    async_next_completed(&it, &task);
    tell("%s", async_get_name(task));
    tell("%s", how(async_next_completed(&it, &task)));
    tell_end(tasks[0]);
    return NULL;
}

PLAY(SCENE(order_of_ends), SCENE(done_before), SCENE(too_late), SCENE(late_but_given),
     SCENE(left_early), SCENE(cancelled), SCENE(begins_with_the_first_request))
