/* SPDX-License-Identifier: MIT */
/* Demos that are plain code, their misuses, and values as Python prints them.  The
 * demos are in this program: run again with FAKE_LESSON set, it is the lesson. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fake_lesson.h"
#include "kit.h"

/* ---- The lesson ---------------------------------------------------------- */

static void *nap(void *arg)
{
    (void)arg;
    printf("inside\n");
    int rc = async_sleep(1);
    return rc < 0 ? async_return(rc) : "slept";
}

static int two_runs(void)
{
    void *result = NULL;
    int rc = 0;

    printf("before\n");
    for (int i = 0; i < 2 && rc == 0; i++) {
        rc = async_run(nap, NULL, &result);
        printf("%s\n", rc == 0 ? (const char *)result : "failed");
    }
    return rc;
}

static void *two_naps(void *arg)
{
    struct async_task naps[2] = { async_coroutine("a", nap, NULL),
                                  async_coroutine("b", nap, NULL) };

    (void)arg;
    return async_return(async_gather(naps, 2, NULL, 0));
}

static int race(void)
{
    return async_run(two_naps, NULL, NULL);
}

static int fails(void)
{
    printf("tried\n");
    return async_set_error(EIO, "no paper");
}

static int blocks(void)
{
    printf("block\n");
    async_blocking_sleep(2);
    printf("blocked\n");
    return 0;
}

static void wait_outside(void)
{
    printf("about to wait\n");
    async_sleep(1);
}

static void crash(void)
{
    raise(SIGSEGV);
}

static void vanish(void)
{
    raise(SIGKILL);
}

static void do_nothing(void)
{
}

static void (*const wrongs[])(void) = { wait_outside, crash, vanish, do_nothing, NULL };

/* The same inside a run and outside of one. */
static void *tell_one(void *arg)
{
    (void)arg;
    kit_last_words(0);
    return NULL;
}

static int misuses(void)
{
    for (int i = 0; wrongs[i]; i++) {
        printf("%d\n", i);
        kit_last_words(i);
    }
    printf("in a run\n");
    return async_run(tell_one, NULL, NULL);
}

static void *forget(void *arg)
{
    (void)arg;
    async_coroutine("forgotten", nap, NULL);
    return NULL;
}

static int reports(void)
{
    async_set_exception_handler(kit_print_report, NULL);
    return async_run(forget, NULL, NULL);
}

static int values(void)
{
    static const double floats[] = { 0, 1, -1.5, 0.1, 1.0 / 3, 100, 1e15, 1e16, 1.5e300,
                                     0.0001, 0.00001, 123456789.125, 5e-324 };
    static const int ints[] = { 1, -2, 3 };
    static const bool bools[] = { true, false };
    void *const strings[] = { "a", "it's", NULL };

    for (size_t i = 0; i < sizeof floats / sizeof *floats; i++) {
        kit_print_float(floats[i]);
        printf(" ");
    }
    kit_print_float(-INFINITY);
    printf(" ");
    kit_print_float(NAN);
    printf("\n");
    kit_print_ints(ints, 3);
    kit_print_ints(ints, 0);
    kit_print_bools(bools, 2);
    kit_print_string("x");
    printf("\n");
    kit_print_list(strings, 3);
    kit_print_tuple(strings, 2);
    kit_print_tuple(strings, 1);
    kit_print_tuple(strings, 0);
    return 0;
}

static const struct kit_demo demos[] = {
    { "two-runs", "two runs", .script = two_runs, .alone = true },
    { "race", "a race", .script = race },
    { "fails", "a script that fails", .script = fails, .alone = true },
    { "blocks", "no loop", .script = blocks, .loopless = true, .alone = true },
    { "misuses", "wrong", .script = misuses, .misuses = wrongs, .alone = true },
    { "reports", "reports", .script = reports, .alone = true },
    { "values", "values", .script = values, .loopless = true, .alone = true },
};

static void lesson_if_asked(int argc, char **argv)
{
    enum { COUNT = sizeof demos / sizeof *demos };
    const struct kit_demo *list[COUNT + 1] = { NULL };

    if (!getenv("FAKE_LESSON"))
        return;
    for (int i = 0; i < COUNT; i++)
        list[i] = &demos[i];
    argv[0] = (char[]){ "99-fake" };
    exit(kit_main(argc, argv, "scripts", list));
}

/* ---- Tests --------------------------------------------------------------- */

static struct run_result result;

static void teardown(void)
{
    run_result_done(&result);
}

static void check(int status, const char *out, const char *err)
{
    ck_assert_str_eq(result.err, err);
    ck_assert_str_eq(result.out, out);
    ck_assert_int_eq(result.status, status);
}

