/* SPDX-License-Identifier: MIT */
/* Debug mode says what is legal, but was probably not meant; off, it says nothing. */
#define _GNU_SOURCE
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "async.h"
#include "last_words.h"
#include "log.h"

static struct last_words words;

/* ---- A program, what it says, and which warnings its log holds ---- */

static async_fn *program;
static bool debug;
static const char *trace, *setting;

static void run_it(void)
{
    if (trace && async_set_trace(trace) < 0)
        abort();
    async_set_clock(ASYNC_VIRTUAL, 1);
    if (debug)
        async_set_debug(true);
    if (async_run(program, NULL, NULL) < 0)
        abort();
}

/* Lines such as "f() used 1.2 of 64 KiB of its stack" have a test of their own. */
static void leave_out_stacks(char *text)
{
    char *to = text, *next;

    for (char *line = text; *line; line = next) {
        next = line + strcspn(line, "\n");
        next += *next == '\n';
        if (!memmem(line, (size_t)(next - line), "() used ", 8)) {
            memmove(to, line, (size_t)(next - line));
            to += next - line;
        }
    }
    *to = '\0';
}

static const char *what_it_says(async_fn *fn, bool with_debug)
{
    program = fn;
    debug = with_debug;
    last_words_of(run_it, &words);
    ck_assert_int_eq(words.status, 0);
    leave_out_stacks(words.err);
    return words.err;
}

static void says_in_debug_mode_alone(async_fn *fn, const char *text)
{
    ck_assert_str_eq(what_it_says(fn, true), text);
    ck_assert_str_eq(what_it_says(fn, false), "");
}

static int count_warnings(const char *path, enum log_warning kind)
{
    struct log_record record;
    FILE *file = fopen(path, "rb");
    int n = 0;

    ck_assert_ptr_nonnull(file);
    fseek(file, sizeof(struct log_header), SEEK_SET);
    while (fread(&record, sizeof record, 1, file) == 1)
        n += record.kind == LOG_WARNING && record.detail == kind;
    fclose(file);
    return n;
}

/* The log holds each warning once, and no fewer without debug mode. */
static void logs_once(async_fn *fn, enum log_warning kind, int without_debug)
{
    char path[] = "/tmp/interleave-debug-XXXXXX";
    int fd = mkstemp(path);

    ck_assert_int_ge(fd, 0);
    close(fd);
    trace = path;
    what_it_says(fn, true);
    int with = count_warnings(path, kind);
    what_it_says(fn, false);
    int without = count_warnings(path, kind);
    trace = NULL;
    unlink(path);
    ck_assert_int_eq(with, 1);
    ck_assert_int_eq(without, without_debug);
}

/* ---- Steps ---- */

static void *compute(void *arg)
{
    async_sleep_at(1, "compute.c:1");
    async_blocking_sleep(0.25);
    async_sleep_at(1, "compute.c:2");
    async_blocking_sleep(0.09);
    async_sleep_at(1, "compute.c:3");
    async_blocking_sleep(0.5);
    return NULL;
}

static void *compute_in_a_task(void *arg)
{
    struct async_task task = async_create_task_at("compute", compute, NULL, "compute",
                                                  "main.c:1");

    return async_return(async_await(task, NULL));
}

START_TEST(a_slow_step_is_named_with_its_line)
{
    says_in_debug_mode_alone(
        compute_in_a_task,
        "'compute' kept the thread for 0.250 s before it gave way at compute.c:2\n"
        "'compute' kept the thread for 0.500 s before it ended (made at main.c:1)\n");
}
END_TEST

START_TEST(a_slow_step_is_a_warning_in_the_log)
{
    async_set_slow_callback_duration(0.3);
    logs_once(compute_in_a_task, LOG_WARN_SLOW, 0);
}
END_TEST

START_TEST(how_slow_is_slow_can_be_set)
{
    async_set_slow_callback_duration(0.05);
    ck_assert_str_eq(
        what_it_says(compute_in_a_task, true),
        "'compute' kept the thread for 0.250 s before it gave way at compute.c:2\n"
        "'compute' kept the thread for 0.090 s before it gave way at compute.c:3\n"
        "'compute' kept the thread for 0.500 s before it ended (made at main.c:1)\n");
    async_set_slow_callback_duration(1);
    ck_assert_str_eq(what_it_says(compute_in_a_task, true), "");
}
END_TEST

enum { LINE_OF_SLEEP = __LINE__ + 5 };

static void *compute_and_sleep(void *arg)
{
    async_blocking_sleep(0.25);
    return async_return(async_sleep(1));
}

START_TEST(the_line_is_that_of_the_call)
{
    char wanted[200];

    snprintf(wanted, sizeof wanted, "before it gave way at %s:%d\n", __FILE__,
             LINE_OF_SLEEP);
    ck_assert_ptr_nonnull(strstr(what_it_says(compute_and_sleep, true), wanted));
}
END_TEST

