/* SPDX-License-Identifier: MIT */
/* gather of nothing, of the same twice, of gathers, of what is done or was cancelled. */
#include <stdio.h>
#include <string.h>

#include "tell.h"

struct gather {
    struct async_task tasks[4];
    int n, flags;
    const char *name;
};

static void tell_results(const struct gather *gather, void **results)
{
    char text[256] = "";

    for (int i = 0; i < gather->n; i++) {
        size_t used = strlen(text);
        const struct async_error *error =
            gather->flags && gather->tasks[i].record ? async_exception(gather->tasks[i])
                                                     : NULL;
        snprintf(text + used, sizeof text - used, "%s%s", i ? ", " : "",
                 error ? story(error) : results[i] ? (char *)results[i] : "None");
    }
    tell("%s: %s", gather->name, text);
}

static void *gather_them(void *arg)
{
    struct gather *gather = arg;
    void *results[4];
    int rc = async_gather(gather->tasks, gather->n, results, gather->flags);

    if (rc < 0)
        tell("%s: %s", gather->name, how(rc));
    else
        tell_results(gather, results);
    return rc < 0 ? async_return(rc) : NULL;
}

#define GATHER_OF(...) (&(struct gather){ __VA_ARGS__, .name = "gather" })

static int gather(struct gather *gather)
{
    return async_await(async_coroutine("gather", gather_them, gather), NULL);
}

static struct async_task worker_of(const char *name, double seconds, const char *fails)
{
    struct worker worker = { name, seconds, fails };

    return async_coroutine_with(name, work, &worker, sizeof worker);
}

static void *of_nothing(void *unused)
{
    START("other");
    gather(GATHER_OF(.n = 0));
    tell("main");
    gather(GATHER_OF(.n = 0, .flags = ASYNC_RETURN_EXCEPTIONS));
    async_await(async_gather_future(NULL, 0, 0), NULL);
    tell("main");
    return NULL;
}

static void *of_the_same_twice(void *unused)
{
    struct async_task task = START("task", 2), other = START("other", 1);

    gather(GATHER_OF({ task, other, task, task }, 4));
    struct async_task bad = START("bad", 1, "broken");
    gather(GATHER_OF({ bad, task, bad }, 3, ASYNC_RETURN_EXCEPTIONS));
    return NULL;
}

static void *of_what_is_done(void *unused)
{
    struct async_task good = START("good", 1), bad = START("bad", 1, "broken");

    async_sleep(2);
    START("other");
    gather(GATHER_OF({ good, good }, 2));
    tell("%s", how(gather(GATHER_OF({ good, bad }, 2))));
    gather(GATHER_OF({ bad, good }, 2, ASYNC_RETURN_EXCEPTIONS));
    return NULL;
}

static void *cancel_it(void *task)
{
    async_cancel(*(struct async_task *)task);
    return NULL;
}

static void *a_cancelled_child(void *unused)
{
    for (int i = 0; i < 2; i++) {
        struct async_task a = START("a", 9), b = START("b", 2);
        async_call_later(1, cancel_it, &a);
        tell("%s", how(gather(GATHER_OF({ a, b }, 2, i))));
        tell("cancelled: %s, cancelling: %d", async_cancelled(a) ? "True" : "False",
             async_cancelling(async_current_task()));
    }
    return NULL;
}

static struct async_task gather_of(const char *name, struct async_task a,
                                   struct async_task b)
{
    struct gather two = { { a, b }, 2, 0, name };

    return async_coroutine_with(name, gather_them, &two, sizeof two);
}

