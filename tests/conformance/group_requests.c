/* SPDX-License-Identifier: MIT */
/* Task groups and requests from outside: with failures, at one instant, in one another. */
#include "tell.h"

struct group {
    const char *name;
    struct worker members[2];
    double body, tidy;
};

static int cancelling(void)
{
    return async_cancelling(async_current_task());
}

static int body_of(const struct group *group)
{
    int rc = group->body > 0 ? async_sleep(group->body) : 0;

    if (rc < 0) {
        tell("%s, body: %s", group->name, how(rc));
        if (group->tidy > 0 && async_sleep(group->tidy) < 0)
            return -ECANCELED;
    }
    return rc;
}

static void *run_group(void *arg)
{
    struct group *group = arg;
    struct async_task_group it;

    async_task_group_begin(&it);
    for (int i = 0; i < 2 && group->members[i].name; i++)
        async_forget(async_task_group_create_task(&it, group->members[i].name, work,
                                                  &group->members[i]));
    int rc = async_task_group_end(&it, body_of(group));
    if (rc < 0)
        tell("%s: %s, cancelling: %d", group->name, how(rc), cancelling());
    else
        tell("%s: ok", group->name);
    return async_return(rc);
}

static struct async_task group_of(const struct group *group)
{
    return async_coroutine_with("task", run_group, group, sizeof *group);
}
#define GROUP(...) group_of(&(struct group){ __VA_ARGS__ })
#define START_GROUP(...) async_ensure_future(GROUP("group", __VA_ARGS__))

static void cancel_later(struct async_task task, double seconds, const char *text)
{
    async_sleep(seconds);
    async_cancel_with(task, text);
}

static void *while_it_waits(void *unused)
{
    struct async_task task = START_GROUP({ { "a", 9 }, { "b", 9, NULL, 1 } });

    cancel_later(task, 1, "from outside");
    tell_end(task);
    return NULL;
}

static void *while_its_body_runs(void *unused)
{
    struct async_task task = START_GROUP({ { "a", 9 } }, 5);

    cancel_later(task, 1, "from outside");
    tell_end(task);
    return NULL;
}

static void *and_a_member_fails_in_clean_up(void *unused)
{
    struct async_task task = START_GROUP({ { "a", 9, "broken", 1 } });

    cancel_later(task, 1, "from outside");
    tell_end(task);
    return NULL;
}

static void *twice(void *unused)
{
    struct async_task task = START_GROUP({ { "a", 9, NULL, 3 } });

    cancel_later(task, 1, "first");
    cancel_later(task, 1, "second");
    tell_end(task);
    return NULL;
}

static void *a_failure_first(void *unused)
{
    struct async_task task = START_GROUP({ { "a", 1, "broken" }, { "b", 9, NULL, 2 } });

    cancel_later(task, 2, "from outside");
    tell_end(task);
    return NULL;
}

static void *a_failure_at_that_instant(void *unused)
{
    for (int turns = 0; turns < 4; turns++) {
        struct async_task task = START_GROUP({ { "a", 1, "broken" }, { "b", 9 } }, 5);
        async_sleep(1);
        for (int i = 0; i < turns; i++)
            async_sleep(0);
        async_cancel_with(task, "from outside");
        tell_end(task);
    }
    return NULL;
}

static void *before_it_begins(void *unused)
{
    struct async_task task = START_GROUP({ { "a", 1 } });

    async_cancel(task);
    tell_end(task);
    return NULL;
}

static void *outer_of_three(void *unused)
{
    struct async_task_group it;
    struct group inner = { "inner", { { "x", 9, NULL, 1 } } };
    struct worker y = { "y", 9 };

    async_task_group_begin(&it);
    async_forget(async_task_group_create_task(&it, "inner", run_group, &inner));
    async_forget(async_task_group_create_task(&it, "y", work, &y));
    int rc = async_await(GROUP("in place", { { "z", 9 } }, 3, 1), NULL);
    return async_return(async_task_group_end(&it, rc));
}

static void *in_one_another(void *unused)
{
    struct async_task task = async_create_task("task", outer_of_three, NULL);

    cancel_later(task, 1, "from outside");
    tell_end(task);
    return NULL;
}

struct nested { struct worker outer; struct group inner; };

static void *nest(void *arg)
{
    struct nested *nested = arg;
    struct async_task_group it;

    async_task_group_begin(&it);
    async_forget(async_task_group_create_task(&it, "y", work, &nested->outer));
    int rc = async_await(group_of(&nested->inner), NULL);
    rc = async_task_group_end(&it, rc);
    tell("outer, cancelling: %d", cancelling());
    return async_return(rc);
}

static void *the_inner_one_fails(void *unused)
{
    tell_end(async_create_task("task", nest, &(struct nested){
        { "y", 9, NULL, 2 }, { "inner", { { "x", 1, "broken" } }, 3 } }));
    return NULL;
}

static void *both_fail_at_one_instant(void *unused)
{
    tell_end(async_create_task("task", nest, &(struct nested){
        { "y", 1, "outer broken" }, { "inner", { { "x", 1, "inner broken" } }, 3 } }));
    return NULL;
}

static void *in_wait_for(void *unused)
{
    tell("%s", how(async_wait_for(
        GROUP("group", { { "a", 9, NULL, 1 }, { "b", 9 } }), 1, NULL)));
    tell("%s", how(async_wait_for(GROUP("group", { { "a", 9, "broken", 1 } }), 1, NULL)));
    return NULL;
}

static void *in_a_gather(void *unused)
{
    struct async_task both[] = { GROUP("one", { { "a", 1, "broken" } }),
                                 GROUP("two", { { "b", 2 } }) };

    tell("%s", how(async_gather(both, 2, NULL, 0)));
    async_sleep(2);
    return NULL;
}

PLAY(SCENE(while_it_waits), SCENE(while_its_body_runs),
     SCENE(and_a_member_fails_in_clean_up), SCENE(twice), SCENE(a_failure_first),
     SCENE(a_failure_at_that_instant), SCENE(before_it_begins), SCENE(in_one_another),
     SCENE(the_inner_one_fails), SCENE(both_fail_at_one_instant), SCENE(in_wait_for),
     SCENE(in_a_gather))
