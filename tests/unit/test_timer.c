/* SPDX-License-Identifier: MIT */
/* The timer heap: earliest first, equals in the order of setting. */
#include <check.h>
#include <stdlib.h>

#include "timer.h"

enum { MANY = 2000 };

static struct timer timers[MANY];
static int64_t due[MANY];

static int next_due(int64_t now)
{
    int64_t when;
    struct timer *timer = timer_take_due(now, &when);

    return timer ? (int)(timer - timers) : -1;
}

START_TEST(timers_due_at_one_time_fire_in_the_order_of_setting)
{
    for (int i = 0; i < 100; i++)
        timer_set(&timers[i], 5);
    for (int i = 0; i < 100; i++)
        ck_assert_int_eq(next_due(5), i);
    ck_assert_int_eq(next_due(5), -1);
}
END_TEST

START_TEST(nothing_fires_before_its_time)
{
    timer_set(&timers[0], 10);
    ck_assert_int_eq(timer_earliest, 10);
    ck_assert_int_eq(next_due(9), -1);
    ck_assert_int_eq(next_due(10), 0);
    ck_assert(timer_earliest == TIMER_NEVER);
}
END_TEST

START_TEST(a_cancelled_timer_does_not_fire)
{
    for (int i = 0; i < 10; i++)
        timer_set(&timers[i], i);
    timer_cancel(&timers[0]);
    timer_cancel(&timers[5]);
    timer_cancel(&timers[9]);
    timer_cancel(&timers[9]);
    ck_assert(!timer_is_set(&timers[5]));
    static const int expected[] = { 1, 2, 3, 4, 6, 7, 8, -1 };
    for (int i = 0; i < 8; i++)
        ck_assert_int_eq(next_due(100), expected[i]);
}
END_TEST

/* Against the plainest way: look at all of them for the earliest. */
static int earliest_by_looking(const uint64_t *order)
{
    int best = -1;

    for (int i = 0; i < MANY; i++)
        if (timer_is_set(&timers[i]) &&
            (best < 0 || due[i] < due[best] ||
             (due[i] == due[best] && order[i] < order[best])))
            best = i;
    return best;
}

START_TEST(any_mix_of_setting_and_cancelling_keeps_the_order)
{
    static uint64_t order[MANY];
    uint64_t sequence = 0;

    srand(7);
    for (int step = 0; step < 20000; step++) {
        int i = rand() % MANY;
        if (timer_is_set(&timers[i])) {
            timer_cancel(&timers[i]);
        } else {
            due[i] = rand() % 50;
            order[i] = ++sequence;
            timer_set(&timers[i], due[i]);
        }
    }
    for (int expected; (expected = earliest_by_looking(order)) >= 0; )
        ck_assert_int_eq(next_due(50), expected);
    ck_assert_int_eq(next_due(50), -1);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("timer");
    tcase_add_test(tests, timers_due_at_one_time_fire_in_the_order_of_setting);
    tcase_add_test(tests, nothing_fires_before_its_time);
    tcase_add_test(tests, a_cancelled_timer_does_not_fire);
    tcase_add_test(tests, any_mix_of_setting_and_cancelling_keeps_the_order);
    tcase_add_checked_fixture(tests, NULL, timer_free_all);
    Suite *suite = suite_create("timer");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
