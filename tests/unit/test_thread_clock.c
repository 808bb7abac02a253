/* SPDX-License-Identifier: MIT */
/* Threads that are the program's own, and that use the clock whenever they like. */
#include <check.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "async_thread.h"

enum { EARLY = 4 };

static atomic_bool over;

static void *use_the_clock(void *arg)
{
    double before = 0;

    while (!over) {
        double now = async_time();
        if (now < before)
            abort();
        before = now;
        async_blocking_sleep(1e-5);
        printf("%s", "");
        fflush(stdout);
    }
    return NULL;
}

static void *a_few_passes(void *arg)
{
    for (int i = 0; i < 100; i++)
        async_sleep(0);
    return NULL;
}

START_TEST(threads_may_use_the_clock_before_a_run_begins)
{
    pthread_t threads[EARLY];

    for (int i = 0; i < EARLY; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, use_the_clock, NULL), 0);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(async_run(a_few_passes, NULL, NULL), 0);
    over = true;
    for (int i = 0; i < EARLY; i++)
        pthread_join(threads[i], NULL);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("thread_clock");
    tcase_add_test(tests, threads_may_use_the_clock_before_a_run_begins);
    Suite *suite = suite_create("thread_clock");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
