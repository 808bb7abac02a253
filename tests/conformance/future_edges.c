/* SPDX-License-Identifier: MIT */
/* Futures and done callbacks at their edges: set twice, in which order, from where. */
#include <stdio.h>

#include "tell.h"

static struct async_task future;

static const char *truth(bool value)
{
    return value ? "True" : "False";
}

static const char *outcome(struct async_task it)
{
    static char text[64];
    void *result = NULL;
    int rc = async_result(it, &result);

    if (rc < 0)
        return how(rc);
    snprintf(text, sizeof text, "ok %s", result ? (char *)result : "None");
    return text;
}

static int set(char *value)
{
    return async_set_result(future, value);
}

static int fail(const char *text)
{
    return async_set_exception(future, ASYNC_EUSER, text);
}

static void tell_await(struct async_task it)
{
    tell("%s", how(async_await(it, NULL)));
}

static void *set_twice(void *unused)
{
    future = async_future("future");
    tell("%s", outcome(future));
    set("one");
    tell("%s", how(set("two")));
    tell("%s", how(fail("three")));
    tell("%s %s", truth(async_cancel(future)), outcome(future));
    return NULL;
}

static void *failed_then_set(void *unused)
{
    future = async_future("future");
    fail("broken");
    tell("%s", how(set("two")));
    tell("%s %s %s", truth(async_cancel(future)), truth(async_cancelled(future)),
         outcome(future));
    tell_await(future);
    tell_await(future);
    return NULL;
}

static void *cancelled_then_set(void *unused)
{
    future = async_future("future");
    bool first = async_cancel_with(future, "no"), again = async_cancel_with(future, "x");
    tell("%s %s %s", truth(first), truth(again), truth(async_done(future)));
    tell("%s", how(set("two")));
    tell("%s", how(fail("three")));
    tell("%s", outcome(future));
    tell("%s", outcome(future));
    return NULL;
}

static void *waits(void *name)
{
    tell("%s: %s", (char *)name, how(async_await(future, NULL)));
    return NULL;
}

static void *say(void *text)
{
    tell("%s", (char *)text);
    return NULL;
}

static void callback_1(struct async_task it, void *unused)
{
    tell("callback 1 %s", truth(it.id == future.id));
}

static void callback_2(struct async_task it, void *unused)
{
    tell("callback 2 %s", outcome(it));
}

static void callback_3(struct async_task it, void *text)
{
    tell("%s", (char *)text);
}

static void *callbacks_in_order(void *unused)
{
    future = async_future("future");
    struct async_task a = async_create_task("a", waits, "a");
    async_sleep(0);
    async_add_done_callback(future, callback_1, NULL);
    struct async_task b = async_create_task("b", waits, "b");
    async_sleep(0);
    async_add_done_callback(future, callback_2, NULL);
    async_call_soon(say, "before");
    set("value");
    async_call_soon(say, "behind");
    async_add_done_callback(future, callback_3, "callback 3");
    tell("%s", truth(async_done(future)));
    async_await(a, NULL);
    async_await(b, NULL);
    return NULL;
}

static void set_other(struct async_task it, void *other)
{
    void *result;

    async_result(it, &result);
    async_set_result(*(struct async_task *)other, result);
}

static void break_other(struct async_task it, void *other)
{
    void *result;

    async_result(it, &result);
    async_set_exception(*(struct async_task *)other, ASYNC_EUSER, result);
}

static void *set_it(void *it)
{
    async_set_result(*(struct async_task *)it, "value");
    return NULL;
}

static void *callbacks_that_set(void *unused)
{
    struct async_task one = async_future("one"), two = async_future("two"),
                      three = async_future("three");

    async_add_done_callback(one, set_other, &two);
    async_add_done_callback(two, break_other, &three);
    async_call_soon(set_it, &one);
    for (int i = 0; i < 3; i++) {
        async_sleep(0);
        tell("%s %s %s", truth(async_done(one)), truth(async_done(two)),
             truth(async_done(three)));
    }
    tell_await(three);
    return NULL;
}

static void *removed(void *unused)
{
    future = async_future("future");
    async_add_done_callback(future, callback_3, "twice");
    async_add_done_callback(future, callback_3, "once");
    async_add_done_callback(future, callback_3, "twice");
    int first = async_remove_done_callback(future, callback_3, "twice");
    tell("%d %d", first, async_remove_done_callback(future, callback_3, "twice"));
    async_add_done_callback(future, callback_3, "twice");
    set(NULL);
    tell("%d", async_remove_done_callback(future, callback_3, "once"));
    async_sleep(0);
    return NULL;
}

static void tell_done(struct async_task it, void *unused)
{
    tell("done: %s", outcome(it));
}

static void tell_cancelled(struct async_task it, void *unused)
{
    tell("done: %s, %s", outcome(it), truth(async_cancelled(it)));
}

static void *of_a_task(void *unused)
{
    struct async_task task = START("task", 1);

    async_add_done_callback(task, tell_done, NULL);
    tell_await(task);
    tell("main");
    async_sleep(0);
    task = START("task", 9);
    async_add_done_callback(task, tell_cancelled, NULL);
    async_sleep(0);
    async_cancel(task);
    tell_await(task);
    async_add_done_callback(task, callback_3, "added later");
    tell("main");
    async_sleep(0);
    return NULL;
}

static void *one_waiter_is_cancelled(void *unused)
{
    future = async_future("future");
    struct async_task a = async_create_task("a", waits, "a");
    struct async_task b = async_create_task("b", waits, "b");

    async_sleep(0);
    async_cancel_with(a, "only a");
    tell("%s %s", truth(async_cancelled(future)), truth(async_done(future)));
    async_await(a, NULL);
    async_await(b, NULL);
    tell("%s", how(set(NULL)));
    return NULL;
}

static void *set_unless_done(void *unused)
{
    if (!async_done(future))
        set("set");
    return NULL;
}

static void tell_limited(struct async_timeout *scope)
{
    void *result = NULL;
    int rc = async_await(future, &result);

    if (rc == 0)
        tell("%s", (char *)result);
    if (async_timeout_end(scope, rc) == -ETIMEDOUT)
        tell("late, %s", truth(async_cancelled(future)));
}

static void *set_at_the_instant_of_a_time_out(void *unused)
{
    struct async_timeout scope;

    future = async_future("future");
    async_call_later(1, set_unless_done, NULL);
    async_timeout_begin(&scope, 1);
    tell_limited(&scope);
    future = async_future("future");
    async_timeout_begin(&scope, 1);
    async_call_later(1, set_unless_done, NULL);
    tell_limited(&scope);
    return NULL;
}

static void *awaited_when_done(void *unused)
{
    void *result;

    future = async_future("future");
    set("value");
    START("other");
    async_await(future, &result);
    tell("%s", (char *)result);
    async_shield(future, &result);
    tell("%s", (char *)result);
    async_wait_for(future, 1, &result);
    tell("%s", (char *)result);
    tell("main");
    return NULL;
}

PLAY(SCENE(set_twice), SCENE(failed_then_set), SCENE(cancelled_then_set),
     SCENE(callbacks_in_order), SCENE(callbacks_that_set), SCENE(removed),
     SCENE(of_a_task), SCENE(one_waiter_is_cancelled),
     SCENE(set_at_the_instant_of_a_time_out), SCENE(awaited_when_done))
