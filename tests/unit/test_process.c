/* SPDX-License-Identifier: MIT */
/* Child processes: their ends, their pipes, their signals; and nothing is left. */
#define _GNU_SOURCE
#include <check.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "async_process.h"

static int open_before;

static int open_now(void)
{
    DIR *list = opendir("/proc/self/fd");
    int n = 0;

    while (list && readdir(list))
        n++;
    if (list)
        closedir(list);
    return n;
}

static void look_before(void)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    open_before = open_now();
}

/* No descriptor and no zombie. */
static void look_after(void)
{
    ck_assert_int_eq(open_now(), open_before);
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
    ck_assert_int_eq(errno, ECHILD);
}

static void run(async_fn *program)
{
    ck_assert_int_eq(async_run(program, NULL, NULL), 0);
}

static int code_of(const char *line)
{
    struct async_process process;
    int code = 12345;

    ck_assert_int_eq(async_create_subprocess_shell(&process, line, ASYNC_DEVNULL,
                                                   ASYNC_INHERIT, ASYNC_INHERIT), 0);
    ck_assert(!async_process_returncode(&process, &code));
    ck_assert_int_eq(async_process_wait(&process, &code), 0);
    int again = 0;
    ck_assert_int_eq(async_process_wait(&process, &again), 0);
    ck_assert_int_eq(code, again);
    ck_assert(async_process_returncode(&process, &again));
    ck_assert_int_eq(async_process_kill(&process), -ESRCH);
    async_process_close(&process);
    return code;
}

static void *codes(void *arg)
{
    ck_assert_int_eq(code_of("exit 0"), 0);
    ck_assert_int_eq(code_of("exit 7"), 7);
    ck_assert_int_eq(code_of("kill -TERM $$"), -SIGTERM);
    ck_assert_int_eq(code_of("kill -KILL $$"), -SIGKILL);
    return NULL;
}

START_TEST(a_child_ends_with_a_code_or_a_signal)
{
    run(codes);
}
END_TEST

START_TEST(in_synchronous_mode_too)
{
    async_set_synchronous(true);
    run(codes);
}
END_TEST

static void *code_coroutine(void *arg)
{
    ck_assert_int_eq(code_of(arg), 0);
    return arg;
}

static void *gather_codes(void *arg)
{
    struct async_task tasks[3];
    void *results[3];

    for (int i = 0; i < 3; i++)
        tasks[i] = async_coroutine("code", code_coroutine, "exit 0");
    ck_assert_int_eq(async_gather(tasks, 3, results, 0), 0);
    ck_assert_str_eq(results[2], "exit 0");
    return NULL;
}

START_TEST(one_after_another_children_may_be_gathered)
{
    async_set_synchronous(true);
    run(gather_codes);
}
END_TEST

/* ---- Pipes ---- */

static void *talk(void *arg)
{
    struct async_process process;
    struct async_output out, err;

    ck_assert_int_eq(async_create_subprocess_shell(
        &process, "tr a-z A-Z; echo woe >/dev/stderr; exit 3", ASYNC_PIPE, ASYNC_PIPE,
        ASYNC_PIPE), 0);
    ck_assert_int_eq(async_process_communicate(&process, "hello", 5, &out, &err), 0);
    ck_assert_str_eq(out.bytes, "HELLO");
    ck_assert_str_eq(err.bytes, "woe\n");
    ck_assert_uint_eq(err.size, 4);
    int code;
    ck_assert(async_process_returncode(&process, &code));
    ck_assert_int_eq(code, 3);
    async_process_close(&process);
    free(out.bytes);
    free(err.bytes);
    return NULL;
}

START_TEST(communicate_sends_and_reads_and_waits)
{
    run(talk);
}
END_TEST

static void *both_to_one(void *arg)
{
    struct async_process process;
    struct async_output out, err;

    ck_assert_int_eq(async_create_subprocess_shell(
        &process, "echo out; echo err >&2", ASYNC_DEVNULL, ASYNC_PIPE, ASYNC_STDOUT), 0);
    ck_assert_int_eq(async_process_communicate(&process, NULL, 0, &out, &err), 0);
    ck_assert_str_eq(out.bytes, "out\nerr\n");
    ck_assert_ptr_null(err.bytes);
    async_process_close(&process);
    free(out.bytes);
    return NULL;
}

START_TEST(err_may_go_where_out_goes)
{
    run(both_to_one);
}
END_TEST

