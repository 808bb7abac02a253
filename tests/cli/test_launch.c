/* SPDX-License-Identifier: MIT */
/* Children under a ring and a remote: this program again, as fake_child.h says. */
#define _GNU_SOURCE
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ending.h"
#include "fake_child.h"
#include "fake_log.h"
#include "launch.h"
#include "model.h"
#include "spawn.h"
#include "witness.h"

static char own_path[4096];
static char *self[] = { own_path, NULL };

static struct launch *launch_with(const char *fake, struct launch_options options)
{
    char error[300] = "";

    options.argv = self;
    options.stretch = options.stretch > 0 ? options.stretch : 1;
    setenv("FAKE_CHILD", fake, 1);
    struct launch *child = launch_start(&options, error, sizeof error);
    unsetenv("FAKE_CHILD");
    ck_assert_msg(child != NULL, "%s", error);
    return child;
}

static struct launch *launch_fake(const char *fake)
{
    return launch_with(fake, (struct launch_options){ .clock = LOG_CLOCK_VIRTUAL });
}

static int drain_to_the_end(struct launch *child)
{
    int status = -1;

    while (!launch_ended(child, &status)) {
        launch_wait(&child, 1, 1);
        launch_drain(child);
    }
    return status;
}

static bool tell(struct launch *child, char text[ENDING_TEXT])
{
    const struct recording *log = launch_recording(child);
    struct model model;

    model_init(&model, &log->header);
    model_feed(&model, log->records, log->count);
    bool bad = ending_tell(child, &model, text, ENDING_TEXT);
    model_done(&model);
    return bad;
}

START_TEST(a_run_is_drained_whole)
{
    struct launch *child = launch_fake("normal");

    ck_assert_int_eq(drain_to_the_end(child), 0);
    const struct recording *log = launch_recording(child);
    ck_assert_uint_eq(log->count, 10);
    for (uint64_t i = 0; i < 10; i++)
        ck_assert_uint_eq(log->records[i].value, i);
    ck_assert_uint_eq(log->header.flags & LOG_UNFINISHED, 0);
    ck_assert_ptr_null(launch_complaint(child));
    launch_free(child);
}
END_TEST

/* What it says of itself on standard error, in a room of its own. */
static void look_around(const struct spawn_room *room, char text[300])
{
    static char *argv[] = {
        "sh", "-c", "pwd; ulimit -c; ulimit -t; ulimit -n; ulimit -Hn; ulimit -f", NULL };
    char *said[] = { "sh", "-c", "exec \"$@\" >&2", "sh", argv[0], argv[1], argv[2], NULL };
    char error[300] = "";
    struct launch *child = launch_start(&(struct launch_options){
        .argv = said, .clock = LOG_CLOCK_VIRTUAL, .stretch = 1, .room = room }, error,
        sizeof error);

    ck_assert_msg(child != NULL, "%s", error);
    drain_to_the_end(child);
    snprintf(text, 300, "%s", launch_errors(child));
    launch_free(child);
}

START_TEST(a_child_has_the_folder_and_the_limits_of_its_room)
{
    const struct spawn_room room = { .folder = "/", .cpu = 7, .descriptors = 40,
                                     .file = 512 * 3 };
    char text[300];

    look_around(&room, text);
    ck_assert_str_eq(text, "/\n0\n7\n40\n40\n3\n");
}
END_TEST

START_TEST(a_limit_that_is_lower_already_stays)
{
    const struct spawn_room room = { .folder = "/", .cpu = 7, .descriptors = 1 << 30,
                                     .file = 512 };
    const struct rlimit own = { 250, 250 };
    char text[300];

    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &own), 0);
    look_around(&room, text);
    ck_assert_str_eq(text, "/\n0\n7\n250\n250\n1\n");
}
END_TEST

START_TEST(a_room_that_is_not_there_is_told)
{
    const struct spawn_room room = { .folder = "/nowhere" };
    char *argv[] = { "true", NULL };
    char error[300] = "";

    ck_assert_ptr_null(launch_start(&(struct launch_options){ .argv = argv, .room = &room },
                                    error, sizeof error));
    ck_assert_str_eq(error, "cannot start true: No such file or directory");
}
END_TEST

