/* SPDX-License-Identifier: MIT */
/* Classes as they are handed in: names, folders, what else lies there; runs that meet. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "grading.h"

/* In the scratch folder. */
static void shell(const char *command)
{
    char whole[1000];

    snprintf(whole, sizeof whole, "cd %s && %s", folder, command);
    ck_assert_int_eq(system(whole), 0);
}

static void check_has_not(const char *text, const char *words)
{
    ck_assert_msg(strstr(text, words) == NULL, "\"%s\" in:\n%s", words, text);
}

/* ---- Who it is ------------------------------------------------------------------------ */

START_TEST(files_of_one_name_are_named_by_their_folders)
{
    char ann[200], bob[200];

    shell("mkdir ann bob; echo 'int x;' >ann/solution.c; cp ann/solution.c bob");
    snprintf(ann, sizeof ann, "%s/ann/solution.c", folder);
    snprintf(bob, sizeof bob, "%s/bob/solution.c", folder);
    grade_run("interleave-grade", "--csv", "-", TINY, ann, bob, bob, TINY "/start.c", NULL);
    check_has(result.out, "\n\"ann_solution.c\",");
    check_has(result.out, "\n\"bob_solution.c\",");
    check_has(result.out, "\n\"start.c\",");
    check_has_not(result.out, "-2");
}
END_TEST

static const char *const names[][2] = {
    { "x\033[31mred.c", "\"x\\x1b[31mred.c\"" },         /* controls a terminal */
    { "y\302\23331m.c", "\"y\\u009b31m.c\"" },           /* the same in one character */
    { "z\342\200\256c.c", "\"z\\u202ec.c\"" },           /* writes backwards */
    { "lat\356n.c", "\"lat\\xeen.c\"" },                 /* no UTF-8 */
    { "Zo\303\253 M.c", "\"Zo\303\253 M.c\"" },         /* somebody's name */
    { "=cmd,\"q\".c", "\"'=cmd,\"\"q\"\".c\"" },        /* a formula */
};

START_TEST(a_name_harms_no_report)
{
    write_file(names[_i][0], "int x;\n");
    grade_run("interleave-grade", "--csv", "-", TINY, in_folder(names[_i][0]), NULL);
    check_has(result.out, names[_i][1]);
}
END_TEST

START_TEST(a_very_long_name_is_cut)
{
    char out[160];

    shell("mkdir c && echo 'int x;' >\"c/$(seq 110 | sed 's/.*/\303\244/' | tr -d '\\n').c\"");
    snprintf(out, sizeof out, "%s", in_folder("out"));
    grade_run("interleave-grade", "-o", out, TINY, in_folder("c"), NULL);
    check_has(result.out, "\303\244\342\200\246  0/10      incomplete\n");
    ck_assert_str_eq(result.err, "");
}
END_TEST

/* ---- What lies there -------------------------------------------------------------------- */

START_TEST(what_is_left_out_is_told)
{
    shell("mkdir c c/__MACOSX && cp " TINY "/start.c c && cp " TINY "/start.c c/ann.c.txt && "
          "touch c/Bob.C c/.hidden");
    grade_run("interleave-grade", TINY, in_folder("c"), NULL);
    ck_assert_str_eq(result.err, "interleave grade: warning: left out, since a submission is "
                     "called NAME.c: Bob.C, ann.c.txt\n");
    check_has(result.out, "1 submission,");
}
END_TEST

START_TEST(a_learner_s_folder_without_one_c_file_is_told)
{
    shell("mkdir -p c/ann c/bob/src c/eve && cp " TINY "/solution.c c/ann && "
          "cp " TINY "/solution.c c/bob/src && cp " TINY "/*.c c/eve");
    grade_run("interleave-grade", "--csv", "-", TINY, in_folder("c"), NULL);
    check_has(result.out, "\"ann\",10,10,\"full\"");
    check_has(result.out, "\"bob\",0,10,\"not readable\",\"bob is a folder without a C file");
    check_has(result.out, "\"eve\",0,10,\"not readable\",\"eve is a folder with several C");
}
END_TEST

START_TEST(the_marks_may_lie_in_the_class)
{
    char marks[200], class[160];

    shell("mkdir -p class && cp " TINY "/start.c class/ann.c");
    snprintf(class, sizeof class, "%s", in_folder("class"));
    snprintf(marks, sizeof marks, "%s/marks", class);
    grade_run("interleave-grade", "-o", marks, TINY, class, NULL);
    grade_run("interleave-grade", "-o", marks, TINY, class, NULL);
    check_has(result.out, "1 submission,");
    check_has(result.out, "(1 judged in an earlier run)");
}
END_TEST

START_TEST(one_file_that_cannot_be_read_is_misuse)
{
    grade_run("interleave-check", TINY, in_folder("none.c"), NULL);
    ck_assert_str_eq(result.err, "interleave check: none.c cannot be read: No such file or "
                     "directory\n");
    ck_assert_str_eq(result.out, "");
    ck_assert_int_eq(result.status, 2);
}
END_TEST

/* ---- Runs --------------------------------------------------------------------------------- */

