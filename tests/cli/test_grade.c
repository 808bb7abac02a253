/* SPDX-License-Identifier: MIT */
/* Judging the tests' own exercise: marks, messages, exit statuses, going on. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "grading.h"

#define TINY EXERCISE_DIR "/tiny"

/* ---- One file ---------------------------------------------------------------------- */

START_TEST(the_solution_has_full_marks)
{
    grade_run("interleave-check", TINY, TINY "/solution.c", NULL);
    check_has(result.out, "solution.c, 10 of 10 points");
    ck_assert_str_eq(result.err, "");
    ck_assert_int_eq(result.status, 0);
}
END_TEST

START_TEST(the_start_compiles_and_fails)
{
    grade_run("interleave-check", TINY, NULL);
    check_has(result.out, "start.c, 0 of 10 points");
    check_has(result.out, "What to look at first: all pages");
    ck_assert_int_eq(result.status, 1);
}
END_TEST

static const char *const mutants[][2] = {
    { "one-by-one.c", "page c began at 2.3 s, when page a had already ended (at 1.5 s)" },
    { "forgets-one.c", "2 times: call \"page *\"; 3 wanted" },
    { "stops-at-failure.c", "no line \"good: ...\" was printed" },
};

START_TEST(a_mutant_fails_with_its_message)
{
    char file[300];

    snprintf(file, sizeof file, TINY "/mutants/%s", mutants[_i][0]);
    grade_run("interleave-check", TINY, file, NULL);
    check_has(result.out, mutants[_i][1]);
    ck_assert_int_eq(result.status, 1);
}
END_TEST

/* Whatever the runner itself does not need. */
START_TEST(a_submission_may_call_all_of_the_c_library)
{
    write_file("a.c", "#include <math.h>\n#include <wchar.h>\n#include \"exercise.h\"\n"
                      "static _Thread_local int mine = 7;\n"
                      "static void bye(void) { fputs(\"bye\\n\", stderr); }\n"
                      "void *solution(void *arg) { atexit(bye); fprintf(stderr, \"%g %d %d\\n\","
                      " tgamma(input(\"pages\") + 2), mine, wcscoll(L\"b\", L\"a\") > 0);"
                      " return NULL; }\n");
    grade_run("interleave-check", TINY, in_folder("a.c"), NULL);
    check_has(result.out, "    24 7 1\n    bye\n");
}
END_TEST

/* Which the headers kept ready were not made for. */
START_TEST(a_submission_may_ask_for_another_c_library)
{
    write_file("a.c", "#define _GNU_SOURCE\n#include \"exercise.h\"\n"
                      "void *solution(void *arg) { fprintf(stderr, \"%s\\n\","
                      " strchrnul(\"one two\", ' ') + 1); return NULL; }\n");
    grade_run("interleave-check", TINY, in_folder("a.c"), NULL);
    check_has(result.out, "    two\n");
}
END_TEST

START_TEST(a_name_that_nobody_has_is_told_of)
{
    write_file("a.c", "#include \"exercise.h\"\nvoid fetch_all(void);\n"
                      "void *solution(void *arg) { fetch_all(); return NULL; }\n");
    grade_run("interleave-check", TINY, in_folder("a.c"), NULL);
    check_has(result.out, "fetch_all is used but");
    ck_assert_int_eq(result.status, 1);
}
END_TEST

static const char *const large[] = { "char large[1 << 30]", "_Thread_local char large[1 << 29]" };

START_TEST(variables_that_do_not_fit_are_no_reason_for_a_flag)
{
    char text[300];

    snprintf(text, sizeof text, "#include \"exercise.h\"\n%s;\n"
             "void *solution(void *arg) { large[0] = 1; return large; }\n", large[_i]);
    write_file("a.c", text);
    grade_run("interleave-check", TINY, in_folder("a.c"), NULL);
    check_has(result.out, "its variables do not fit into the 256 MiB of memory");
    ck_assert_ptr_null(strstr(result.out, "a teacher will look at it"));
}
END_TEST

/* Bubblewrap that does not do what it did a moment ago. */
START_TEST(walls_that_cannot_be_put_up_are_not_the_submissions_fault)
{
    char command[1000];
    const char *const argv[] = { "sh", "-c", command, NULL };

    write_file("bwrap", "#!/bin/sh\ncase \"$*\" in *' /runner '*)\n"
                        "echo 'bwrap: no space left' >&2; exit 1;; esac\n"
                        "PATH=${PATH#*:}; exec bwrap \"$@\"\n");
    snprintf(command, sizeof command, "chmod +x %s/bwrap; PATH=%s:$PATH " GRADER_DIR
             "/interleave-check " TINY " " TINY "/solution.c", folder, folder);
    run_result_done(&result);
    run_program(&(struct run_options){ .argv = argv }, &result);
    ck_assert_int_eq(result.status, 2);
    check_has(result.err, "which is no fault of the submission: bwrap: no space left");
}
END_TEST