START_TEST(the_header_is_looked_at_again_at_the_end)
{
    struct launch *child = launch_fake("normal");

    drain_to_the_end(child);
    ck_assert(launch_recording(child)->header.ticks_per_second == 2e9);
    launch_free(child);
}
END_TEST

START_TEST(a_full_ring_waits_for_the_reader)
{
    struct launch *child = launch_with("fills", (struct launch_options){
        .clock = LOG_CLOCK_VIRTUAL, .ring_records = 8 });

    while (launch_stalls(child) == 0)
        usleep(100);
    ck_assert_int_eq(launch_drain(child), 8);
    ck_assert_uint_gt(launch_recording(child)->header.stalls, 0);
    ck_assert_int_eq(drain_to_the_end(child), 0);
    const struct recording *log = launch_recording(child);
    ck_assert_uint_eq(log->count, 1000);
    for (uint64_t i = 0; i < 1000; i++)
        ck_assert_uint_eq(log->records[i].value, i);
    launch_free(child);
}
END_TEST

static void check_spoilt(const char *fake, uint64_t kept, const char *sentence)
{
    struct launch *child = launch_fake(fake);
    char text[ENDING_TEXT];
    int status = drain_to_the_end(child);

    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    ck_assert_uint_eq(launch_recording(child)->count, kept);
    ck_assert(launch_recording(child)->header.flags & LOG_UNFINISHED);
    ck_assert_str_eq(launch_complaint(child), sentence);
    ck_assert(tell(child, text));
    ck_assert_str_eq(text, sentence);
    launch_free(child);
}

START_TEST(a_child_that_claims_too_many_records_is_not_believed)
{
    check_spoilt("scribbles ahead", 3, "the program wrote over its own log: it claims "
                 "1099511627776 records where there can be 524291 at most");
}
END_TEST

START_TEST(a_child_that_takes_records_back_is_not_believed)
{
    check_spoilt("goes back", 5, "the program wrote over its own log: it claims "
                 "2 records where there were 5 already");
}
END_TEST

START_TEST(a_bad_header_is_told_in_words)
{
    check_spoilt("bad header", 0, "the log's header is damaged: its clock cannot tick "
                 "-1 times a second");
}
END_TEST

START_TEST(garbage_in_records_hurts_nobody)
{
    struct launch *child = launch_fake("garbage");
    char text[ENDING_TEXT];

    ck_assert_int_eq(drain_to_the_end(child), 0);
    ck_assert_uint_eq(launch_recording(child)->count, 5000);
    tell(child, text);
    launch_free(child);
}
END_TEST

START_TEST(a_capacity_scribbled_over_changes_nothing)
{
    struct launch *child = launch_fake("lies");

    ck_assert_int_eq(drain_to_the_end(child), 0);
    ck_assert_uint_eq(launch_recording(child)->count, 4);
    ck_assert(launch_recording(child)->header.flags & LOG_UNFINISHED);
    launch_free(child);
}
END_TEST

START_TEST(a_child_without_a_word_is_told_so)
{
    struct launch *child = launch_fake("wordless");
    char text[ENDING_TEXT];
    int status = drain_to_the_end(child);

    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 3);
    ck_assert_uint_eq(launch_recording(child)->count, 0);
    ck_assert_int_eq(launch_status(child, NULL), LOG_STARTING);
    ck_assert(tell(child, text));
    ck_assert_str_eq(text, "the program ended with exit status 3 and wrote no event "
                     "log: it has to call async_run()");
    launch_free(child);
}
END_TEST

START_TEST(a_crash_names_signal_task_and_line)
{
    struct launch *child = launch_fake("crashes");
    char text[ENDING_TEXT];
    int status = drain_to_the_end(child);

    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
    ck_assert(tell(child, text));
    ck_assert_str_eq(text, "the program crashed by SIGSEGV (a bad memory access) while "
                     "Task1 had the thread (last known line: downloads.c:31)");
    launch_free(child);
}
END_TEST

START_TEST(an_exit_in_the_middle_names_the_task)
{
    struct launch *child = launch_fake("leaves");
    char text[ENDING_TEXT];

    drain_to_the_end(child);
    ck_assert(tell(child, text));
    ck_assert_str_eq(text, "the program left with exit status 4 in the middle of its "
                     "run while Task1 had the thread (last known line: downloads.c:31)");
    launch_free(child);
}
END_TEST