static void check_shows(const char *what)
{
    if (!strstr(result.out, what))
        ck_abort_msg("no \"%s\" in\n%s%s", what, result.out, result.err);
}

START_TEST(a_script_prints_around_its_runs)
{
    run_fake_lesson(&result, "--demo", "two-runs", "--output", NULL);
    check(0, "before\ninside\nslept\ninside\nslept\n", "elapsed 2.000 s\n");
}
END_TEST

START_TEST(what_is_printed_outside_a_run_is_no_tasks)
{
    run_fake_lesson(&result, "--demo", "two-runs", "--text", NULL);
    check_shows("Printed\n"
                "  0.00 s        before\n"
                "  0.00 s  main  inside\n"
                "  1.00 s        slept\n"
                "  1.00 s  main  inside\n"
                "  2.00 s        slept\n");
    ck_assert_int_eq(result.status, 0);
}
END_TEST

START_TEST(a_script_races_against_its_synchronous_self)
{
    run_fake_lesson(&result, "--demo", "race", "--text", NULL);
    check_shows("One after another");
    check_shows("2.0× faster");
    ck_assert_int_eq(result.status, 0);
}
END_TEST

START_TEST(a_script_obeys_sync)
{
    run_fake_lesson(&result, "--demo", "race", "--output", "--sync", NULL);
    check(0, "inside\ninside\n", "elapsed 2.000 s\n");
}
END_TEST

START_TEST(a_script_that_fails_is_told)
{
    run_fake_lesson(&result, "--demo", "fails", "--output", NULL);
    check(1, "tried\n", "the program failed: no paper\nelapsed 0.000 s\n");
}
END_TEST

START_TEST(a_script_without_a_loop_is_drawn_as_main)
{
    run_fake_lesson(&result, "--demo", "blocks", "--text", NULL);
    check_shows("\n  main    ███");
    check_shows("  0.00 s  main  block\n  2.00 s  main  blocked\n");
    ck_assert_int_eq(result.status, 0);
}
END_TEST

START_TEST(last_words_are_lines_of_the_output)
{
    static const char wrong[] = "about to wait\nasync_sleep() was called outside a task: "
                                "it can only wait inside async_run()\n";
    char expected[1000];

    snprintf(expected, sizeof expected,
             "0\n%s1\nsegmentation fault: memory that is not there was used outside any "
             "task\n2\nended without a word\n3\nended without a word\nin a run\n%s",
             wrong, wrong);
    run_fake_lesson(&result, "--demo", "misuses", "--output", NULL);
    check(0, expected, "elapsed 0.000 s\n");
}
END_TEST

START_TEST(last_words_do_not_disturb_the_log)
{
    run_fake_lesson(&result, "--demo", "misuses", "--text", NULL);
    check_shows("ended without a word\n");
    ck_assert_ptr_null(strstr(result.out, "passed over"));
    ck_assert_str_eq(result.err, "");
    ck_assert_int_eq(result.status, 0);
}
END_TEST

START_TEST(a_report_can_be_a_line_of_the_output)
{
    run_fake_lesson(&result, "--demo", "reports", "--output", NULL);
    check(0, "coroutine 'forgotten' was never awaited\n", "elapsed 0.000 s\n");
}
END_TEST

START_TEST(values_are_printed_as_python_prints_them)
{
    run_fake_lesson(&result, "--demo", "values", "--output", NULL);
    check(0, "0.0 1.0 -1.5 0.1 0.3333333333333333 100.0 1000000000000000.0 1e+16 "
             "1.5e+300 0.0001 1e-05 123456789.125 5e-324 -inf nan\n"
             "[1, -2, 3][][True, False]'x'\n"
             "['a', \"it's\", None]\n('a', \"it's\")\n('a',)\n()\n",
          "elapsed 0.000 s\n");
}
END_TEST

static Suite *script_suite(void)
{
    Suite *suite = suite_create("script");
    TCase *tests = tcase_create("script");

    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, NULL, teardown);
    tcase_add_test(tests, a_script_prints_around_its_runs);
    tcase_add_test(tests, what_is_printed_outside_a_run_is_no_tasks);
    tcase_add_test(tests, a_script_races_against_its_synchronous_self);
    tcase_add_test(tests, a_script_obeys_sync);
    tcase_add_test(tests, a_script_that_fails_is_told);
    tcase_add_test(tests, a_script_without_a_loop_is_drawn_as_main);
    tcase_add_test(tests, last_words_are_lines_of_the_output);
    tcase_add_test(tests, last_words_do_not_disturb_the_log);
    tcase_add_test(tests, a_report_can_be_a_line_of_the_output);
    tcase_add_test(tests, values_are_printed_as_python_prints_them);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(int argc, char **argv)
{
    lesson_if_asked(argc, argv);
    SRunner *runner = srunner_create(script_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
