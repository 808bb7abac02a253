/* SPDX-License-Identifier: MIT */
/* Futures that ordinary code completes; outcomes asked for without waiting. */
#include "tell.h"

static struct async_task future;

static const char *truth(bool value)
{
    return value ? "True" : "False";
}

static void *await_it(void *name)
{
    void *result = NULL;
    int rc = async_await(future, &result);

    tell("%s: %s %s", (char *)name, how(rc), result ? (char *)result : "");
    return async_return(rc);
}

static void *set_it(void *value)
{
    tell("set");
    async_set_result(future, value);
    return NULL;
}

static void *by_a_callback(void *unused)
{
    future = async_future("future");
    struct async_task a = async_create_task("a", await_it, "a");
    struct async_task b = async_create_task("b", await_it, "b");
    async_call_later(1, set_it, "value");
    async_await(a, NULL);
    async_await(b, NULL);
    await_it("again");
    return NULL;
}

static void *failed(void *unused)
{
    future = async_future("future");
    struct async_task a = async_create_task("a", await_it, "a");
    async_sleep(1);
    async_set_exception(future, ASYNC_EUSER, "broken");
    tell("done: %s", truth(async_done(future)));
    tell_end(a);
    tell("exception: %s", story(async_exception(future)));
    return NULL;
}

static void *done_once(void *unused)
{
    future = async_future("future");
    tell("result: %s", how(async_result(future, NULL)));
    async_set_result(future, "value");
    tell("set again: %s", async_set_result(future, "other") < 0 ? "refused" : "ok");
    tell("fail: %s", async_set_exception(future, ASYNC_EUSER, "") < 0 ? "refused" : "ok");
    tell("cancel: %s", truth(async_cancel(future)));
    await_it("main");
    return NULL;
}

static void *cancelled(void *unused)
{
    future = async_future("future");
    struct async_task a = async_create_task("a", await_it, "a");
    async_sleep(1);
    tell("cancel: %s", truth(async_cancel(future)));
    tell("cancelled: %s", truth(async_cancelled(future)));
    tell("set: %s", async_set_result(future, "value") < 0 ? "refused" : "ok");
    tell_end(a);
    tell("cancelling: %d", async_cancelling(a));
    return NULL;
}

/* Set, but the waiter is cancelled before its turn. */
static void *set_and_cancelled(void *unused)
{
    future = async_future("future");
    struct async_task a = async_create_task("a", await_it, "a");
    async_sleep(1);
    async_set_result(future, "value");
    tell("cancel: %s", truth(async_cancel(a)));
    tell_end(a);
    return NULL;
}

static void *outcomes(void *unused)
{
    struct async_task good = START("good", 1), bad = START("bad", 1, "broken"),
                      gone = START("gone", 9);
    void *result = NULL;

    tell("%s", how(async_result(good, &result)));
    async_sleep(2);
    async_cancel(gone);
    async_sleep(0);
    async_sleep(0);
    async_result(good, &result);
    tell("%s, exception: %s", (char *)result, async_exception(good) ? "some" : "None");
    tell("%s", how(async_result(bad, NULL)));
    tell("%s", story(async_exception(bad)));
    tell("%s", how(async_result(gone, NULL)));
    tell("done: %s %s %s", truth(async_done(good)), truth(async_done(bad)),
         truth(async_done(gone)));
    tell("cancelled: %s %s %s", truth(async_cancelled(good)),
         truth(async_cancelled(bad)), truth(async_cancelled(gone)));
    return NULL;
}

PLAY(SCENE(by_a_callback), SCENE(failed), SCENE(done_once), SCENE(cancelled),
     SCENE(set_and_cancelled), SCENE(outcomes))
