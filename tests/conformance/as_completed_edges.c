/* SPDX-License-Identifier: MIT */
/* as_completed: the same twice, failures, what is done, limits, left early, cancelled. */
#include "tell.h"

struct walk {
    struct async_task tasks[3];
    int n;
    double timeout;
    int most;
};

static int walk(const struct walk *walk)
{
    double timeout = walk->timeout < 0 ? 0 : walk->timeout > 0 ? walk->timeout
                                                               : ASYNC_FOREVER;
    struct async_completed all = async_as_completed(walk->tasks, walk->n, timeout);
    struct async_task task;
    void *result;
    int rc, n = 0;

    while ((rc = async_next_completed(&all, &task)) > 0) {
        rc = async_await(task, &result);
        tell("got %s", rc < 0 ? how(rc) : (char *)result);
        if (++n == walk->most) {
            rc = 0;
            break;
        }
    }
    async_completed_end(&all);
    if (rc < 0)
        tell("%s", how(rc));
    return rc;
}

#define WALK(...) walk(&(struct walk){ __VA_ARGS__ })

static void *of_nothing(void *unused)
{
    START("other");
    WALK(.n = 0);
    tell("main");
    return NULL;
}

static void *twice_the_same(void *unused)
{
    struct async_task a = START("a", 2), b = START("b", 1);

    WALK({ a, b, a }, 3);
    return NULL;
}

static void *cancel_it(void *task)
{
    async_cancel(*(struct async_task *)task);
    return NULL;
}

static void *failures(void *unused)
{
    struct async_task a = START("a", 2, "broken"), b = START("b", 1), c = START("c", 9);

    async_call_later(3, cancel_it, &c);
    WALK({ a, b, c }, 3);
    return NULL;
}

static void *all_done_before(void *unused)
{
    struct async_task a = START("a", 2), b = START("b", 1), c = START("c", 1, "broken");

    async_sleep(3);
    START("other", 0);
    WALK({ a, b, c }, 3);
    return NULL;
}

static void *some_done_before(void *unused)
{
    struct async_task a = START("a", 3), b = START("b", 1), c = START("c", 2);

    async_sleep(1.5);
    WALK({ a, b, c }, 3);
    return NULL;
}

static const char *truth(struct async_task task)
{
    return async_done(task) ? "True" : "False";
}

static void *a_limit(void *unused)
{
    struct async_task a = START("a", 1), b = START("b", 3), c = START("c", 9);

    tell("%s", how(WALK({ a, b, c }, 3, 2)));
    tell("[%s, %s, %s]", truth(a), truth(b), truth(c));
    tell("%s", how(WALK({ a, b, c }, 3, 3)));
    return NULL;
}

static void *no_time(void *unused)
{
    struct async_task a = START("a", 0), b = START("b", 1);

    tell("%s", how(WALK({ a, b }, 2, -1)));
    return NULL;
}

static void *at_the_limit(void *unused)
{
    struct async_task a = START("a", 1), b = START("b", 1);

    tell("%s", how(WALK({ a, b }, 2, 1)));
    a = START("a", 1);
    b = START("b", 1);
    async_sleep(0);
    tell("%s", how(WALK({ a, b }, 2, 1)));
    return NULL;
}

static void *left_early(void *unused)
{
    struct async_task a = START("a", 1), b = START("b", 2);

    WALK({ a, b }, 2, 5, 1);
    async_sleep(2);
    tell("main");
    return NULL;
}

static void *walk_in_task(void *it)
{
    return async_return(walk(it));
}

static void *cancelled(void *unused)
{
    struct walk both = { { START("a", 1), START("b", 9) }, 2 };
    struct async_task walker = async_create_task("walker", walk_in_task, &both);

    async_sleep(2);
    async_cancel_with(walker, "enough");
    tell("%s", how(async_await(walker, NULL)));
    tell("[%s, %s]", truth(both.tasks[0]), truth(both.tasks[1]));
    WALK({ both.tasks[0] }, 1);
    return NULL;
}

static void *ends_together(void *unused)
{
    struct async_task a = START("a", 1), b = START("b", 1), c = START("c", 1);

    WALK({ a, b, c }, 3);
    return NULL;
}

PLAY(SCENE(of_nothing), SCENE(twice_the_same), SCENE(failures), SCENE(all_done_before),
     SCENE(some_done_before), SCENE(a_limit), SCENE(no_time), SCENE(at_the_limit),
     SCENE(left_early), SCENE(cancelled), SCENE(ends_together))
