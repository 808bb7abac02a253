/* SPDX-License-Identifier: MIT */
/* Streams over a pair of sockets: writing, back-pressure, closing. */
#include <check.h>
#include <string.h>

#include "async_stream.h"
#include "said.h"
#include "stream_pair.h"

/* ---- Writing ---- */

enum { LARGE = 3000000 };
static char large[LARGE], received[LARGE];

static void *send_large(void *arg)
{
    for (int i = 0; i < LARGE; i++)
        large[i] = (char)(i * 7 + i / 1000);
    ck_assert_int_eq(async_stream_write(both.a, large, LARGE), 0);
    ck_assert_uint_gt(async_stream_get_write_buffer_size(both.a), 65536);
    ck_assert_int_eq(async_stream_drain(both.a), 0);
    ck_assert_uint_le(async_stream_get_write_buffer_size(both.a), 16384);
    say("drained");
    async_stream_close(both.a);
    ck_assert_int_eq(async_stream_wait_closed(both.a), 0);
    return NULL;
}

static void *slow_reader(void *arg)
{
    open_pair();
    struct async_task writer = async_create_task("writer", send_large, NULL);
    async_sleep(5);
    ck_assert_int_eq(async_stream_readexactly(both.b, received, LARGE), LARGE);
    ck_assert_mem_eq(received, large, LARGE);
    return async_return(async_await(writer, NULL));
}

START_TEST(drain_waits_for_a_slow_reader_and_no_byte_is_lost)
{
    ck_assert_int_eq(run_whole(slow_reader), 0);
    ck_assert_str_eq(said(), "drained@5");
}
END_TEST

static void *limits(void *arg)
{
    open_pair();
    ck_assert_int_eq(async_stream_set_write_buffer_limits(both.a, 1, 2), -EINVAL);
    ck_assert_int_eq(async_stream_set_write_buffer_limits(both.a, LARGE, 0), 0);
    ck_assert_int_eq(async_stream_write(both.a, large, LARGE), 0);
    ck_assert_int_eq(async_stream_drain(both.a), 0);
    ck_assert_uint_gt(async_stream_get_write_buffer_size(both.a), 0);
    return NULL;
}

START_TEST(drain_waits_for_nothing_below_its_limit)
{
    ck_assert_int_eq(run_whole(limits), 0);
}
END_TEST

static void *two_drain(void *arg)
{
    open_pair();
    async_stream_write(both.a, large, LARGE);
    int rc = async_stream_drain(both.a);
    say("lost");
    ck_assert_int_eq(rc, -EPIPE);
    ck_assert_str_eq(async_caught()->text, "a: Broken pipe");
    ck_assert_int_eq(async_stream_write(both.a, "x", 1), -EPIPE);
    ck_assert_int_eq(async_stream_drain(both.a), -EPIPE);
    return NULL;
}

static void *leave_early(void *arg)
{
    struct async_task writer = async_create_task("writer", two_drain, NULL);

    async_sleep(2);
    async_stream_close(both.b);
    return async_return(async_await(writer, NULL));
}

START_TEST(who_waits_in_drain_learns_that_the_reader_has_left)
{
    ck_assert_int_eq(run_whole(leave_early), 0);
    ck_assert_str_eq(said(), "lost@2");
}
END_TEST

static void *close_under_drain(void *arg)
{
    int rc = async_stream_drain(both.a);

    say(async_caught()->text);
    return rc == -ECONNRESET ? NULL : async_return(rc);
}

static void *abort_while_draining(void *arg)
{
    open_pair();
    async_stream_write(both.a, large, LARGE);
    struct async_task one = async_create_task("one", close_under_drain, NULL);
    struct async_task two = async_create_task("two", close_under_drain, NULL);
    async_sleep(1);
    async_stream_abort(both.a);
    ck_assert_int_eq(async_stream_wait_closed(both.a), -ECONNABORTED);
    ck_assert_int_eq(async_await(one, NULL), 0);
    return async_return(async_await(two, NULL));
}

START_TEST(abort_loses_what_was_kept_and_tells_all_who_wait)
{
    ck_assert_int_eq(run_whole(abort_while_draining), 0);
    ck_assert_str_eq(said(), "a: Connection lost@1 a: Connection lost@1");
}
END_TEST

/* ---- Ends ---- */

static void *answer(void *arg)
{
    char line[16];

    ck_assert_int_eq(async_stream_read(both.b, line, sizeof line), 3);
    ck_assert_int_eq(async_stream_read(both.b, line, sizeof line), 0);
    async_sleep(1);
    write_text(both.b, "answer");
    async_stream_close(both.b);
    return NULL;
}

static void *half_close(void *arg)
{
    char line[16] = "";

    open_pair();
    async_forget(async_create_task("answers", answer, NULL));
    write_text(both.a, "ask");
    ck_assert_int_eq(async_stream_write_eof(both.a), 0);
    ck_assert_int_eq(async_stream_write_eof(both.a), 0);
    ck_assert_int_eq(async_stream_write(both.a, "x", 1), -EPIPE);
    ck_assert_str_eq(async_caught()->text, "Cannot call write() after write_eof()");
    ck_assert_int_eq(async_stream_readexactly(both.a, line, 6), 6);
    ck_assert_str_eq(line, "answer");
    ck_assert_double_eq(async_time(), 1);
    return NULL;
}

