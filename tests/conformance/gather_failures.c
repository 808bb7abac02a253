/* SPDX-License-Identifier: MIT */
/* gather: the first failure is handed on at once, the others go on; or, asked for,
 * failures are results. */
#include "tell.h"

static void *the_others_go_on(void *unused)
{
    struct async_task tasks[] = { START("a", 1), START("b", 2, "broken"), START("c", 3) };
    int rc = async_gather(tasks, 3, NULL, 0);

    tell("gather: %s", how(rc));
    tell_end(tasks[2]);
    return NULL;
}

static void *a_later_failure_is_dropped(void *unused)
{
    struct async_task tasks[] = { START("a", 1, "first"), START("b", 2, "second") };
    int rc = async_gather(tasks, 2, NULL, 0);

    tell("gather: %s", how(rc));
    async_sleep(2);
    tell_end(tasks[1]);
    return NULL;
}

static void *two_at_one_instant(void *unused)
{
    struct async_task tasks[] = { START("a", 1, "of a"), START("b", 1, "of b") };
    struct async_task turned[] = { tasks[1], tasks[0] };
    int rc = async_gather(turned, 2, NULL, 0);

    tell("gather: %s", how(rc));
    return NULL;
}

static void *failed_before(void *unused)
{
    struct async_task a = START("a", 0, "broken"), b = START("b", 1);
    struct async_task tasks[] = { b, a };

    tell_end(a);
    int rc = async_gather(tasks, 2, NULL, 0);
    tell("gather: %s", how(rc));
    tell_end(b);
    return NULL;
}

static void *failures_as_results(void *unused)
{
    struct async_task tasks[] = { START("a", 1), START("b", 2, "broken"), START("c", 9),
                                  START("d", 3, "late") };
    void *results[4];

    async_sleep(0.5);
    async_cancel(tasks[2]);
    int rc = async_gather(tasks, 4, results, ASYNC_RETURN_EXCEPTIONS);
    tell("gather: %s", how(rc));
    for (int i = 0; i < 4; i++)
        tell("%s", results[i] ? (char *)results[i] : story(async_exception(tasks[i])));
    return NULL;
}

static void *a_cancelled_child(void *unused)
{
    struct async_task tasks[] = { START("a", 9), START("b", 2) };

    async_sleep(1);
    async_cancel(tasks[0]);
    int rc = async_gather(tasks, 2, NULL, 0);
    tell("gather: %s", how(rc));
    tell("cancelling: %d", async_cancelling(async_current_task()));
    tell_end(tasks[1]);
    return NULL;
}

PLAY(SCENE(the_others_go_on), SCENE(a_later_failure_is_dropped),
     SCENE(two_at_one_instant), SCENE(failed_before), SCENE(failures_as_results),
     SCENE(a_cancelled_child))