static void drain_until_step_of(struct launch *child, uint32_t task)
{
    const struct recording *log = launch_recording(child);

    while (log->count == 0 || log->records[log->count - 1].kind != LOG_STEP_BEGIN ||
           log->records[log->count - 1].task != task) {
        launch_wait(&child, 1, 1);
        launch_drain(child);
    }
}

START_TEST(a_child_that_hangs_is_told_and_ended)
{
    struct launch *child = launch_fake("hangs");
    pid_t pid = launch_pid(child);
    char text[ENDING_TEXT];

    drain_until_step_of(child, 2);
    ck_assert(tell(child, text));
    ck_assert_str_eq(text, "the program hangs while Task1 had the thread "
                     "(last known line: downloads.c:31)");
    launch_stop(child);
    int status = drain_to_the_end(child);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    launch_free(child);
    ck_assert(kill(pid, 0) < 0 && errno == ESRCH);
}
END_TEST

START_TEST(the_environment_says_how_to_run)
{
    char error[100];
    struct remote *remote = remote_new(error, sizeof error);
    struct launch *child = launch_with("talks", (struct launch_options){
        .clock = LOG_CLOCK_PACED, .synchronous = true, .stretch = 0.25,
        .remote = remote });

    drain_to_the_end(child);
    ck_assert_str_eq(launch_errors(child),
                     "paced 1 0.25 remote\nown group\nempty input\n");
    ck_assert_uint_eq(launch_output(child), 12);
    launch_free(child);
    remote_free(remote);
}
END_TEST

START_TEST(what_an_outer_launcher_said_is_not_handed_on)
{
    setenv(LOG_ENV_SYNC, "1", 1);
    setenv(LOG_ENV_REMOTE, "fd:77", 1);
    struct launch *child = launch_fake("talks");

    drain_to_the_end(child);
    ck_assert_str_eq(launch_errors(child), "virtual - 1 -\nown group\nempty input\n");
    launch_free(child);
}
END_TEST

START_TEST(the_last_errors_are_kept_from_a_whole_line_on)
{
    struct launch *child = launch_fake("talks much");

    ck_assert_int_eq(drain_to_the_end(child), 0);
    const char *said = launch_errors(child);
    size_t n = strlen(said);
    ck_assert_uint_le(n, 64 * 1024);
    ck_assert_uint_ge(n, 32 * 1024);
    ck_assert_int_eq(strncmp(said, "line ", 5), 0);
    ck_assert_str_eq(said + n - 11, "line 99999\n");
    ck_assert_uint_eq(launch_output(child), 100000 * 1001);
    launch_free(child);
}
END_TEST

START_TEST(a_child_gets_the_ring_the_remote_to_read_and_nothing_else)
{
    char error[100];
    struct remote *remote = remote_new(error, sizeof error);
    struct launch *other = launch_fake("hangs");        /* its ends are not handed on */
    int ours = dup(STDERR_FILENO);                      /* nor is what was left open */

    struct launch *child = launch_with("breaks out", (struct launch_options){
        .clock = LOG_CLOCK_PACED, .remote = remote });
    int status = drain_to_the_end(child);

    ck_assert_int_eq(WEXITSTATUS(status), 0);
    ck_assert_int_eq(fcntl(ours, F_GETFD), 0);          /* here nothing has changed */
    close(ours);
    launch_free(child);
    launch_free(other);
    remote_free(remote);
}
END_TEST

START_TEST(a_program_that_is_not_there_is_a_sentence)
{
    char *argv[] = { "/no/such/program", NULL };
    struct launch_options options = { .argv = argv, .clock = LOG_CLOCK_VIRTUAL,
                                      .stretch = 1 };
    char error[200];

    ck_assert_ptr_null(launch_start(&options, error, sizeof error));
    ck_assert_str_eq(error, "cannot start /no/such/program: No such file or directory");
    ck_assert(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD);
}
END_TEST