static void *much(void *arg)
{
    enum { SIZE = 1 << 20 };
    struct async_process process;
    struct async_output out;
    char *bytes = malloc(SIZE);

    for (int i = 0; i < SIZE; i++)
        bytes[i] = (char)(i * 13 + i / 256);
    ck_assert_int_eq(async_create_subprocess_shell(&process, "cat", ASYNC_PIPE, ASYNC_PIPE,
                                                   ASYNC_INHERIT), 0);
    ck_assert_int_eq(async_process_communicate(&process, bytes, SIZE, &out, NULL), 0);
    ck_assert_uint_eq(out.size, SIZE);
    ck_assert(memcmp(bytes, out.bytes, SIZE) == 0);
    async_process_close(&process);
    free(out.bytes);
    free(bytes);
    return NULL;
}

START_TEST(a_mebibyte_goes_both_ways)
{
    run(much);
}
END_TEST

static void *unread(void *arg)
{
    static char bytes[1 << 20];
    struct async_process process;
    struct async_output out;
    int code;

    ck_assert_int_eq(async_create_subprocess_shell(&process, "exec <&-; echo no thanks",
                                                   ASYNC_PIPE, ASYNC_PIPE,
                                                   ASYNC_INHERIT), 0);
    ck_assert_int_eq(async_process_communicate(&process, bytes, sizeof bytes, &out, NULL),
                     0);
    ck_assert_str_eq(out.bytes, "no thanks\n");
    ck_assert_int_eq(async_process_wait(&process, &code), 0);
    ck_assert_int_eq(code, 0);
    async_process_close(&process);
    free(out.bytes);
    return NULL;
}

START_TEST(one_after_another_all_pipes_are_served_too)
{
    async_set_synchronous(true);
    run(talk);
    run(both_to_one);
    run(much);
    run(unread);
}
END_TEST

START_TEST(a_child_that_reads_nothing_ends_all_the_same)
{
    run(unread);
}
END_TEST

static void *lines(void *arg)
{
    struct async_process process;
    char line[32];

    ck_assert_int_eq(async_create_subprocess_shell(&process, "while read x; do echo \"<$x>\"; "
                                                   "done", ASYNC_PIPE, ASYNC_PIPE,
                                                   ASYNC_INHERIT), 0);
    async_stream_write(process.in, "one\n", 4);
    ck_assert_int_eq(async_stream_readline(process.out, line, sizeof line), 6);
    ck_assert_int_eq(strncmp(line, "<one>\n", 6), 0);
    async_stream_write(process.in, "two\n", 4);
    async_stream_close(process.in);
    ck_assert_int_eq(async_stream_readline(process.out, line, sizeof line), 6);
    ck_assert_int_eq(async_stream_read(process.out, line, sizeof line), 0);
    ck_assert_int_eq(async_process_wait(&process, NULL), 0);
    async_process_close(&process);
    return NULL;
}

START_TEST(pipes_are_streams)
{
    run(lines);
}
END_TEST

/* ---- Ends that come from here ---- */

static struct async_process sleeper;

static void start_sleeper(void)
{
    const char *const argv[] = { "sleep", "1000", NULL };

    ck_assert_int_eq(async_create_subprocess_exec(&sleeper, argv, ASYNC_INHERIT, ASYNC_PIPE,
                                                  ASYNC_INHERIT), 0);
}

static void *wait_for_sleeper(void *arg)
{
    int rc = async_process_wait(&sleeper, arg);
    return async_return(rc);
}

static void *read_sleeper(void *arg)
{
    struct async_output out;

    int rc = async_process_communicate(&sleeper, NULL, 0, &out, NULL);
    return async_return(rc);
}

static void *time_out(void *arg)
{
    struct async_task reader;
    int code;

    start_sleeper();
    reader = async_create_task("reader", read_sleeper, NULL);
    ck_assert_int_eq(async_wait_for(reader, 0.02, NULL), -ETIMEDOUT);
    ck_assert_int_eq(async_process_kill(&sleeper), 0);
    ck_assert_int_eq(async_process_wait(&sleeper, &code), 0);
    ck_assert_int_eq(code, -SIGKILL);
    async_process_close(&sleeper);
    return NULL;
}

START_TEST(a_child_that_takes_too_long_is_killed)
{
    async_set_clock(ASYNC_REAL, 1);     /* the virtual one would wait for it */
    run(time_out);
}
END_TEST