START_TEST(feedback_shows_lanes_hint_and_misconception)
{
    grade_run("interleave-check", "--hint", TINY, TINY "/mutants/one-by-one.c", NULL);
    check_has(result.out, "  wanted  the questions are under way at the same time\n");
    check_has(result.out, "yours   (no such task)");
    check_has(result.out, "first difference, at 0.000 s: a: yours is not there");
    check_has(result.out, "Often it comes from this: a coroutine that is awaited in place");
    check_has(result.out, "Hint 2 of 3:\nMake a coroutine of each page first");
}
END_TEST

/* Columns, not bytes. */
static int width(const char *line, size_t n)
{
    int columns = 0;

    for (size_t i = 0; i < n; i++)
        columns += (line[i] & 0xc0) != 0x80;
    return columns;
}

START_TEST(feedback_fits_80_columns_without_color)
{
    grade_run("interleave-check", TINY, TINY "/mutants/stops-at-failure.c", NULL);
    for (const char *line = result.out; *line; ) {
        size_t n = strcspn(line, "\n");
        ck_assert_msg(width(line, n) <= 80, "%.*s", (int)n, line);
        line += n + (line[n] == '\n');
    }
    ck_assert_ptr_null(strchr(result.out, '\033'));
}
END_TEST

START_TEST(another_seed_draws_other_inputs)
{
    char *first;

    grade_run("interleave-check", TINY, TINY "/mutants/one-by-one.c", NULL);
    first = strdup(result.out);
    grade_run("interleave-check", TINY, TINY "/mutants/one-by-one.c", NULL);
    ck_assert_str_eq(result.out, first);
    grade_run("interleave-check", "--seed", "2", TINY, TINY "/mutants/one-by-one.c", NULL);
    ck_assert_str_ne(result.out, first);
    free(first);
}
END_TEST

START_TEST(an_exercise_lies_anywhere_and_parameters_change_it)
{
    char command[600];

    snprintf(command, sizeof command, "cp -r " TINY " %s/own && "
             "printf '[all answer]\\npage.delays = 3, 7, 5\\n' >%s/own/parameters.conf",
             folder, folder);
    ck_assert_int_eq(system(command), 0);
    grade_run("interleave-check", in_folder("own"), TINY "/mutants/one-by-one.c", NULL);
    check_has(result.out, "page c began at 10 s, when page a had already ended (at 3 s)");
}
END_TEST

/* Line ends and a mark as Windows' editors make them, in every file. */
START_TEST(an_exercise_may_come_from_another_system)
{
    char command[600];

    snprintf(command, sizeof command, "cp -r " TINY " %s/own && cd %s/own && "
             "sed -i 's/$/\r/' *.conf *.c *.h *.md && sed -i '1s/^/\357\273\277/' *.conf *.md",
             folder, folder);
    ck_assert_int_eq(system(command), 0);
    grade_run("interleave-check", "--hint", in_folder("own"), NULL);
    ck_assert_str_eq(result.err, "");
    check_has(result.out, "Hint 1 of 3:\nLook at the lanes: who waits for whom?\n");
    ck_assert_ptr_null(strchr(result.out, '\r'));
    ck_assert_ptr_null(strstr(result.out, "\\r"));
}
END_TEST

static const char *const bad_confs[][2] = {
    { "delays = 2 .. 1\n", "exercise.conf:1: delays = 2 .. 1: a range is written LOW .. HIGH" },
    { "n = 3 x 1 .. 2 distinct\n", "there are not so many distinct values" },
    { "n = 2 x 1 .. 2 often\n", "after a range: step S, distinct, sorted" },
    { "wall = soon\n", "soon: it takes a whole number from 1 to 600" },
    { "[a]\n[b]\n[c]\n[d]\n[e]\n[f]\n", "exercise.conf:6: more than five scenarios" },
    { "[a]\n[a]\n", "a second section a" },
    { "nonsense\n", "neither `name = value` nor `[scenario]`" },
    { "9 = 8\n", "not a name: 9" },
    { "n =\n", "no value for n" },
};

