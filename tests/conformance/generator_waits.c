/* SPDX-License-Identifier: MIT */
/* A generator's waits are its consumer's: cancelled with it, and not to be disturbed. */
#include "tell.h"

static void *slow(void *unused)
{
    int rc = async_yield("first", NULL);

    if (rc == 0) {
        rc = async_sleep(9);
        tell("generator: %s", how(rc));
    }
    if (rc == 0)
        rc = async_yield("second", NULL);
    return async_return(rc);
}

static struct async_generator shared;

static void tell_next(const char *who)
{
    void *value = NULL;
    int rc = async_next(shared, &value);

    if (rc == 1)
        tell("%s: value %s", who, (char *)value);
    else
        tell("%s: %s", who, rc == 0 ? "exhausted" : how(rc));
}

static void *consume(void *name)
{
    void *value;
    int rc;

    while ((rc = async_next(shared, &value)) == 1)
        tell("%s: value %s", (const char *)name, (char *)value);
    tell("%s: %s", (const char *)name, how(rc));
    return async_return(rc);
}

static void *the_consumer_is_cancelled(void *unused)
{
    shared = async_generator("slow", slow, NULL);
    struct async_task consumer = async_create_task("consumer", consume, "consumer");
    async_sleep(1);
    async_cancel(consumer);
    tell_end(consumer);
    tell_next("main");
    return NULL;
}

static void *is_running_already(void *unused)
{
    shared = async_generator("slow", slow, NULL);
    struct async_task consumer = async_create_task("consumer", consume, "consumer");
    async_sleep(1);
    tell_next("main");
    tell("close: %s", how(async_generator_close(shared)));
    tell("throw: %s", how(async_throw(shared, ASYNC_EUSER, "thrown", NULL)));
    tell_end(consumer);
    return NULL;
}

static void *by_turns(void *unused)
{
    for (int i = 0; i < 4; i++)
        if (async_yield((char *[]){ "1", "2", "3", "4" }[i], NULL) < 0)
            return async_return(-ASYNC_ECLOSED);
    return NULL;
}

static void *take_two(void *name)
{
    tell_next(name);
    async_sleep(0);
    tell_next(name);
    return NULL;
}

static void *two_consumers(void *unused)
{
    shared = async_generator("by turns", by_turns, NULL);
    struct async_task a = async_create_task("a", take_two, "a");
    struct async_task b = async_create_task("b", take_two, "b");
    async_await(a, NULL);
    async_await(b, NULL);
    tell_next("main");
    return NULL;
}

static void *doubled(void *unused)
{
    void *value;
    int rc;

    while ((rc = async_next(shared, &value)) == 1) {
        rc = async_yield(value, NULL);
        if (rc < 0)
            break;
    }
    tell("pipe: %s", rc == 0 ? "exhausted" : how(rc));
    return async_return(rc);
}

static void *a_pipe(void *unused)
{
    shared = async_generator("by turns", by_turns, NULL);
    struct async_generator pipe = async_generator("doubled", doubled, NULL);
    void *value;

    async_next(pipe, &value);
    tell("value %s", (char *)value);
    tell("close: %s", how(async_generator_close(pipe)));
    tell_next("the inner one is still open");
    return NULL;
}

static void *within_a_time_out(void *unused)
{
    struct async_timeout scope;

    shared = async_generator("slow", slow, NULL);
    tell_next("main");
    async_timeout_begin(&scope, 1);
    int rc = async_timeout_end(&scope, async_next(shared, NULL));
    tell("%s", how(rc));
    tell_next("main");
    return NULL;
}

PLAY(SCENE(the_consumer_is_cancelled), SCENE(is_running_already), SCENE(two_consumers),
     SCENE(a_pipe), SCENE(within_a_time_out))