static void *in_one_another(void *unused)
{
    for (int flags = 1; flags >= 0; flags--) {
        struct async_task
            inner = gather_of("inner", worker_of("a", 1, NULL), worker_of("b", 2, NULL)),
            failing = gather_of("failing", worker_of("c", 1, NULL),
                                worker_of("d", 1, "broken"));
        struct gather *outer = GATHER_OF({ inner, failing }, 2, flags);
        void *results[2];
        int rc = async_gather(outer->tasks, 2, results, flags);
        /* What the inner one returns is a list there. */
        if (rc == 0)
            tell("gather: ['a', 'b'], %s", story(async_exception(failing)));
        else
            tell("gather: %s", how(rc));
        tell("%s", how(rc));
    }
    async_sleep(2);
    return NULL;
}

static void *futures_in_one_another(void *unused)
{
    struct async_task pair[2] = { worker_of("a", 1, NULL), worker_of("b", 2, NULL) };
    struct async_task both[2] = { async_gather_future(pair, 2, 0), worker_of("c", 1, NULL) };
    struct async_task outer = async_gather_future(both, 2, 0);

    tell("%s", how(async_await(outer, NULL)));
    pair[0] = worker_of("a", 1, NULL);
    pair[1] = worker_of("b", 2, NULL);
    both[0] = async_gather_future(pair, 2, 0);
    both[1] = worker_of("c", 1, NULL);
    outer = async_gather_future(both, 2, 0);
    async_sleep(1.5);
    tell("%s", async_cancel(outer) ? "True" : "False");
    tell("%s", how(async_await(outer, NULL)));
    tell("%s", how(async_await(both[0], NULL)));
    return NULL;
}

static void *two_fail(void *unused)
{
    tell("%s", how(gather(GATHER_OF({ worker_of("a", 1, "first"),
                                      worker_of("b", 1, "second"),
                                      worker_of("c", 2, NULL) }, 3))));
    async_sleep(2);
    tell("%s", how(gather(GATHER_OF({ worker_of("a", 2, "late"),
                                      worker_of("b", 1, "early") }, 2))));
    async_sleep(2);
    return NULL;
}

static void *a_failure_then_cancelled(void *unused)
{
    struct async_task a = START("a", 1, "broken"), b = START("b", 9);
    struct async_task waiter =
        async_create_task("waiter", gather_them, GATHER_OF({ a, b }, 2));

    async_sleep(1);
    tell("%s", async_done(a) ? "True" : "False");
    async_cancel(waiter);
    tell("%s", how(async_await(waiter, NULL)));
    tell("%s", async_done(b) ? "True" : "False");
    return NULL;
}

static void cancel_behind(int turns)
{
    struct async_task a = START("a", 1), b = START("b", 1);
    struct async_task waiter =
        async_create_task("waiter", gather_them, GATHER_OF({ a, b }, 2));

    async_sleep(0);
    async_await(b, NULL);
    for (int i = 0; i < turns; i++)
        async_sleep(0);
    tell("%s", async_cancel(waiter) ? "True" : "False");
    tell("%s", how(async_await(waiter, NULL)));
}

static void *cancelled_when_all_have_ended(void *unused)
{
    cancel_behind(0);
    return NULL;
}

static void *cancelled_a_turn_later(void *unused)
{
    cancel_behind(1);
    return NULL;
}

static void *coroutines_begin_in_order(void *unused)
{
    START("before");
    struct async_task tasks[3] = { worker_of("x", 0, NULL), { 0 }, worker_of("z", 0, NULL) };
    tasks[1] = START("y");
    struct async_task waiter = async_create_task(
        "waiter", gather_them, GATHER_OF({ tasks[0], tasks[1], tasks[2] }, 3));
    START("after");
    async_await(waiter, NULL);
    return NULL;
}

PLAY(SCENE(of_nothing), SCENE(of_the_same_twice), SCENE(of_what_is_done),
     SCENE(a_cancelled_child), SCENE(in_one_another), SCENE(futures_in_one_another),
     SCENE(two_fail), SCENE(a_failure_then_cancelled),
     SCENE(cancelled_when_all_have_ended), SCENE(cancelled_a_turn_later),
     SCENE(coroutines_begin_in_order))
