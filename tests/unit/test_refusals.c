/* SPDX-License-Identifier: MIT */
/* What is refused, and with which words; what a call takes though it looks odd. */
#include <check.h>
#include <limits.h>
#include <string.h>

#include "async.h"
#include "said.h"

static int run(async_fn *fn)
{
    said_reset();
    async_set_clock(ASYNC_VIRTUAL, 1);
    return async_run(fn, NULL, NULL);
}

static void *nothing(void *arg)
{
    return arg;
}

START_TEST(outside_a_run_no_coroutine_becomes_a_task)
{
    struct async_task coroutine = async_coroutine("nothing", nothing, NULL);
    struct async_task refused[] = {
        async_ensure_future(coroutine), async_shield_future(coroutine),
        async_gather_future(&coroutine, 1, 0), async_create_task("no", nothing, NULL) };

    for (int i = 0; i < 4; i++)
        ck_assert_uint_eq(refused[i].id, 0);
    ck_assert_int_eq(async_caught()->code, EPERM);
    ck_assert_ptr_nonnull(strstr(async_caught()->text, "no running event loop"));
    async_ensure_future(coroutine);
    ck_assert_str_eq(async_caught()->text, "no running event loop");
    async_close(coroutine);
}
END_TEST

START_TEST(a_semaphore_counts_to_its_limit)
{
    struct async_semaphore semaphore = ASYNC_SEMAPHORE("tickets", INT_MAX - 1);

    ck_assert_int_eq(async_semaphore_release(&semaphore), 0);
    ck_assert_int_eq(async_semaphore_release(&semaphore), -EOVERFLOW);
    ck_assert_str_eq(async_caught()->text,
                     "semaphore 'tickets' was released too many times: it counts to "
                     "2147483647");
    ck_assert_int_eq(semaphore.value, INT_MAX);
}
END_TEST

struct pair { int a, b; };

static void *add(void *arg)
{
    static int sum;
    const struct pair *pair = arg;

    sum = pair->a + pair->b;
    return &sum;
}

static void *call_add(void *arg)
{
    say(*(int *)add(arg) == 3 ? "called" : "?");
    return NULL;
}

static void *add_all_ways(void *arg)
{
    struct async_task_group group;
    void *sum = NULL, *sums[2];

    async_await(async_create_task("task", add, &(struct pair){ 1, 2 }), &sum);
    ck_assert_int_eq(*(int *)sum, 3);
    async_await(async_coroutine("coroutine", add, &(struct pair){ 2, 2 }), &sum);
    ck_assert_int_eq(*(int *)sum, 4);
    struct async_task both[] = {
        async_coroutine_with("copy", add, &(struct pair){ 3, 2 }, sizeof(struct pair)),
        async_create_task("task", add, &(struct pair){ 3, 2 }) };
    async_gather(((struct async_task[]){ both[0], both[1] }), 2, sums, 0);
    ck_assert_int_eq(async_gather((struct async_task[]){ both[0], both[1] }, 2, sums, 0), 0);
    ck_assert_int_eq(*(int *)sums[0], 5);
    async_task_group_begin(&group);
    async_forget(async_task_group_create_task(&group, "member", add,
                                              &(struct pair){ 1, 2 }));
    ck_assert_int_eq(async_task_group_end(&group, 0), 0);
    async_call_soon(call_add, &(struct pair){ 1, 2 });
    async_call_later(1, call_add, &(struct pair){ 1, 2 });
    async_call_at(2, call_add, &(struct pair){ 1, 2 });
    struct async_generator sequence =
        async_generator("generator", call_add, &(struct pair){ 1, 2 });
    ck_assert_int_eq(async_next(sequence, NULL), 0);
    return async_return(async_sleep(3));
}

START_TEST(an_argument_may_be_a_compound_literal)
{
    ck_assert_int_eq(async_run(add_all_ways, &(struct pair){ 1, 2 }, NULL), 0);
    ck_assert_int_eq(run(add_all_ways), 0);
    ck_assert_str_eq(said(), "called@0 called@0 called@1 called@2");
}
END_TEST

/* ---- What a failure answers ---- */

static void *tidies_in_vain(void *arg)
{
    async_sleep(10);
    async_sleep(1);
    return async_fail(EIO, "no tidying");
}

static void *late(void *arg)
{
    return async_return(async_wait_for(async_coroutine("sleeps", tidies_in_vain, NULL), 1,
                                       NULL));
}

static void *sleeps(void *arg)
{
    return async_return(async_sleep(10));
}

static void *fails_anew(void *arg)
{
    return async_fail(EPIPE, "anew");
}

static const struct async_error *context(void)
{
    return async_caught()->context;
}

static void *answers(void *arg)
{
    struct async_timeout timeout;
    struct async_task_group group;

    ck_assert_int_eq(async_await(async_coroutine("late", late, NULL), NULL), -EIO);
    ck_assert_int_eq(context()->code, ECANCELED);
    ck_assert_ptr_null(context()->context);
    ck_assert_int_eq(async_await(async_coroutine("anew", fails_anew, NULL), NULL), -EPIPE);
    ck_assert_ptr_null(context());

    ck_assert_int_eq(async_wait_for(async_coroutine("sleeps", sleeps, NULL), 1, NULL),
                     -ETIMEDOUT);
    ck_assert_int_eq(context()->code, ECANCELED);

    async_timeout_begin(&timeout, 1);
    ck_assert_int_eq(async_timeout_end(&timeout, async_sleep(10)), -ETIMEDOUT);
    ck_assert_int_eq(context()->code, ECANCELED);

    async_task_group_begin(&group);
    async_forget(async_task_group_create_task(&group, "anew", fails_anew, NULL));
    int rc = async_task_group_end(&group, async_set_error(EBADF, "body"));
    ck_assert_int_eq(rc, -ASYNC_EGROUP);
    ck_assert_str_eq(context()->text, "body");
    ck_assert_int_eq(context()->context->code, ETIMEDOUT);
    return NULL;
}

START_TEST(a_failure_names_the_one_that_it_answered)
{
    ck_assert_int_eq(run(answers), 0);
}
END_TEST

static void *fails_often(void *arg)
{
    int depth = 0;

    for (int i = 0; i < 1000; i++)
        async_set_error(EIO, "try %d", i);
    for (const struct async_error *error = async_caught(); error; error = error->context)
        depth++;
    ck_assert_int_le(depth, 17);
    return NULL;
}

START_TEST(a_chain_of_answers_is_cut)
{
    ck_assert_int_eq(run(fails_often), 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("refusals");
    tcase_add_test(tests, outside_a_run_no_coroutine_becomes_a_task);
    tcase_add_test(tests, a_semaphore_counts_to_its_limit);
    tcase_add_test(tests, an_argument_may_be_a_compound_literal);
    tcase_add_test(tests, a_failure_names_the_one_that_it_answered);
    tcase_add_test(tests, a_chain_of_answers_is_cut);
    Suite *suite = suite_create("refusals");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
