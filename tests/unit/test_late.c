/* SPDX-License-Identifier: MIT */
/* Past its hundredth wait after the end of main: what must be waited for still is. */
#include <check.h>

#include "async.h"
#include "said.h"

static int run(async_fn *fn)
{
    said_reset();
    async_set_clock(ASYNC_VIRTUAL, 1);
    return async_run(fn, NULL, NULL);
}

/* Cancelled, it waits as often as it may. */
static int use_up_waits(void)
{
    int rc = async_sleep(10), waits = 0;

    while (rc < 0 && async_sleep(0) == 0)
        waits++;
    ck_assert_int_eq(waits, 100);
    return rc;
}

static void *tidies_long(void *arg)
{
    int rc = async_sleep(20);

    async_sleep(5);                     /* this ends with the group's own cancellation */
    async_sleep(5);
    say("member");
    return async_return(rc);
}

static void *has_group(void *arg)
{
    struct async_task_group group;

    async_task_group_begin(&group);
    async_forget(async_task_group_create_task(&group, "member", tidies_long, NULL));
    int rc = use_up_waits();
    rc = async_task_group_end(&group, (int)(intptr_t)arg == 1 ? rc : 0);
    say(rc == -ECANCELED ? "group" : "?");
    return async_return(rc);
}

static void *leave_group(void *arg)
{
    for (intptr_t i = 0; i < 2; i++)
        async_forget(async_create_task("has group", has_group, (void *)i));
    return async_return(async_sleep(1));
}

START_TEST(a_group_waits_for_its_members)
{
    ck_assert_int_eq(run(leave_group), 0);
    ck_assert_str_eq(said(), "member@6 member@6 group@6 group@6");
}
END_TEST

static struct async_condition condition = ASYNC_CONDITION("condition");

static void *holds_long(void *arg)
{
    while (async_condition_acquire(&condition) < 0)
        ;
    async_sleep(5);
    say("release");
    async_condition_release(&condition);
    return NULL;
}

static void *waits_late(void *arg)
{
    ck_assert_int_eq(async_condition_acquire(&condition), 0);
    async_forget(async_create_task("holds long", holds_long, NULL));
    int rc = use_up_waits();
    rc = async_condition_wait(&condition);
    say(async_condition_locked(&condition) ? "has it" : "?");
    async_condition_release(&condition);
    return async_return(rc);
}

static void *leave_condition(void *arg)
{
    async_forget(async_create_task("waits late", waits_late, NULL));
    return async_return(async_sleep(1));
}

START_TEST(a_condition_has_its_lock_again)
{
    ck_assert_int_eq(run(leave_condition), 0);
    ck_assert_str_eq(said(), "release@6 has it@6");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("late");
    tcase_add_test(tests, a_group_waits_for_its_members);
    tcase_add_test(tests, a_condition_has_its_lock_again);
    Suite *suite = suite_create("late");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