/* Else each removes the other's programs, and learners are blamed for it. */
START_TEST(two_runs_do_not_share_a_folder)
{
    char out[160];

    shell("mkdir out");
    snprintf(out, sizeof out, "%s", in_folder("out"));
    int fd = open(out, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ck_assert_int_eq(flock(fd, LOCK_EX), 0);
    grade_run("interleave-grade", "-o", out, TINY, TINY "/solution.c", NULL);
    check_has(result.err, "another run works in /");
    ck_assert_int_eq(result.status, 2);
    close(fd);
    grade_run("interleave-grade", "-o", out, TINY, TINY "/solution.c", NULL);
    ck_assert_int_eq(result.status, 0);
}
END_TEST

START_TEST(a_change_of_limits_judges_anew)
{
    char own[160], out[160];

    shell("cp -r " TINY " own");
    snprintf(own, sizeof own, "%s", in_folder("own"));
    snprintf(out, sizeof out, "%s", in_folder("out"));
    grade_run("interleave-grade", "-o", out, own, TINY "/start.c", NULL);
    grade_run("interleave-grade", "-o", out, own, TINY "/start.c", NULL);
    check_has(result.out, "(1 judged in an earlier run)");
    shell("sed -i 's/^wall = .*/wall = 4/' own/exercise.conf");
    grade_run("interleave-grade", "-o", out, own, TINY "/start.c", NULL);
    check_has_not(result.out, "earlier run");
    shell("echo 'wall = 5' >own/parameters.conf");
    grade_run("interleave-grade", "-o", out, own, TINY "/start.c", NULL);
    check_has_not(result.out, "earlier run");
}
END_TEST

START_TEST(a_report_leaves_links_and_pipes_what_they_are)
{
    char link[160];

    shell("echo old >real.csv && ln -s real.csv link.csv && mkfifo pipe && "
          "{ cat pipe >got & }");
    snprintf(link, sizeof link, "%s", in_folder("link.csv"));
    grade_run("interleave-grade", "--csv", link, "--tap", in_folder("pipe"), TINY,
              TINY "/start.c", NULL);
    ck_assert_str_eq(result.err, "");
    shell("[ -L link.csv ] && grep -q start.c real.csv && [ -p pipe ]");
    shell("until grep -q start.c got; do sleep 0.02; done");
}
END_TEST

START_TEST(a_report_that_cannot_be_written_is_told_before_judging)
{
    char out[160], csv[200];

    snprintf(out, sizeof out, "%s", in_folder("out"));
    snprintf(csv, sizeof csv, "%s/none/marks.csv", folder);
    grade_run("interleave-grade", "-o", out, "--csv", csv, TINY, TINY "/start.c", NULL);
    check_has(result.err, "/none/marks.csv: No such file or directory\n");
    ck_assert_int_eq(result.status, 2);
    grade_run("interleave-grade", "-o", out, "--tap", folder, TINY, TINY "/start.c", NULL);
    check_has(result.err, "Is a directory\n");
    ck_assert_int_ne(access(out, F_OK), 0);
}
END_TEST

START_TEST(a_full_disk_behind_standard_output_is_told)
{
    char command[400];
    const char *const argv[] = { "sh", "-c", command, NULL };

    snprintf(command, sizeof command, "for c in check grade; do " GRADER_DIR "/interleave-$c "
             "--sandbox none " TINY " " TINY "/start.c >/dev/full; [ $? = 2 ] || exit 1; done");
    run_result_done(&result);
    run_program(&(struct run_options){ .argv = argv }, &result);
    ck_assert_str_eq(result.err, "interleave check: cannot write to standard output: No space "
                     "left on device\ninterleave grade: cannot write to standard output: No "
                     "space left on device\n");
    ck_assert_int_eq(result.status, 0);
}
END_TEST

/* Where nobody looks into a feedback file. */
START_TEST(reports_tell_what_the_compiler_said)
{
    write_file("a.c", "int x\nint y;\n");
    grade_run("interleave-grade", "--junit", "-", TINY, in_folder("a.c"), NULL);
    check_has(result.out, "line 1: a semicolon is missing, most often at the end of the line "
                          "before\">\nThe compiler's own words:\n    a.c:1:");
    grade_run("interleave-grade", "--gradescope", "-", TINY, in_folder("a.c"), NULL);
    if (result.status != 2)             /* made with jansson */
        check_has(result.out, "\\nThe compiler's own words:\\n    a.c:1:");
}
END_TEST

/* Else it could write on the teacher's, or type there. */
START_TEST(a_submission_has_no_terminal)
{
    write_file("a.c", "#define _XOPEN_SOURCE 700\n#include <unistd.h>\n#include \"good.h\"\n"
                      "void *solution(void *arg)\n{ return getsid(0) == getpid() ? "
                      "good_solution() : async_fail(EPERM, \"its session\"); }\n");
    grade_run("interleave-check", TINY, in_folder("a.c"), NULL);
    check_has(result.out, "10 of 10 points");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("class");
    TCase *tcase = tcase_create("class");

    tcase_add_checked_fixture(tcase, grading_begin, grading_end);
    tcase_set_timeout(tcase, RUN_LONGEST);
    tcase_add_test(tcase, files_of_one_name_are_named_by_their_folders);
    tcase_add_loop_test(tcase, a_name_harms_no_report, 0, sizeof names / sizeof *names);
    tcase_add_test(tcase, a_very_long_name_is_cut);
    tcase_add_test(tcase, what_is_left_out_is_told);
    tcase_add_test(tcase, a_learner_s_folder_without_one_c_file_is_told);
    tcase_add_test(tcase, the_marks_may_lie_in_the_class);
    tcase_add_test(tcase, one_file_that_cannot_be_read_is_misuse);
    tcase_add_test(tcase, two_runs_do_not_share_a_folder);
    tcase_add_test(tcase, a_change_of_limits_judges_anew);
    tcase_add_test(tcase, a_report_leaves_links_and_pipes_what_they_are);
    tcase_add_test(tcase, a_report_that_cannot_be_written_is_told_before_judging);
    tcase_add_test(tcase, a_full_disk_behind_standard_output_is_told);
    tcase_add_test(tcase, reports_tell_what_the_compiler_said);
    tcase_add_test(tcase, a_submission_has_no_terminal);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
