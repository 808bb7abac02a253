/* SPDX-License-Identifier: MIT */
/* Bare coroutines: values both ways, nesting, ends, deep stacks. */
#include <check.h>
#include <stdint.h>
#include <string.h>

#include "async.h"
#include "stack.h"

static void *double_what_comes(void *first)
{
    intptr_t value = (intptr_t)first;

    while (value != 0)
        value = (intptr_t)async_bare_yield((void *)(2 * value));
    return (void *)-1;
}

START_TEST(values_go_both_ways)
{
    struct async_bare *bare = async_bare_create(double_what_comes, (void *)1);
    void *out;

    ck_assert_int_eq(async_bare_resume(bare, NULL, &out), 1);
    ck_assert_int_eq((intptr_t)out, 2);
    ck_assert_int_eq(async_bare_resume(bare, (void *)21, &out), 1);
    ck_assert_int_eq((intptr_t)out, 42);
    ck_assert_int_eq(async_bare_status(bare), ASYNC_BARE_SUSPENDED);
    ck_assert_int_eq(async_bare_resume(bare, NULL, &out), 0);
    ck_assert_int_eq((intptr_t)out, -1);
    ck_assert_int_eq(async_bare_status(bare), ASYNC_BARE_DONE);
    ck_assert_int_eq(async_bare_resume(bare, NULL, &out), -EINVAL);
    ck_assert_int_eq(async_bare_destroy(bare), 0);
}
END_TEST

static void *resume_itself(void *self)
{
    struct async_bare **bare = self;

    ck_assert_int_eq(async_bare_status(*bare), ASYNC_BARE_RUNNING);
    ck_assert_int_eq(async_bare_resume(*bare, NULL, NULL), -EINVAL);
    ck_assert_int_eq(async_bare_destroy(*bare), -EINVAL);
    return NULL;
}

START_TEST(one_that_runs_can_be_neither_resumed_nor_destroyed)
{
    struct async_bare *bare;

    bare = async_bare_create(resume_itself, &bare);
    ck_assert_int_eq(async_bare_resume(bare, NULL, NULL), 0);
    async_bare_destroy(bare);
}
END_TEST

static void *count_down(void *arg)
{
    intptr_t n = (intptr_t)arg;
    void *out = NULL;

    if (n == 0)
        return async_bare_yield((void *)100);
    struct async_bare *inner = async_bare_create(count_down, (void *)(n - 1));
    int rc = async_bare_resume(inner, NULL, &out);
    ck_assert_int_eq(rc, 1);
    async_bare_yield((char *)out + 1);
    async_bare_resume(inner, NULL, NULL);
    async_bare_destroy(inner);
    return NULL;
}

START_TEST(they_nest)
{
    struct async_bare *bare = async_bare_create(count_down, (void *)50);
    void *out;

    ck_assert_int_eq(async_bare_resume(bare, NULL, &out), 1);
    ck_assert_int_eq((intptr_t)out, 150);
    ck_assert_int_eq(async_bare_resume(bare, NULL, &out), 0);
    async_bare_destroy(bare);
}
END_TEST

static void *use_much_of_the_stack(void *arg)
{
    char bytes[48 * 1024];

    memset(bytes, 7, sizeof bytes);
    async_bare_yield(arg);
    intptr_t sum = 0;
    for (size_t i = 0; i < sizeof bytes; i++)
        sum += bytes[i];
    return (void *)sum;
}

START_TEST(what_lies_on_a_stack_survives_the_others)
{
    struct async_bare *bare[20];
    void *out;

    for (int i = 0; i < 20; i++) {
        bare[i] = async_bare_create(use_much_of_the_stack, NULL);
        ck_assert_int_eq(async_bare_resume(bare[i], NULL, NULL), 1);
    }
    for (int i = 0; i < 20; i++) {
        ck_assert_int_eq(async_bare_resume(bare[i], NULL, &out), 0);
        ck_assert_int_eq((intptr_t)out, 7 * 48 * 1024);
        async_bare_destroy(bare[i]);
    }
}
END_TEST

static void *add_doubles(void *arg)
{
    double sum = 0.5;

    for (int i = 0; i < 10; i++) {
        sum *= 1.5;
        async_bare_yield(NULL);
    }
    *(double *)arg = sum;
    return NULL;
}

START_TEST(floating_point_survives_switches)
{
    double a = 0, b = 0, other = 1;
    struct async_bare *one = async_bare_create(add_doubles, &a);
    struct async_bare *two = async_bare_create(add_doubles, &b);

    for (int i = 0; i < 11; i++) {
        async_bare_resume(one, NULL, NULL);
        other /= 3;
        async_bare_resume(two, NULL, NULL);
    }
    ck_assert_double_eq(a, b);
    ck_assert_double_gt(other, 0);
    ck_assert_double_eq_tol(a, 0.5 * 57.6650390625, 1e-12);
    async_bare_destroy(one);
    async_bare_destroy(two);
}
END_TEST

START_TEST(a_wrong_stack_size_is_refused)
{
    ck_assert_int_eq(async_set_stack_size(100), -EINVAL);
    ck_assert_int_eq(async_set_stack_size((size_t)1 << 40), -EINVAL);
    ck_assert_int_eq(async_set_stack_size(100001), 0);
    ck_assert_uint_eq(stack_size(), 102400);
    struct async_bare *bare = async_bare_create(resume_itself, NULL);
    ck_assert_int_eq(async_set_stack_size(65536), -EBUSY);
    async_bare_destroy(bare);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("bare");
    tcase_add_test(tests, values_go_both_ways);
    tcase_add_test(tests, one_that_runs_can_be_neither_resumed_nor_destroyed);
    tcase_add_test(tests, they_nest);
    tcase_add_test(tests, what_lies_on_a_stack_survives_the_others);
    tcase_add_test(tests, floating_point_survives_switches);
    tcase_add_test(tests, a_wrong_stack_size_is_refused);
    Suite *suite = suite_create("bare");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