START_TEST(a_bad_exercise_conf_is_told_with_its_line)
{
    write_file("exercise.conf", bad_confs[_i][0]);
    grade_run("interleave-check", folder, TINY "/solution.c", NULL);
    check_has(result.err, bad_confs[_i][1]);
    ck_assert_str_eq(result.out, "");
    ck_assert_int_eq(result.status, 2);
}
END_TEST

START_TEST(checks_that_do_not_compile_are_told)
{
    write_file("exercise.conf", "title = x\n");
    write_file("checks.c", "#include \"checking.h\"\nnonsense\n");
    grade_run("interleave-check", folder, TINY "/solution.c", NULL);
    check_has(result.err, "the exercise's own code does not compile");
    check_has(result.err, "checks.c:2");
    ck_assert_int_eq(result.status, 2);
}
END_TEST

static const char *const slips[][2] = {
    { "s/.after = .all pages./.after = \"al pages\"/",
      "own/checks.c: \"at once\": it comes .after a check that is not above it: \"al pages\"\n" },
    { "s/.scenario = .one fails./.scenario = \"one\"/",
      "own/checks.c: \"count with a failure\": exercise.conf has not its .scenario: \"one\"\n" },
    { "s/.name = .count with a failure./.name = \"count\"/",
      "own/checks.c: \"count\": there is another check of that name: \"count\"\n" },
    { "s/.hint = 2/.hint = 9/", "own/checks.c: \"at once\": hints.md has not its .hint\n" },
    { "s/page.delays/page.delay/", "checks.c: input \"page.delay\": exercise.conf has no such" },
};

START_TEST(a_slip_in_the_checks_is_told_before_it_costs_points)
{
    char command[600];

    snprintf(command, sizeof command, "cp -r " TINY " %s/own && sed -i '%s' %s/own/checks.c",
             folder, slips[_i][0], folder);
    ck_assert_int_eq(system(command), 0);
    grade_run("interleave-check", in_folder("own"), TINY "/solution.c", NULL);
    check_has(result.err, slips[_i][1]);
    ck_assert_int_eq(result.status, 2);
}
END_TEST

/* ---- The compiler itself ---------------------------------------------------------------- */

/* A compiler of this test's own, first in PATH; one that is found makes the checks. */
static void put_compiler(const char *body)
{
    char command[300], text[400];

    snprintf(command, sizeof command, "mkdir -p %s/bin", folder);
    ck_assert_int_eq(system(command), 0);
    snprintf(text, sizeof text, "#!/bin/sh\n%s\nPATH=${PATH#*:}\nexec cc \"$@\"\n", body);
    write_file("bin/cc", text);
    snprintf(command, sizeof command, "chmod +x %s/bin/cc", folder);
    ck_assert_int_eq(system(command), 0);
}

static void check_with_compiler(const char *file)
{
    char path[5000];

    snprintf(path, sizeof path, "PATH=%s/bin:%s", folder, getenv("PATH"));
    grade_run_with((const char *const[]){ path, "CC", NULL }, "interleave-check", TINY, file,
                   NULL);
}

START_TEST(a_cache_of_compilations_is_told_to_keep_out)
{
    put_compiler("[ -n \"$CCACHE_DISABLE\" ] || { echo 'ccache: error: Read-only' >&2; exit 1; }");
    check_with_compiler(TINY "/solution.c");
    ck_assert_str_eq(result.err, "");
    check_has(result.out, "10 of 10 points");
}
END_TEST

START_TEST(a_compiler_that_does_not_work_is_no_fault_of_the_learner)
{
    put_compiler("case $* in *object.o*) echo 'cc1: error: no room left' >&2; exit 1;; esac");
    check_with_compiler(TINY "/solution.c");
    ck_assert_str_eq(result.out, "");
    ck_assert_str_eq(result.err, "interleave check: the compiler itself does not work, which is "
                     "no fault of the submission: cc1: error: no room left\n");
    ck_assert_int_eq(result.status, 2);
}
END_TEST

/* It says nothing of a line, but works on what is right. */
START_TEST(a_compiler_that_gives_up_on_a_submission_is_its_fault)
{
    put_compiler("case $* in *solution.c) echo 'as: Error: too much' >&2; exit 1;; esac");
    write_file("solution.c", "int nothing;\n");
    check_with_compiler(in_folder("solution.c"));
    ck_assert_str_eq(result.err, "");
    check_has(result.out, "It does not compile: ");
    check_has(result.out, "as: Error: too much");
    ck_assert_int_eq(result.status, 1);
}
END_TEST