static void *cancel_one(void *arg)
{
    static int codes[2];
    struct async_task waiters[2];

    start_sleeper();
    for (int i = 0; i < 2; i++)
        waiters[i] = async_create_task("waiter", wait_for_sleeper, &codes[i]);
    async_sleep(0);
    async_cancel(waiters[0]);
    ck_assert_int_eq(async_await(waiters[0], NULL), -ECANCELED);
    ck_assert_int_eq(async_process_terminate(&sleeper), 0);
    ck_assert_int_eq(async_await(waiters[1], NULL), 0);
    ck_assert_int_eq(codes[1], -SIGTERM);
    async_process_close(&sleeper);
    return NULL;
}

START_TEST(a_cancelled_waiter_leaves_the_child_to_the_others)
{
    run(cancel_one);
}
END_TEST

static void *leave(void *arg)
{
    start_sleeper();
    async_process_close(&sleeper);      /* killed, and reaped when it is heard of */
    start_sleeper();                    /* left behind */
    return async_return(async_sleep(1));
}

START_TEST(a_child_that_is_left_does_not_stay)
{
    for (int i = 0; i < 5; i++)
        run(leave);
}
END_TEST

static void *reaped_by_others(void *arg)
{
    ck_assert_int_eq(code_of("exit 3"), 255);
    return NULL;
}

static void note_report(const struct async_report *report, void *arg)
{
    snprintf(arg, 100, "%s", report->message);
}

START_TEST(a_child_that_others_have_reaped_has_not_ended_well)
{
    char text[100] = "";

    async_set_exception_handler(note_report, text);
    signal(SIGCHLD, SIG_IGN);
    run(reaped_by_others);
    ck_assert_str_eq(text, "child 1 was reaped by others; its return code is taken to "
                           "be 255");
}
END_TEST

static void *close_while_waited_for(void *arg)
{
    static int code;

    start_sleeper();
    struct async_task waiter = async_create_task("waiter", wait_for_sleeper, &code);
    async_sleep(0);
    async_process_close(&sleeper);
    ck_assert_int_eq(async_await(waiter, NULL), 0);
    ck_assert_int_eq(code, -SIGKILL);
    return NULL;
}

START_TEST(who_waits_for_a_child_hears_that_it_was_closed)
{
    run(close_while_waited_for);
}
END_TEST

static void *talk_cancelled(void *arg)
{
    struct async_output out = { .size = 1 }, err = { .size = 1 };

    ck_assert_int_eq(async_process_communicate(&sleeper, NULL, 0, &out, &err), -ECANCELED);
    ck_assert_ptr_null(out.bytes);
    ck_assert_ptr_null(err.bytes);
    ck_assert_uint_eq(out.size + err.size, 0);
    return async_return(-ECANCELED);
}

static void *cancel_talk(void *arg)
{
    start_sleeper();
    struct async_task talk = async_create_task("talk", talk_cancelled, NULL);
    async_sleep(0);
    async_cancel(talk);
    ck_assert_int_eq(async_await(talk, NULL), -ECANCELED);
    async_process_close(&sleeper);
    return NULL;
}

START_TEST(a_cancelled_communicate_leaves_nothing_to_free)
{
    run(cancel_talk);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("process");
    tcase_add_test(tests, a_child_ends_with_a_code_or_a_signal);
    tcase_add_test(tests, in_synchronous_mode_too);
    tcase_add_test(tests, communicate_sends_and_reads_and_waits);
    tcase_add_test(tests, err_may_go_where_out_goes);
    tcase_add_test(tests, a_mebibyte_goes_both_ways);
    tcase_add_test(tests, a_child_that_reads_nothing_ends_all_the_same);
    tcase_add_test(tests, pipes_are_streams);
    tcase_add_test(tests, a_child_that_takes_too_long_is_killed);
    tcase_add_test(tests, a_cancelled_waiter_leaves_the_child_to_the_others);
    tcase_add_test(tests, a_child_that_is_left_does_not_stay);
    tcase_add_test(tests, a_child_that_others_have_reaped_has_not_ended_well);
    tcase_add_test(tests, who_waits_for_a_child_hears_that_it_was_closed);
    tcase_add_test(tests, a_cancelled_communicate_leaves_nothing_to_free);
    tcase_add_test(tests, one_after_another_all_pipes_are_served_too);
    tcase_add_test(tests, one_after_another_children_may_be_gathered);
    tcase_add_checked_fixture(tests, look_before, look_after);
    Suite *suite = suite_create("process");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
