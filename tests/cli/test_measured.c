/* SPDX-License-Identifier: MIT */
/* A table of what this machine does: what waits is told by the virtual clock, stretched so
 * far that no machine is slow enough to change it; what computes takes what it takes. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "run.h"

static struct run_result result;

static void run_table(void)
{
    run_lesson(&result, "18-tasks-threads-processes", "--demo", "table", "--output",
               "--stretch", "1000", NULL);
    ck_assert_msg(result.status == 0, "exit status %d\n%s", result.status, result.err);
}

static void finish(void)
{
    run_result_done(&result);
}

static void read_row(const char *way, double *waiting, double *computing)
{
    const char *row = strstr(result.out, way);

    ck_assert_msg(row != NULL, "no row of %s in\n%s", way, result.out);
    ck_assert_msg(sscanf(row + strlen(way), " %lf s %lf s", waiting, computing) == 2,
                  "no two figures for %s in\n%s", way, result.out);
}

START_TEST(four_waits_take_as_long_as_one_but_in_a_row)
{
    static const struct {
        const char *way;
        double waiting;
    } rows[] = {
        { "\none after another ", 2000 }, { "\ntasks ", 500 }, { "\nthreads ", 500 },
        { "\nthreads, one lock ", 500 },
    };
    double waiting, computing;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        read_row(rows[i].way, &waiting, &computing);
        ck_assert_double_eq(waiting, rows[i].waiting);
        ck_assert_double_gt(computing, 0);
    }
}
END_TEST

/* They know nothing of our clock. */
START_TEST(processes_wait_really)
{
    double waiting, computing;

    read_row("\nprocesses ", &waiting, &computing);
    ck_assert_double_ge(waiting, 0.5);
    ck_assert_double_lt(waiting, 500);
    ck_assert_double_gt(computing, 0);
}
END_TEST

START_TEST(the_processors_are_told)
{
    ck_assert_ptr_nonnull(strstr(result.out, "\nthis machine has "));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("measured");
    tcase_add_test(tests, four_waits_take_as_long_as_one_but_in_a_row);
    tcase_add_test(tests, processes_wait_really);
    tcase_add_test(tests, the_processors_are_told);
    tcase_add_unchecked_fixture(tests, run_table, finish);
    Suite *suite = suite_create("measured");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