START_TEST(a_compiler_that_is_not_there_is_told)
{
    const char *const set[] = { "CC=/nowhere/cc", NULL };

    grade_run_with(set, "interleave-check", TINY, TINY "/solution.c", NULL);
    check_has(result.err, "cannot start /nowhere/cc: No such file or directory");
    ck_assert_int_eq(result.status, 2);
}
END_TEST

/* ---- A class -------------------------------------------------------------------------- */

START_TEST(a_class_has_a_row_for_each)
{
    grade_run("interleave-grade", "-j", "2", TINY, TINY "/solution.c", TINY "/mutants", NULL);
    check_has(result.out, "solution.c                      10/10     full\n");
    check_has(result.out, "forgets-one.c                   1/10      partial\n");
    check_has(result.out, "4 submissions, 1 with full marks.\n");
    ck_assert_int_eq(result.status, 1);
    grade_run("interleave-grade", TINY, TINY "/solution.c", NULL);
    ck_assert_int_eq(result.status, 0);
}
END_TEST

START_TEST(feedback_and_a_log_are_kept_and_the_log_can_be_replayed)
{
    char *argv[] = { LESSON_DIR "/01-sync-vs-async", "--replay", NULL, "--text", NULL };
    char log[160];

    grade_run("interleave-grade", "-o", in_folder("out"), TINY, TINY "/solution.c", NULL);
    ck_assert_int_eq(access(in_folder("out/solution.c.txt"), R_OK), 0);
    snprintf(log, sizeof log, "%s", in_folder("out/solution.c.1.log"));
    argv[2] = log;
    run_result_done(&result);
    run_program(&(struct run_options){ .argv = (const char *const *)argv }, &result);
    ck_assert_str_eq(result.err, "");
    check_has(result.out, "good: 3");
}
END_TEST

START_TEST(a_stopped_run_goes_on_where_it_was)
{
    write_file("a.c", "#include \"good.h\"\nvoid *solution(void *arg)\n"
                      "{ return good_solution(); }\n");
    char out[160], a[160];
    snprintf(out, sizeof out, "%s", in_folder("out"));
    snprintf(a, sizeof a, "%s", in_folder("a.c"));
    grade_run("interleave-grade", "-o", out, TINY, a, NULL);
    grade_run("interleave-grade", "-o", out, TINY, a, TINY "/start.c", NULL);
    check_has(result.out, "(1 judged in an earlier run)");
    grade_run("interleave-grade", "-o", out, TINY, a, TINY "/start.c", NULL);
    check_has(result.out, "(2 judged in an earlier run)");
    write_file("a.c", "int x;\n");
    grade_run("interleave-grade", "-o", out, TINY, a, TINY "/start.c", NULL);
    check_has(result.out, "(1 judged in an earlier run)");
    check_has(result.out, "incomplete");
    grade_run("interleave-grade", "--again", "-o", out, TINY, a, TINY "/start.c", NULL);
    ck_assert_ptr_null(strstr(result.out, "earlier run"));
    ck_assert_int_ne(access(in_folder("out/.work"), F_OK), 0);
}
END_TEST

/* Asked to end while the first program sleeps in earnest. */
START_TEST(a_stopped_run_leaves_nothing_behind)
{
    char command[1000];
    const char *const argv[] = { "sh", "-c", command, NULL };

    write_file("a.c", "#include <unistd.h>\n#include \"exercise.h\"\n"
                      "void *solution(void *arg) { sleep(1000); return NULL; }\n");
    snprintf(command, sizeof command, "mkdir %s/tmp; export TMPDIR=%s/tmp; "
             GRADER_DIR "/interleave-grade --sandbox none " TINY " %s/a.c & "
             "until ls %s/tmp/*/.work/*/module >/dev/null 2>&1 || ! kill -0 $!; do "
             "sleep 0.01; done; "
             "kill -TERM $!; wait $!; echo $?; ls %s/tmp", folder, folder, folder, folder,
             folder);
    run_result_done(&result);
    run_program(&(struct run_options){ .argv = argv }, &result);
    ck_assert_str_eq(result.out, "2\n");
    ck_assert_str_eq(result.err, "interleave grade: stopped by a signal\n");
}
END_TEST