START_TEST(after_write_eof_the_other_side_may_still_answer)
{
    ck_assert_int_eq(run_whole(half_close), 0);
}
END_TEST

static void *read_all(void *arg)
{
    int n, all = 0;

    async_sleep(1);
    while ((n = async_stream_read(both.b, received, sizeof received)) > 0)
        all += n;
    ck_assert_int_eq(n, 0);
    ck_assert_int_eq(all, LARGE);
    say("read");
    return NULL;
}

static void *end_behind_what_is_kept(void *arg)
{
    open_pair();
    struct async_task reader = async_create_task("reader", read_all, NULL);
    async_stream_write(both.a, large, LARGE);
    ck_assert_int_eq(async_stream_write_eof(both.a), 0);
    return async_return(async_await(reader, NULL));
}

START_TEST(the_end_comes_after_all_that_was_kept)
{
    ck_assert_int_eq(run_whole(end_behind_what_is_kept), 0);
    ck_assert_str_eq(said(), "read@1");
}
END_TEST

static void *close_with_kept(void *arg)
{
    open_pair();
    struct async_task reader = async_create_task("reader", read_all, NULL);
    async_stream_write(both.a, large, LARGE);
    async_stream_close(both.a);
    ck_assert(async_stream_is_closing(both.a));
    ck_assert_int_eq(async_stream_write(both.a, "x", 1), -EBADF);
    ck_assert_str_eq(async_caught()->text, "a is being closed");
    ck_assert_int_eq(async_stream_wait_closed(both.a), 0);
    say("closed");
    return async_return(async_await(reader, NULL));
}

START_TEST(close_sends_what_was_kept_first)
{
    ck_assert_int_eq(run_whole(close_with_kept), 0);
    ck_assert_str_eq(said(), "closed@1 read@1");
}
END_TEST

/* ---- Cancelled ---- */

static void *drains_in_vain(void *arg)
{
    async_stream_write(both.a, large, LARGE);
    int rc = *(int *)arg == 0 ? async_stream_drain(both.a)
                              : (async_stream_close(both.a),
                                 async_stream_wait_closed(both.a));
    ck_assert_int_eq(rc, -ECANCELED);
    return async_return(rc);
}

static void *cancel_writer(void *arg)
{
    for (int kind = 0; kind < 2; kind++) {
        open_pair();
        struct async_task writer = async_create_task("writer", drains_in_vain, &kind);
        async_sleep(1);
        async_cancel(writer);
        ck_assert_int_eq(async_await(writer, NULL), -ECANCELED);
        ck_assert_int_eq(async_stream_readexactly(both.b, received, LARGE), LARGE);
        async_stream_close(both.a);
        async_stream_close(both.b);
    }
    return NULL;
}

START_TEST(a_cancelled_drain_still_sends_all)
{
    ck_assert_int_eq(run_whole(cancel_writer), 0);
}
END_TEST

/* ---- Left ---- */

static void *leave_open(void *arg)
{
    open_pair();
    async_stream_write(both.a, large, LARGE);
    return NULL;
}

static void note_report(const struct async_report *report, void *arg)
{
    if (strstr(report->message, "never closed"))
        say(report->message);
}

static void *close_one(void *arg)
{
    open_pair();
    async_stream_close(both.a);
    return NULL;
}

START_TEST(in_debug_mode_what_is_left_open_is_named)
{
    async_set_debug(true);
    async_set_exception_handler(note_report, NULL);
    ck_assert_int_eq(run_whole(close_one), 0);
    ck_assert_str_eq(said(), "the stream b was never closed@0");
    async_set_debug(false);
    async_set_exception_handler(NULL, NULL);
}
END_TEST

START_TEST(what_is_left_open_is_closed_at_the_end_of_the_run)
{
    ck_assert_int_eq(run_whole(leave_open), 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("stream_write");
    tcase_add_test(tests, drain_waits_for_a_slow_reader_and_no_byte_is_lost);
    tcase_add_test(tests, drain_waits_for_nothing_below_its_limit);
    tcase_add_test(tests, who_waits_in_drain_learns_that_the_reader_has_left);
    tcase_add_test(tests, abort_loses_what_was_kept_and_tells_all_who_wait);
    tcase_add_test(tests, after_write_eof_the_other_side_may_still_answer);
    tcase_add_test(tests, the_end_comes_after_all_that_was_kept);
    tcase_add_test(tests, close_sends_what_was_kept_first);
    tcase_add_test(tests, a_cancelled_drain_still_sends_all);
    tcase_add_test(tests, in_debug_mode_what_is_left_open_is_named);
    tcase_add_test(tests, what_is_left_open_is_closed_at_the_end_of_the_run);
    Suite *suite = suite_create("stream_write");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