START_TEST(a_ring_of_no_power_of_two_is_refused)
{
    struct launch_options options = { .argv = self, .clock = LOG_CLOCK_VIRTUAL,
                                      .stretch = 1, .ring_records = 100 };
    char error[200];

    ck_assert_ptr_null(launch_start(&options, error, sizeof error));
    ck_assert_str_eq(error, "a ring of 100 records: not a power of two up to 16777216");
}
END_TEST

START_TEST(a_child_starts_though_our_own_descriptors_are_closed)
{
    int kept = fcntl(2, F_DUPFD_CLOEXEC, 50);

    close(0);
    close(1);
    close(2);
    struct launch *child = launch_fake("talks");
    drain_to_the_end(child);
    dup2(kept, 2);
    ck_assert_str_eq(launch_errors(child), "virtual - 1 -\nown group\nempty input\n");
    ck_assert_uint_eq(launch_output(child), 12);
    launch_free(child);
}
END_TEST

/* A process between us and the child starts it and dies: what becomes of the child is
 * seen at the pipe that it opens.  Returns what it wrote there. */
static const char *orphan(const char *fake)
{
    static char said[8];
    int n = 0;

    setenv("FAKE_WITNESS", witness_new(), 1);
    pid_t between = fork();
    if (between == 0) {
        launch_fake(fake);
        pause();
    }
    int witness = witness_open();
    ck_assert_int_eq(read(witness, said, 1), 1);        /* it is there */
    kill(between, SIGKILL);
    waitpid(between, NULL, 0);
    while (read(witness, said + n, 1) == 1)
        n++;
    close(witness);
    said[n] = '\0';
    return said;
}

START_TEST(the_lifeline_hangs_up_when_the_parent_dies)
{
    ck_assert_str_eq(orphan("lifeline"), "L");
}
END_TEST

#if defined __linux__ && !defined ASYNC_PORTABLE
START_TEST(a_child_dies_with_its_parent)
{
    ck_assert_str_eq(orphan("waits"), "");
}
END_TEST
#endif

static Suite *launch_suite(void)
{
    Suite *suite = suite_create("launch");
    TCase *children = tcase_create("children");

    tcase_set_timeout(children, 120);
    tcase_add_test(children, a_run_is_drained_whole);
    tcase_add_test(children, a_child_has_the_folder_and_the_limits_of_its_room);
    tcase_add_test(children, a_limit_that_is_lower_already_stays);
    tcase_add_test(children, a_room_that_is_not_there_is_told);
    tcase_add_test(children, the_header_is_looked_at_again_at_the_end);
    tcase_add_test(children, a_full_ring_waits_for_the_reader);
    tcase_add_test(children, a_child_that_claims_too_many_records_is_not_believed);
    tcase_add_test(children, a_child_that_takes_records_back_is_not_believed);
    tcase_add_test(children, a_bad_header_is_told_in_words);
    tcase_add_test(children, garbage_in_records_hurts_nobody);
    tcase_add_test(children, a_capacity_scribbled_over_changes_nothing);
    tcase_add_test(children, a_child_without_a_word_is_told_so);
    tcase_add_test(children, a_crash_names_signal_task_and_line);
    tcase_add_test(children, an_exit_in_the_middle_names_the_task);
    tcase_add_test(children, a_child_that_hangs_is_told_and_ended);
    tcase_add_test(children, the_environment_says_how_to_run);
    tcase_add_test(children, what_an_outer_launcher_said_is_not_handed_on);
    tcase_add_test(children, the_last_errors_are_kept_from_a_whole_line_on);
    tcase_add_test(children, a_child_gets_the_ring_the_remote_to_read_and_nothing_else);
    tcase_add_test(children, a_program_that_is_not_there_is_a_sentence);
    tcase_add_test(children, a_ring_of_no_power_of_two_is_refused);
    tcase_add_test(children, a_child_starts_though_our_own_descriptors_are_closed);
    tcase_add_test(children, the_lifeline_hangs_up_when_the_parent_dies);
#if defined __linux__ && !defined ASYNC_PORTABLE
    tcase_add_test(children, a_child_dies_with_its_parent);
#endif
    suite_add_tcase(suite, children);
    return suite;
}

int main(void)
{
    fake_child_if_asked();
    if (readlink("/proc/self/exe", own_path, sizeof own_path - 1) < 0)
        return EXIT_FAILURE;
    SRunner *runner = srunner_create(launch_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
