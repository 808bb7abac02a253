/* SPDX-License-Identifier: MIT */
/* A task group's body and its members: who fails, who is cancelled, who comes late. */
#include "tell.h"

static struct async_task_group group;

static struct async_task add_worker(const struct worker *worker)
{
    static struct worker workers[64];
    static int used;

    workers[used] = *worker;
    return async_task_group_create_task(&group, worker->name, work, &workers[used++]);
}
#define ADD(...) add_worker(&(struct worker){ __VA_ARGS__ })

/* The body between begin and end, as a group of Python has it. */
static void tell_group(int (*body)(void))
{
    async_task_group_begin(&group);
    int rc = async_task_group_end(&group, body());
    tell("group: %s", how(rc));
    tell("cancelling: %d", async_cancelling(async_current_task()));
    tell("%s", how(rc));
}

static int nothing(void)
{
    return 0;
}

static void *an_empty_one(void *unused)
{
    START("other");
    tell_group(nothing);
    return NULL;
}

static int fail_later(void)
{
    ADD("a", 1);
    ADD("b", 9, NULL, 1);
    async_sleep(2);
    return async_set_error(ASYNC_EUSER, "body");
}

static void *the_body_fails(void *unused)
{
    tell_group(fail_later);
    return NULL;
}

static int fail_at_once(void)
{
    ADD("a", 1);
    return async_set_error(ASYNC_EUSER, "body");
}

static void *the_body_fails_at_once(void *unused)
{
    tell_group(fail_at_once);
    return NULL;
}

static int all_fail(void)
{
    ADD("a", 9, "a in vain");
    ADD("b", 9, "b in vain", 1);
    return async_set_error(ASYNC_EUSER, "body");
}

static void *body_and_members_fail(void *unused)
{
    tell_group(all_fail);
    return NULL;
}

static int cancel_one(void)
{
    struct async_task task = ADD("a", 9);

    ADD("b", 2);
    async_sleep(1);
    async_cancel_with(task, "alone");
    tell("%s", how(async_await(task, NULL)));
    return 0;
}

static void *a_member_is_cancelled(void *unused)
{
    tell_group(cancel_one);
    return NULL;
}

static void *itself(void *unused)
{
    async_cancel(async_current_task());
    return async_return(async_sleep(1));
}

static int one_cancels_itself(void)
{
    async_forget(async_task_group_create_task(&group, "itself", itself, NULL));
    ADD("b", 1);
    return 0;
}

static void *a_member_cancels_itself(void *unused)
{
    tell_group(one_cancels_itself);
    return NULL;
}

static int cancel_failing(void)
{
    struct async_task task = ADD("a", 9, "from clean-up");

    ADD("b", 5);
    async_sleep(1);
    async_cancel(task);
    return 0;
}

static void *a_member_ends_cancelled_with_a_failure(void *unused)
{
    tell_group(cancel_failing);
    return NULL;
}

static int many_fail(void)
{
    ADD("a", 1, "first");
    ADD("b", 9, "second", 1);
    ADD("c", 9, "third", 2);
    ADD("d", 9, NULL, 3);
    return 0;
}

static void *failures_during_the_abort(void *unused)
{
    tell_group(many_fail);
    return NULL;
}

static int swallow(void)
{
    ADD("a", 1, "broken");
    tell("%s", how(async_sleep(9)));
    tell("%s", how(async_sleep(1)));
    return 0;
}

static void *the_body_swallows(void *unused)
{
    tell_group(swallow);
    tell("%s", how(async_sleep(1)));
    return NULL;
}

static int answer(void)
{
    ADD("a", 1, "broken");
    async_sleep(9);
    return async_set_error(ASYNC_EUSER, "answer");
}

static void *the_body_answers_with_a_failure(void *unused)
{
    tell_group(answer);
    return NULL;
}

static void *adds(void *unused)
{
    async_sleep(1);
    ADD("late", 1);
    return NULL;
}

static int add_adder(void)
{
    async_forget(async_task_group_create_task(&group, "adds", adds, NULL));
    return 0;
}

static void *late_members(void *unused)
{
    tell_group(add_adder);
    return NULL;
}

static void *tries(void *unused)
{
    int rc = async_sleep(9);
    struct async_task task = ADD("too late");

    if (task.id == 0)
        tell("refused");
    return async_return(rc);
}

static int add_trier(void)
{
    async_forget(async_task_group_create_task(&group, "tries", tries, NULL));
    ADD("a", 1, "broken");
    return 0;
}

static void *too_late(void *unused)
{
    tell_group(add_trier);
    return NULL;
}

static struct async_task tasks[2];

static int add_two(void)
{
    tasks[0] = ADD("a", 2);
    tasks[1] = ADD("b", 1);
    return 0;
}

static void *the_group_is_awaited_for_a_result(void *unused)
{
    void *a, *b;

    tell_group(add_two);
    async_result(tasks[0], &a);
    async_result(tasks[1], &b);
    tell("['%s', '%s']", (char *)a, (char *)b);
    return NULL;
}

PLAY(SCENE(an_empty_one), SCENE(the_body_fails), SCENE(the_body_fails_at_once),
     SCENE(body_and_members_fail), SCENE(a_member_is_cancelled),
     SCENE(a_member_cancels_itself), SCENE(a_member_ends_cancelled_with_a_failure),
     SCENE(failures_during_the_abort), SCENE(the_body_swallows),
     SCENE(the_body_answers_with_a_failure), SCENE(late_members), SCENE(too_late),
     SCENE(the_group_is_awaited_for_a_result))
