/* SPDX-License-Identifier: MIT */
/* shield of what is done, of a shield, by two, within others; what its end reaches. */
#include "tell.h"

struct awaited {
    struct async_task awaitable;
    const char *name;
};

static void *await_it(void *arg)
{
    const struct awaited *awaited = arg;
    void *result = NULL;
    int rc = async_await(awaited->awaitable, &result);

    tell("%s: %s%s%s", awaited->name, how(rc), rc < 0 ? "" : " ",
         rc < 0 ? "" : result ? (char *)result : "None");
    return async_return(rc);
}

static struct async_task awaiter(struct async_task awaitable, const char *name)
{
    struct awaited awaited = { awaitable, name };

    return async_coroutine_with(name, await_it, &awaited, sizeof awaited);
}

static struct async_task waiter(struct async_task awaitable, const char *name)
{
    return async_ensure_future(awaiter(awaitable, name));
}

static void tell_how(struct async_task task)
{
    tell("%s", how(async_await(task, NULL)));
}

static const char *truth(bool value)
{
    return value ? "True" : "False";
}

static void *of_what_is_done(void *unused)
{
    struct async_task tasks[] = { START("good", 1), START("bad", 1, "broken"),
                                  START("gone", 9) };

    async_sleep(2);
    async_cancel(tasks[2]);
    async_await(tasks[2], NULL);
    START("other");
    for (int i = 0; i < 3; i++) {
        struct async_task shield = async_shield_future(tasks[i]);
        tell("%s", truth(shield.id == tasks[i].id));
        tell_how(awaiter(shield, "shield"));
    }
    return NULL;
}

static void *the_outer_one_first(void *unused)
{
    struct async_task task = START("task", 2, "broken");
    struct async_task outer = waiter(async_shield_future(task), "waiter");

    async_sleep(1);
    tell("%s", truth(async_cancel(outer)));
    tell_how(outer);
    async_sleep(2);
    tell("%s %s", truth(async_done(task)), story(async_exception(task)));
    return NULL;
}

static void *by_two(void *unused)
{
    struct async_task task = START("task", 3);
    struct async_task a = waiter(async_shield_future(task), "a"),
                      b = waiter(async_shield_future(task), "b");

    async_sleep(1);
    async_cancel(a);
    tell_how(a);
    tell_how(b);
    return NULL;
}

static void *of_a_shield(void *unused)
{
    struct async_task task = START("task", 2);
    struct async_task middle = async_shield_future(task);
    struct async_task outer = async_shield_future(middle);
    struct async_task end = waiter(outer, "waiter");

    async_sleep(1);
    async_cancel(middle);
    tell_how(end);
    tell("%s %s %s", truth(async_cancelled(middle)), truth(async_cancelled(outer)),
         truth(async_cancelled(task)));
    tell_end(task);
    task = START("task", 1);
    async_await(awaiter(async_shield_future(async_shield_future(task)), "again"), NULL);
    return NULL;
}

static void *in_a_gather(void *unused)
{
    struct worker other = { "other", 9 };
    struct async_task task = START("task", 3);
    struct async_task both[] = { async_shield_future(task),
                                 async_coroutine("other", work, &other) };
    struct async_task end = waiter(async_gather_future(both, 2, 0), "waiter");

    async_sleep(1);
    async_cancel(end);
    tell_how(end);
    tell_end(task);
    return NULL;
}

static void *in_a_time_out(void *unused)
{
    struct async_task task = START("task", 3);
    struct async_timeout scope;

    async_timeout_begin(&scope, 1);
    tell("%s", how(async_timeout_end(&scope, async_shield(task, NULL))));
    tell_end(task);
    return NULL;
}

static void *the_future_is_cancelled(void *unused)
{
    struct async_task task = START("task", 2), shield = async_shield_future(task);

    async_sleep(1);
    bool first = async_cancel(shield), is = async_cancelled(shield);
    tell("%s %s %s", truth(first), truth(is), truth(async_cancel(shield)));
    tell_how(shield);
    tell_end(task);
    return NULL;
}

static void *all_at_one_instant(void *unused)
{
    struct async_task task = START("task", 1);
    struct async_task end = waiter(async_shield_future(task), "waiter");
    async_sleep(0);
    async_sleep(1);
    bool done = async_done(task);
    tell("%s %s", truth(done), truth(async_cancel(end)));
    tell_how(end);
    for (int turns = 0; turns < 2; turns++) {
        task = START("task", 1);
        end = waiter(async_shield_future(task), "waiter");
        async_await(task, NULL);
        if (turns)
            async_sleep(0);
        done = async_done(turns ? end : task);
        tell("%s %s", truth(done), truth(async_cancel(end)));
        tell_how(end);
    }
    return NULL;
}

static void *a_coroutine_is_kept(void *unused)
{
    struct worker worker = { "coroutine", 2 };
    struct async_task end = waiter(
        async_shield_future(async_coroutine("coroutine", work, &worker)), "waiter");

    async_sleep(1);
    async_cancel(end);
    tell_how(end);
    async_sleep(2);
    return NULL;
}

PLAY(SCENE(of_what_is_done), SCENE(the_outer_one_first), SCENE(by_two),
     SCENE(of_a_shield), SCENE(in_a_gather), SCENE(in_a_time_out),
     SCENE(the_future_is_cancelled), SCENE(all_at_one_instant),
     SCENE(a_coroutine_is_kept))