START_TEST(the_same_submission_gets_the_same_grade_fifty_times)
{
    enum { TIMES = 50 };
    char command[400];

    snprintf(command, sizeof command, "mkdir %s/c && for i in $(seq %d); do "
             "cp " TINY "/mutants/stops-at-failure.c %s/c/$i.c; done", folder, TIMES, folder);
    ck_assert_int_eq(system(command), 0);
    grade_run("interleave-grade", "-j", "16", "--csv", "-", TINY, in_folder("c"), NULL);
    const char *first = strstr(result.out, "\n\"1.c\"");
    ck_assert_ptr_nonnull(first);
    first += strlen("\n\"1");
    size_t n = strcspn(first, "\n");
    char *row = strndup(first, n);
    check_has(row, "10,\"partial\"");
    int same = 0;
    for (const char *at = result.out; (at = strstr(at, row)); at++)
        same++;
    free(row);
    ck_assert_int_eq(same, TIMES);
}
END_TEST

START_TEST(drawn_schedules_are_tried_besides)
{
    write_file("order.c", "#include \"good.h\"\n"
               "static int last;\n"
               "static void *one(void *arg) { last = *(int *)arg; return NULL; }\n"
               "void *solution(void *arg)\n{\n"
               "    int numbers[] = { 1, 2, 3 };\n"
               "    struct async_task tasks[3];\n"
               "    for (int i = 0; i < 3; i++)\n"
               "        tasks[i] = async_coroutine(\"t\", one, &numbers[i]);\n"
               "    async_gather(tasks, 3, NULL, 0);\n"
               "    return last == 3 ? good_solution() : async_fail(EIO, \"order\");\n}\n");
    grade_run("interleave-check", TINY, in_folder("order.c"), NULL);
    ck_assert_int_eq(result.status, 0);
    grade_run("interleave-check", "--schedules", "20", TINY, in_folder("order.c"), NULL);
    ck_assert_int_eq(result.status, 1);
    check_has(result.out, "drawn schedule");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("grade");
    TCase *tcase = tcase_create("grade");

    tcase_add_checked_fixture(tcase, grading_begin, grading_end);
    tcase_set_timeout(tcase, RUN_LONGEST);
    tcase_add_test(tcase, the_solution_has_full_marks);
    tcase_add_test(tcase, the_start_compiles_and_fails);
    tcase_add_loop_test(tcase, a_mutant_fails_with_its_message, 0,
                        sizeof mutants / sizeof *mutants);
    tcase_add_test(tcase, a_submission_may_call_all_of_the_c_library);
    tcase_add_test(tcase, a_submission_may_ask_for_another_c_library);
    tcase_add_test(tcase, a_name_that_nobody_has_is_told_of);
    tcase_add_loop_test(tcase, variables_that_do_not_fit_are_no_reason_for_a_flag, 0, 2);
    tcase_add_test(tcase, walls_that_cannot_be_put_up_are_not_the_submissions_fault);
    tcase_add_test(tcase, feedback_shows_lanes_hint_and_misconception);
    tcase_add_test(tcase, feedback_fits_80_columns_without_color);
    tcase_add_test(tcase, another_seed_draws_other_inputs);
    tcase_add_test(tcase, an_exercise_lies_anywhere_and_parameters_change_it);
    tcase_add_test(tcase, an_exercise_may_come_from_another_system);
    tcase_add_loop_test(tcase, a_bad_exercise_conf_is_told_with_its_line, 0,
                        sizeof bad_confs / sizeof *bad_confs);
    tcase_add_test(tcase, checks_that_do_not_compile_are_told);
    tcase_add_loop_test(tcase, a_slip_in_the_checks_is_told_before_it_costs_points, 0,
                        sizeof slips / sizeof *slips);
    tcase_add_test(tcase, a_cache_of_compilations_is_told_to_keep_out);
    tcase_add_test(tcase, a_compiler_that_does_not_work_is_no_fault_of_the_learner);
    tcase_add_test(tcase, a_compiler_that_gives_up_on_a_submission_is_its_fault);
    tcase_add_test(tcase, a_compiler_that_is_not_there_is_told);
    tcase_add_test(tcase, a_class_has_a_row_for_each);
    tcase_add_test(tcase, feedback_and_a_log_are_kept_and_the_log_can_be_replayed);
    tcase_add_test(tcase, a_stopped_run_goes_on_where_it_was);
    tcase_add_test(tcase, a_stopped_run_leaves_nothing_behind);
    tcase_add_test(tcase, the_same_submission_gets_the_same_grade_fifty_times);
    tcase_add_test(tcase, drawn_schedules_are_tried_besides);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
