/* SPDX-License-Identifier: MIT */
/* wait at its edges: no time, what is done, futures, failures, the same task, cancelled. */
#include <stdio.h>
#include <string.h>

#include "tell.h"

enum { FIRST = ASYNC_FIRST_COMPLETED, FAILURE = ASYNC_FIRST_EXCEPTION,
       ALL = ASYNC_ALL_COMPLETED };
static const int modes[] = { FIRST, FAILURE, ALL };

static int wait_for_n(const struct async_task *tasks, int n, int mode, double timeout)
{
    struct async_task sorted[3];
    char names[64] = "";
    int done = async_wait(tasks, n, mode, timeout, sorted);

    if (done < 0)
        return done;
    for (int i = 0; i < done; i++) {
        size_t used = strlen(names);
        snprintf(names + used, sizeof names - used, "%s%s", i ? " " : "",
                 async_get_name(sorted[i]));
    }
    tell("done: %s, pending: %d", names, n - done);
    return 0;
}

static void *of_what_is_done(void *unused)
{
    struct async_task tasks[] = { START("a", 1), START("b", 1, "broken"),
                                  START("c", 9) };

    async_sleep(2);
    START("other");
    wait_for_n(tasks, 2, ALL, ASYNC_FOREVER);
    wait_for_n(tasks, 3, FIRST, ASYNC_FOREVER);
    wait_for_n(tasks, 3, FAILURE, ASYNC_FOREVER);
    wait_for_n(tasks, 3, ALL, 1);
    return NULL;
}

static void *no_time(void *unused)
{
    struct async_task tasks[] = { START("a", 0), START("b", 1) };

    wait_for_n(tasks, 2, ALL, 0);
    wait_for_n(tasks, 2, ALL, 0);
    wait_for_n(tasks, 2, FIRST, -1);
    async_sleep(2);
    wait_for_n(tasks, 2, ALL, 0);
    return NULL;
}

static void *failures(void *unused)
{
    for (int i = 0; i < 3; i++) {
        struct async_task tasks[] = { START("a", 1), START("b", 2, "broken"),
                                      START("c", 3, "broken too") };
        wait_for_n(tasks, 3, modes[i], ASYNC_FOREVER);
        async_sleep(5);
    }
    return NULL;
}

static void *cancel_it(void *task)
{
    async_cancel(*(struct async_task *)task);
    return NULL;
}

static void *cancelled_ones(void *unused)
{
    for (int i = 0; i < 3; i++) {
        struct async_task tasks[] = { START("a", 9), START("b", 3) };
        async_call_later(1, cancel_it, &tasks[0]);
        wait_for_n(tasks, 2, modes[i], ASYNC_FOREVER);
        async_await(tasks[1], NULL);
    }
    return NULL;
}

static void *two_at_one_instant(void *unused)
{
    struct async_task tasks[] = { START("a", 1), START("b", 1), START("c", 1, "broken") };

    wait_for_n(tasks, 3, FIRST, ASYNC_FOREVER);
    async_await(tasks[2], NULL);
    tasks[0] = START("a", 1, "broken");
    tasks[1] = START("b", 1);
    tasks[2] = START("c", 1);
    wait_for_n(tasks, 3, FAILURE, ASYNC_FOREVER);
    return NULL;
}

static void *at_the_limit(void *unused)
{
    struct async_task tasks[] = { START("a", 1), START("b", 2) };

    wait_for_n(tasks, 2, ALL, 2);
    tasks[0] = START("a", 1);
    tasks[1] = START("b", 2);
    async_sleep(0);
    wait_for_n(tasks, 2, ALL, 2);
    return NULL;
}

struct waiter {
    struct async_task tasks[2];
    const char *name;
    int mode;
};

static void *wait_for_two(void *arg)
{
    struct waiter *waiter = arg;
    int rc = wait_for_n(waiter->tasks, 2, waiter->mode, ASYNC_FOREVER);

    if (rc == 0 && waiter->name)
        tell("%s", waiter->name);
    return async_return(rc);
}

static void *by_two_waiters(void *unused)
{
    struct waiter x = { { START("a", 1), START("b", 2) }, "x", ALL }, y = x;

    y.name = "y";
    y.mode = FIRST;
    struct async_task first = async_create_task("x", wait_for_two, &x);
    struct async_task second = async_create_task("y", wait_for_two, &y);
    async_await(first, NULL);
    async_await(second, NULL);
    return NULL;
}

static void *set_it(void *future)
{
    async_set_result(*(struct async_task *)future, NULL);
    return NULL;
}

static void *break_it(void *future)
{
    async_set_exception(*(struct async_task *)future, ASYNC_EUSER, "broken");
    return NULL;
}

static const char *truth(bool value)
{
    return value ? "True" : "False";
}

static void *futures(void *unused)
{
    struct async_task both[] = { async_future("one"), async_future("two") };

    async_call_later(1, set_it, &both[0]);
    async_wait(both, 2, FIRST, ASYNC_FOREVER, NULL);
    tell("%s %s", truth(async_done(both[0])), truth(async_done(both[1])));
    async_call_later(1, break_it, &both[1]);
    async_wait(both, 2, FAILURE, ASYNC_FOREVER, NULL);
    tell("%s %s %s", truth(async_done(both[0])), truth(async_done(both[1])),
         story(async_exception(both[1])));
    return NULL;
}

static void *cancelled_when_one_has_ended(void *unused)
{
    struct waiter both = { { START("a", 1), START("b", 9) }, NULL, FIRST };
    struct async_task waiter = async_create_task("waiter", wait_for_two, &both);

    async_await(both.tasks[0], NULL);
    async_cancel_with(waiter, "enough");
    tell("%s", how(async_await(waiter, NULL)));
    tell("%s", truth(async_done(both.tasks[1])));
    waiter = async_create_task("waiter", wait_for_two, &both);
    async_sleep(1);
    async_cancel_with(waiter, "enough");
    tell("%s", how(async_await(waiter, NULL)));
    return NULL;
}

static void *a_service_of_requests(void *unused)
{
    struct async_task tasks[] = { START("a", 1), START("b", 2), START("c", 2) };
    struct async_task *pending = tasks;
    int n = 3;

    while (n > 0) {
        int done = async_wait(pending, n, FIRST, ASYNC_FOREVER, pending);
        char names[32] = "";
        for (int i = 0; i < done; i++) {
            void *name;
            async_result(pending[i], &name);
            snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s",
                     i ? " " : "", (char *)name);
        }
        tell("%s", names);
        pending += done;
        n -= done;
    }
    return NULL;
}

PLAY(SCENE(of_what_is_done), SCENE(no_time), SCENE(failures), SCENE(cancelled_ones),
     SCENE(two_at_one_instant), SCENE(at_the_limit), SCENE(by_two_waiters),
     SCENE(futures), SCENE(cancelled_when_one_has_ended), SCENE(a_service_of_requests))
