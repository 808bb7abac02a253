/* SPDX-License-Identifier: MIT */
/* Practice without a terminal: keys come from a pipe, the file is there or not. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run.h"

#define TINY EXERCISE_DIR "/tiny"

static struct run_result result;
static char folder[64];

static void setup(void)
{
    strcpy(folder, "/tmp/interleave-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void shell(const char *command)
{
    char whole[600];

    snprintf(whole, sizeof whole, "cd %s && %s", folder, command);
    ck_assert_int_eq(system(whole), 0);
}

static void teardown(void)
{
    run_result_done(&result);
    shell("rm -rf practice && cd / && rmdir \"$OLDPWD\"");
}

/* In the folder, with these keys. */
static void practice(const char *options, const char *keys)
{
    char command[700];
    const char *argv[] = { "sh", "-c", command, NULL };

    snprintf(command, sizeof command, "cd %s && exec " GRADER_DIR
             "/interleave-practice --sandbox none %s", folder, options);
    run_result_done(&result);
    run_program(&(struct run_options){ .argv = argv, .input = keys }, &result);
}

static void check_has(const char *words)
{
    ck_assert_msg(strstr(result.out, words) != NULL, "no \"%s\" in:\n%s%s", words, result.out,
                  result.err);
}

static void check_has_not(const char *words)
{
    ck_assert_msg(strstr(result.out, words) == NULL, "\"%s\" in:\n%s", words, result.out);
}

static void put_solution(void)
{
    shell("mkdir -p practice && cp " TINY "/solution.c practice/tiny.c");
}

START_TEST(it_begins_with_the_starting_file)
{
    practice(TINY, "q\n");
    check_has("tiny.c, 0 of 10 points");
    shell("cmp -s practice/tiny.c " TINY "/start.c");
    ck_assert_int_eq(result.status, 0);
}
END_TEST

START_TEST(hints_come_one_at_a_time)
{
    practice(TINY, "h\nq\n");
    check_has("Hint 1 of 3:\nLook at the lanes");
    check_has_not("Hint 2 of 3");
    practice(TINY, "h\nh\nh\nh\nq\n");
    check_has("Hint 3 of 3:");
    check_has_not("Hint 4");
}
END_TEST

START_TEST(the_solution_is_shown_after_passing_only)
{
    practice(TINY, "s\nn\nq\n");
    check_has("The solution is shown after passing");
    check_has("Not yet: this one has not full marks.");
    check_has_not("All three at once");
    put_solution();
    practice(TINY, "s\nq\n");
    check_has("Passed.\n\nWhy it works\n");
    check_has("gather makes a task of each coroutine, 2 * 3 or `2*3` of them.");
    check_has("All three at once");
}
END_TEST

START_TEST(what_is_passed_is_remembered_and_can_be_forgotten)
{
    put_solution();
    practice(TINY, "q\n");
    shell("[ \"$(cat practice/progress)\" = tiny ]");
    practice("--reset " TINY, "n\n");
    check_has("Forget that tiny is done? [y/N]");
    shell("[ \"$(cat practice/progress)\" = tiny ]");
    practice("--reset", "y\n");
    check_has("Forget that every exercise is done? [y/N]");
    shell("[ ! -s practice/progress ]");
}
END_TEST

START_TEST(a_reset_asks_and_puts_the_start_back)
{
    put_solution();
    practice(TINY, "r\nn\nq\n");
    shell("cmp -s practice/tiny.c " TINY "/solution.c");
    practice(TINY, "r\ny\nq\n");
    check_has("Throw your file away and begin this exercise anew? [y/N]");
    shell("cmp -s practice/tiny.c " TINY "/start.c && [ ! -s practice/progress ]");
}
END_TEST

START_TEST(what_does_not_compile_is_told_in_plain_words_first)
{
    shell("mkdir practice && printf 'int x\\nint y;\\n' >practice/tiny.c");
    practice(TINY, "q\n");
    check_has("It does not compile: line 1: a semicolon is missing, most often at the end of");
    check_has("The compiler's own words:\n    tiny.c:1");
}
END_TEST

START_TEST(a_save_is_judged_without_being_asked)
{
    char command[900];
    const char *argv[] = { "sh", "-c", command, NULL };

    /* The keys come when what was saved has been judged, however long that takes. */
    snprintf(command, sizeof command, "cd %s && mkfifo keys && (exec 3>keys; "
             "until grep -qs Watching out; do sleep 0.02; done; "
             "cp " TINY "/solution.c new.c && mv new.c practice/tiny.c; "
             "until grep -qs Passed out; do sleep 0.02; done; echo q >&3) & cd %s; "
             "until [ -p keys ]; do sleep 0.02; done; "
             GRADER_DIR "/interleave-practice --sandbox none " TINY " <keys >out; "
             "wait; cat out; rm keys out", folder, folder);
    run_program(&(struct run_options){ .argv = argv }, &result);
    check_has("tiny.c, 0 of 10 points");
    check_has("tiny.c, 10 of 10 points");
}
END_TEST

/* The same size, and most likely the same second. */
START_TEST(a_save_at_once_after_another_is_judged_too)
{
    char command[1200];
    const char *argv[] = { "sh", "-c", command, NULL };

    snprintf(command, sizeof command, "cd %s && mkdir practice && mkfifo keys && "
             "sed 's/^ *return NULL;/#error A/' " TINY "/start.c >a.c && "
             "sed 's/#error A/#error B/' a.c >b.c && cp a.c practice/tiny.c && "
             "(exec 3>keys; until grep -qs 'error A' out; do sleep 0.02; done; "
             "dd if=b.c of=practice/tiny.c conv=notrunc 2>dd; "
             "until grep -qs 'error B' out; do sleep 0.02; done; echo q >&3) & cd %s; "
             "until [ -p keys ]; do sleep 0.02; done; "
             GRADER_DIR "/interleave-practice --sandbox none " TINY " <keys >out; "
             "wait; cat out; rm keys out dd a.c b.c", folder, folder);
    run_program(&(struct run_options){ .argv = argv }, &result);
    check_has("error B");
}
END_TEST

START_TEST(the_list_tells_what_is_done)
{
    practice("--list", NULL);
    check_has(" done\n");
    ck_assert_int_eq(result.status, 0);
    shell("rm -rf practice");
    practice("nowhere", NULL);
    ck_assert_ptr_nonnull(strstr(result.err, "there is no exercise nowhere"));
    ck_assert_int_eq(result.status, 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("practice");
    TCase *tcase = tcase_create("practice");

    tcase_set_timeout(tcase, RUN_LONGEST);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, it_begins_with_the_starting_file);
    tcase_add_test(tcase, hints_come_one_at_a_time);
    tcase_add_test(tcase, the_solution_is_shown_after_passing_only);
    tcase_add_test(tcase, what_is_passed_is_remembered_and_can_be_forgotten);
    tcase_add_test(tcase, a_reset_asks_and_puts_the_start_back);
    tcase_add_test(tcase, what_does_not_compile_is_told_in_plain_words_first);
    tcase_add_test(tcase, a_save_is_judged_without_being_asked);
    tcase_add_test(tcase, a_save_at_once_after_another_is_judged_too);
    tcase_add_test(tcase, the_list_tells_what_is_done);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