static void *block(void *arg)
{
    async_blocking_sleep(0.2);
    return NULL;
}

static void *call_slow_functions(void *arg)
{
    async_call_soon_at(block, NULL, "block", "main.c:1");
    async_call_later_at(1, block, NULL, "block", "main.c:2");
    return async_return(async_sleep(2));
}

START_TEST(a_slow_callback_is_named)
{
    says_in_debug_mode_alone(call_slow_functions,
                             "callback 'block' kept the thread for 0.200 s (main.c:1)\n"
                             "callback 'block' kept the thread for 0.200 s (main.c:2)\n");
}
END_TEST

static void *several_sleeps(void *arg)
{
    async_sleep(1);
    return async_return(async_sleep(1));
}

static void synchronously(void)
{
    async_set_synchronous(true);
    run_it();
}

START_TEST(one_after_another_no_step_is_slow)
{
    program = several_sleeps;
    debug = true;
    last_words_of(synchronously, &words);
    leave_out_stacks(words.err);
    ck_assert_str_eq(words.err, "");
}
END_TEST

/* ---- Outcomes that nobody asked for: said with and without debug mode ---- */

static void *nothing(void *arg)
{
    return arg;
}

static void *no_paper(void *arg)
{
    return async_fail(EIO, "no paper");
}

static void *lose_things(void *arg)
{
    async_forget(async_coroutine_at("unused", nothing, NULL, "nothing", "lose.c:1"));
    async_forget(async_create_task_at("printer", no_paper, NULL, "no_paper", "lose.c:2"));
    async_set_exception(async_future_at("answer", "lose.c:3"), EIO, "no answer");
    async_close(async_coroutine("closed", nothing, NULL));
    struct async_task asked = async_create_task("asked", no_paper, NULL);
    async_sleep(1);
    ck_assert_int_eq(async_exception(asked)->code, EIO);
    return NULL;
}

static const char *const lost =
    "coroutine 'unused' was never awaited (lose.c:1)\n"
    "the failure of task 'printer' was never retrieved (lose.c:2): no paper\n"
    "the failure of future 'answer' was never retrieved (lose.c:3): no answer\n";

START_TEST(what_nobody_asks_for_is_reported_always)
{
    ck_assert_str_eq(what_it_says(lose_things, true), lost);
    ck_assert_str_eq(what_it_says(lose_things, false), lost);
    logs_once(lose_things, LOG_WARN_NEVER_AWAITED, 1);
}
END_TEST

/* ---- Cancellation ---- */

static void *go_on(void *arg)
{
    async_sleep_at(5, "go_on.c:1");
    async_sleep_at(1, "go_on.c:2");
    return NULL;
}

static void *obey(void *arg)
{
    return async_return(async_sleep(5));
}

static void *take_it_back(void *arg)
{
    if (async_sleep(5) == -ECANCELED)
        async_uncancel(async_current_task());
    return NULL;
}

static void *cancel_three(void *arg)
{
    struct async_task tasks[] = { async_create_task("stubborn", go_on, NULL),
                                  async_create_task("good", obey, NULL),
                                  async_create_task("clever", take_it_back, NULL) };

    async_sleep(1);
    for (int i = 0; i < 3; i++)
        async_cancel(tasks[i]);
    return async_return(async_gather(tasks, 3, NULL, ASYNC_RETURN_EXCEPTIONS));
}

START_TEST(a_swallowed_cancellation_is_told)
{
    says_in_debug_mode_alone(cancel_three, "'stubborn' was cancelled, but ended as if it "
                                           "had not been (go_on.c:2)\n");
    logs_once(cancel_three, LOG_WARN_SWALLOWED, 1);
}
END_TEST

static void *a_group_fails(void *arg)
{
    struct async_task_group group;

    async_task_group_begin(&group);
    async_task_group_create_task(&group, "printer", no_paper, NULL);
    int rc = async_sleep(5);
    rc = async_task_group_end(&group, rc);
    ck_assert_int_eq(rc, -ASYNC_EGROUP);
    return NULL;
}

START_TEST(what_a_group_or_a_deadline_cancels_is_not_swallowed)
{
    ck_assert_str_eq(what_it_says(a_group_fails, true), "");
}
END_TEST

static void *leave(void *arg)
{
    async_forget(async_create_task_at("sleeper", obey, NULL, "obey", "leave.c:1"));
    async_forget(async_create_task_at("writer", go_on, NULL, "go_on", "leave.c:2"));
    return NULL;
}

