/* SPDX-License-Identifier: MIT */
/* gather cancelled: its children are, and it ends when they have. */
#include "tell.h"

static void *gather_two(void *tasks)
{
    int rc = async_gather(tasks, 2, NULL, 0);

    tell("gather: %s", how(rc));
    return async_return(rc);
}

static void *gather_outcomes(void *tasks)
{
    int rc = async_gather(tasks, 2, NULL, ASYNC_RETURN_EXCEPTIONS);

    tell("gather: %s", how(rc));
    return async_return(rc);
}

static void *children_are_cancelled(void *unused)
{
    struct async_task tasks[] = { START("a", 9), START("b", 9, NULL, 1) };
    struct async_task gatherer = async_create_task("gatherer", gather_two, tasks);

    async_sleep(1);
    tell("cancel: %s", async_cancel(gatherer) ? "True" : "False");
    tell_end(gatherer);
    tell("b is done: %s", async_done(tasks[1]) ? "True" : "False");
    tell_end(tasks[1]);
    return NULL;
}

static void *outcomes_wait_for_all(void *unused)
{
    struct async_task tasks[] = { START("a", 9), START("b", 9, NULL, 1) };
    struct async_task gatherer = async_create_task("gatherer", gather_outcomes, tasks);

    async_sleep(1);
    async_cancel(gatherer);
    tell_end(gatherer);
    tell("b is done: %s", async_done(tasks[1]) ? "True" : "False");
    return NULL;
}

static void *stubborn(void *unused)
{
    async_sleep(9);
    tell("stubborn goes on");
    async_sleep(1);
    return "value";
}

static void *a_child_swallows_it(void *unused)
{
    struct async_task tasks[] = { START("a", 9),
                                  async_create_task("stubborn", stubborn, NULL) };
    struct async_task gatherer = async_create_task("gatherer", gather_outcomes, tasks);

    async_sleep(1);
    async_cancel(gatherer);
    tell_end(gatherer);
    tell_end(tasks[1]);
    return NULL;
}

/* The children are done, the gatherer has not had its turn. */
static void *too_late_for_children(void *unused)
{
    struct async_task tasks[] = { START("a", 1), START("b", 1) };
    struct async_task gatherer = async_create_task("gatherer", gather_two, tasks);

    async_await(tasks[1], NULL);
    tell("cancel: %s", async_cancel(gatherer) ? "True" : "False");
    tell_end(gatherer);
    return NULL;
}

static void *a_future_of_done_children(void *unused)
{
    struct async_task tasks[] = { START("a"), START("b") };
    struct async_task all = async_gather_future(tasks, 2, 0);

    async_await(tasks[1], NULL);
    tell("cancel: %s", async_cancel(all) ? "True" : "False");
    tell("%s", how(async_await(all, NULL)));
    tell("cancel: %s", async_cancel(all) ? "True" : "False");
    return NULL;
}

static void *a_cancelled_gather_is_not_cancelled(void *unused)
{
    struct async_task tasks[] = { START("a", 9), START("b", 9) };
    struct async_task all = async_gather_future(tasks, 2, 0);

    async_sleep(1);
    tell("cancel: %s", async_cancel(all) ? "True" : "False");
    tell("%s", how(async_await(all, NULL)));
    tell("cancelled: %s", async_cancelled(all) ? "True" : "False");
    return NULL;
}

static void *twice_among_the_children(void *unused)
{
    struct async_task a = START("a", 9, NULL, 1), tasks[] = { a, a };
    struct async_task gatherer = async_create_task("gatherer", gather_two, tasks);

    async_sleep(1);
    async_cancel(gatherer);
    async_sleep(0.5);
    tell("cancelling: %d", async_cancelling(a));
    tell_end(gatherer);
    return NULL;
}

PLAY(SCENE(children_are_cancelled), SCENE(outcomes_wait_for_all),
     SCENE(a_child_swallows_it), SCENE(too_late_for_children),
     SCENE(a_future_of_done_children), SCENE(a_cancelled_gather_is_not_cancelled),
     SCENE(twice_among_the_children))
