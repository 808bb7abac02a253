/* SPDX-License-Identifier: MIT */
/* What is seen of a lesson with connections. */
#include <check.h>
#include <string.h>

#include "run.h"

static struct run_result result;

static void teardown(void)
{
    run_result_done(&result);
}

static void must_say(const char *line)
{
    ck_assert_msg(strstr(result.out, line) != NULL, "\"%s\" is not said in\n%s", line,
                  result.out);
}

START_TEST(the_story_names_who_is_read_written_and_connected_to)
{
    run_lesson(&result, "15-sockets", "--story", NULL);
    ck_assert_int_eq(result.status, 0);
    must_say("Anna runs and connects to 127.0.0.1:*.");
    must_say("harbour 2 runs and reads 127.0.0.1:* #2.");
}
END_TEST

START_TEST(the_story_says_who_waits_until_it_can_write)
{
    run_lesson(&result, "15-sockets", "--demo", "back-pressure", "--story", NULL);
    ck_assert_int_eq(result.status, 0);
    must_say("writes to chute");
}
END_TEST

START_TEST(the_timeline_knows_all_that_the_log_says)
{
    run_lesson(&result, "15-sockets", "--text", NULL);
    ck_assert_int_eq(result.status, 0);
    must_say("harbour 3");
    ck_assert_ptr_null(strstr(result.out, "passed over"));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("sockets");
    tcase_add_checked_fixture(tests, NULL, teardown);
    tcase_add_test(tests, the_story_names_who_is_read_written_and_connected_to);
    tcase_add_test(tests, the_story_says_who_waits_until_it_can_write);
    tcase_add_test(tests, the_timeline_knows_all_that_the_log_says);
    Suite *suite = suite_create("sockets");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