START_TEST(what_main_leaves_behind_is_told)
{
    const char *said = what_it_says(leave, true);

    ck_assert_ptr_nonnull(strstr(said, "'sleeper' was still running at the end of main, "
                                       "and is cancelled (" __FILE__ ":"));
    ck_assert_ptr_nonnull(strstr(said, "'writer' was still running at the end of main, "
                                       "and is cancelled (go_on.c:1)\n"));
    ck_assert_str_eq(what_it_says(leave, false), "");
}
END_TEST

static void *leave_one(void *arg)
{
    async_forget(async_create_task("sleeper", obey, NULL));
    return async_return(async_sleep(1));
}

START_TEST(what_is_left_behind_is_in_the_log_once)
{
    logs_once(leave_one, LOG_WARN_LEFT_BEHIND, 1);
}
END_TEST

/* ---- Stacks ---- */

static void *need_room(void *arg)
{
    volatile char room[20 * 1024];

    for (size_t i = 0; i < sizeof room; i++)
        room[i] = 1;
    async_sleep(1);
    return room[77] ? NULL : arg;
}

static void *need_room_in_a_generator(void *arg)
{
    need_room(arg);
    return async_return(async_yield(arg, NULL));
}

static void *needs(void *arg)
{
    struct async_generator generator =
        async_generator("numbers", need_room_in_a_generator, NULL);

    for (int i = 0; i < 3; i++)
        async_await(async_create_task("small", nothing, NULL), NULL);
    async_await(async_create_task("large", need_room, NULL), NULL);
    async_await(async_create_task("small", nothing, NULL), NULL);
    while (async_next(generator, NULL) > 0)
        ;
    return NULL;
}

/* KiB, from the one line about this function. */
static double used_by(const char *function)
{
    char start[80];
    double used = -1;
    int size;

    snprintf(start, sizeof start, "%s() used ", function);
    const char *line = strstr(words.err, start);
    ck_assert_msg(line != NULL, "nothing about %s in:\n%s", function, words.err);
    ck_assert_msg(!strstr(line + 1, start), "%s twice in:\n%s", function, words.err);
    int n = sscanf(line + strlen(start), "%lf of %d KiB of its stack", &used, &size);
    ck_assert_int_eq(n, 2);
    ck_assert_int_eq(size, 64);
    return used;
}

START_TEST(the_most_that_each_function_used_of_its_stack)
{
    program = needs;
    debug = true;
    last_words_of(run_it, &words);
    ck_assert_int_eq(words.status, 0);
    ck_assert_double_ge(used_by("nothing"), 0.1);
    ck_assert_double_lt(used_by("nothing"), 20);
    ck_assert_double_ge(used_by("need_room"), 20);
    ck_assert_double_lt(used_by("need_room"), 60);
    ck_assert_double_ge(used_by("need_room_in_a_generator"), 20);
    ck_assert_double_lt(used_by("program"), 20);
}
END_TEST

/* ---- The setting ---- */

static void run_as_the_environment_says(void)
{
    setenv("INTERLEAVE_DEBUG", setting, 1);
    run_it();
    printf("%d", async_get_debug());
}

START_TEST(the_environment_turns_it_on)
{
    program = compute_in_a_task;
    setting = "1";
    last_words_of(run_as_the_environment_says, &words);
    ck_assert_str_eq(words.out, "1");
    ck_assert_ptr_nonnull(strstr(words.err, "kept the thread for 0.250 s"));
    setting = "0";
    last_words_of(run_as_the_environment_says, &words);
    ck_assert_str_eq(words.out, "0");
    ck_assert_str_eq(words.err, "");
}
END_TEST

START_TEST(the_loop_names_the_way_in_which_it_waits)
{
    static const char known[] = " epoll kqueue poll select ";
    char word[16];

    snprintf(word, sizeof word, " %s ", async_selector());
    ck_assert_ptr_nonnull(strstr(known, word));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("debug mode");
    tcase_add_test(tests, a_slow_step_is_named_with_its_line);
    tcase_add_test(tests, a_slow_step_is_a_warning_in_the_log);
    tcase_add_test(tests, how_slow_is_slow_can_be_set);
    tcase_add_test(tests, the_line_is_that_of_the_call);
    tcase_add_test(tests, a_slow_callback_is_named);
    tcase_add_test(tests, one_after_another_no_step_is_slow);
    tcase_add_test(tests, what_nobody_asks_for_is_reported_always);
    tcase_add_test(tests, a_swallowed_cancellation_is_told);
    tcase_add_test(tests, what_a_group_or_a_deadline_cancels_is_not_swallowed);
    tcase_add_test(tests, what_main_leaves_behind_is_told);
    tcase_add_test(tests, what_is_left_behind_is_in_the_log_once);
    tcase_add_test(tests, the_most_that_each_function_used_of_its_stack);
    tcase_add_test(tests, the_environment_turns_it_on);
    tcase_add_test(tests, the_loop_names_the_way_in_which_it_waits);
    Suite *suite = suite_create("debug");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
