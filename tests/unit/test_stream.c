/* SPDX-License-Identifier: MIT */
/* Streams over a pair of sockets: reading, and what ends it. */
#include <check.h>
#include <string.h>

#include "async_stream.h"
#include "last_words.h"
#include "said.h"
#include "stream_pair.h"

/* ---- Reading ---- */

static void *read_pieces(void *arg)
{
    char buffer[100] = "";

    open_pair();
    write_text(both.a, "one two");
    ck_assert_int_eq(async_stream_read(both.b, buffer, 3), 3);
    ck_assert_str_eq(buffer, "one");
    ck_assert_int_eq(async_stream_read(both.b, buffer, sizeof buffer), 4);
    ck_assert_mem_eq(buffer, " two", 4);
    ck_assert_int_eq(async_stream_read(both.b, buffer, 0), 0);
    async_stream_close(both.a);
    ck_assert(!async_stream_at_eof(both.b));
    ck_assert_int_eq(async_stream_read(both.b, buffer, sizeof buffer), 0);
    ck_assert(async_stream_at_eof(both.b));
    ck_assert_int_eq(async_stream_read(both.b, buffer, sizeof buffer), 0);
    async_stream_close(both.b);
    return NULL;
}

START_TEST(read_gives_what_is_there_and_0_at_the_end)
{
    ck_assert_int_eq(run_whole(read_pieces), 0);
}
END_TEST

static void *write_slowly(void *arg)
{
    for (const char *byte = arg; *byte; byte++) {
        async_sleep(1);
        async_stream_write(both.a, byte, 1);
    }
    async_stream_close(both.a);
    return NULL;
}

static void *read_exactly(void *arg)
{
    char buffer[9] = "";

    open_pair();
    async_forget(async_create_task("writer", write_slowly, "abcdefghij"));
    ck_assert_int_eq(async_stream_readexactly(both.b, buffer, 3), 3);
    ck_assert_str_eq(buffer, "abc");
    ck_assert_double_eq(async_time(), 3);
    ck_assert_int_eq(async_stream_readexactly(both.b, buffer, 0), 0);
    ck_assert_int_eq(async_stream_readexactly(both.b, buffer, 8), -ASYNC_EINCOMPLETE);
    ck_assert_str_eq(async_caught()->text,
                     "b: 7 bytes read on a total of 8 expected bytes");
    ck_assert_double_eq(async_time(), 10);
    ck_assert(!async_stream_at_eof(both.b));
    ck_assert_int_eq(async_stream_read(both.b, buffer, 8), 7);
    ck_assert_mem_eq(buffer, "defghij", 7);
    async_stream_close(both.b);
    return NULL;
}

START_TEST(readexactly_waits_for_all_and_at_the_end_leaves_what_came)
{
    ck_assert_int_eq(run_whole(read_exactly), 0);
}
END_TEST

static void *read_lines(void *arg)
{
    char line[8];

    open_pair();
    async_forget(async_create_task("writer", write_slowly, "ab\n\ncdefghij\nlast"));
    ck_assert_int_eq(async_stream_readline(both.b, line, sizeof line), 3);
    ck_assert_str_eq(line, "ab\n");
    ck_assert_double_eq(async_time(), 3);
    ck_assert_int_eq(async_stream_readline(both.b, line, sizeof line), 1);
    ck_assert_str_eq(line, "\n");
    ck_assert_int_eq(async_stream_readline(both.b, line, sizeof line), -ASYNC_ELIMIT);
    ck_assert_str_eq(async_caught()->text, "b: the line is longer than 7 bytes");
    ck_assert_int_eq(async_stream_read(both.b, line, 4), 4);
    ck_assert_mem_eq(line, "cdef", 4);
    ck_assert_int_eq(async_stream_readline(both.b, line, sizeof line), 5);
    ck_assert_str_eq(line, "ghij\n");
    ck_assert_int_eq(async_stream_readline(both.b, line, sizeof line), 4);
    ck_assert_str_eq(line, "last");
    ck_assert_int_eq(async_stream_readline(both.b, line, sizeof line), 0);
    ck_assert_str_eq(line, "");
    async_stream_close(both.b);
    return NULL;
}

START_TEST(readline_gives_lines_the_last_one_too_and_refuses_one_that_is_too_long)
{
    ck_assert_int_eq(run_whole(read_lines), 0);
}
END_TEST

static void *read_until(void *arg)
{
    char part[8];

    open_pair();
    async_forget(async_create_task("writer", write_slowly, "a-b--c---d"));
    ck_assert_int_eq(async_stream_readuntil(both.b, "--", part, sizeof part), 5);
    ck_assert_str_eq(part, "a-b--");
    ck_assert_int_eq(async_stream_readuntil(both.b, "--", part, 4), 3);
    ck_assert_str_eq(part, "c--");
    ck_assert_int_eq(async_stream_readuntil(both.b, "", part, 4), -EINVAL);
    ck_assert_int_eq(async_stream_readuntil(both.b, "--", part, sizeof part),
                     -ASYNC_EINCOMPLETE);
    ck_assert_str_eq(async_caught()->text,
                     "b: 2 bytes read before the end, and no separator");
    ck_assert_int_eq(async_stream_readexactly(both.b, part, 2), 2);
    ck_assert_mem_eq(part, "-d", 2);
    async_stream_close(both.b);
    return NULL;
}

START_TEST(readuntil_finds_a_separator_that_comes_in_pieces)
{
    ck_assert_int_eq(run_whole(read_until), 0);
}
END_TEST

static void *read_one(void *arg)
{
    char byte;

    return async_return(async_stream_readexactly(both.b, &byte, 1));
}

static void *two_readers(void *arg)
{
    char byte;

    open_pair();
    struct async_task first = async_create_task("first", read_one, NULL);
    async_sleep(1);
    ck_assert_int_eq(async_stream_read(both.b, &byte, 1), -EBUSY);
    ck_assert_str_eq(async_caught()->text, "read() called while another task is already "
                                           "waiting for incoming data of b");
    write_text(both.a, "x");
    return async_return(async_await(first, NULL));
}

START_TEST(a_second_reader_is_refused)
{
    ck_assert_int_eq(run_whole(two_readers), 0);
}
END_TEST

/* ---- Ends ---- */

static void *wait_for_end(void *arg)
{
    char byte;
    int rc = async_stream_readexactly(both.b, &byte, 1);

    say(rc == -EBADF ? async_caught()->text : "?");
    return NULL;
}

static void *close_under_reader(void *arg)
{
    char byte;

    open_pair();
    struct async_task reader = async_create_task("reader", wait_for_end, NULL);
    async_sleep(1);
    async_stream_close(both.b);
    async_stream_close(both.b);
    ck_assert(async_stream_is_closing(both.b));
    ck_assert_int_eq(async_stream_read(both.b, &byte, 1), -EBADF);
    ck_assert_str_eq(async_caught()->text, "the stream is closed");
    ck_assert_int_eq(async_stream_fileno(both.b), -EBADF);
    ck_assert_int_eq(async_stream_wait_closed(both.b), 0);
    return async_return(async_await(reader, NULL));
}

START_TEST(a_reader_learns_that_its_stream_was_closed)
{
    ck_assert_int_eq(run_whole(close_under_reader), 0);
    ck_assert_str_eq(said(), "the stream was closed while it was being read@1");
}
END_TEST

static void *use_nothing(void *arg)
{
    struct async_stream none = { 0 };
    char byte;

    ck_assert_int_eq(async_stream_read(none, &byte, 1), -EBADF);
    ck_assert_str_eq(async_caught()->text, "there is no stream");
    ck_assert_int_eq(async_stream_write(none, &byte, 1), -EBADF);
    ck_assert_int_eq(async_stream_drain(none), -EBADF);
    ck_assert_int_eq(async_stream_write_eof(none), -EBADF);
    ck_assert_int_eq(async_stream_wait_closed(none), 0);
    ck_assert_ptr_null(async_stream_get_extra_info(none, "peername"));
    ck_assert(async_stream_is_closing(none) && async_stream_at_eof(none));
    async_stream_close(none);
    async_stream_abort(none);
    ck_assert_int_eq(async_open_socket(-1, "x", &none), -EBADF);
    ck_assert_int_eq(async_open_socket(0, "x", &none), -ENOTSOCK);
    ck_assert_str_eq(async_caught()->text, "descriptor 0 cannot be a stream: Socket "
                                           "operation on non-socket");
    return NULL;
}

START_TEST(no_stream_is_refused_like_a_closed_one)
{
    ck_assert_int_eq(run_whole(use_nothing), 0);
}
END_TEST

/* ---- Cancelled ---- */

static void *reads_in_vain(void *arg)
{
    char buffer[8];
    int rc = *(int *)arg == 0 ? async_stream_read(both.b, buffer, 8)
        : *(int *)arg == 1 ? async_stream_readexactly(both.b, buffer, 8)
        : *(int *)arg == 2 ? async_stream_readuntil(both.b, "--", buffer, 8)
                           : async_stream_readline(both.b, buffer, 8);

    ck_assert_int_eq(rc, -ECANCELED);
    return async_return(rc);
}

static void *cancel_reader(void *arg)
{
    char buffer[8] = "";

    for (int kind = 0; kind < 4; kind++) {
        open_pair();
        struct async_task reader = async_create_task("reader", reads_in_vain, &kind);
        async_sleep(1);
        if (kind > 0)
            write_text(both.a, "ab");
        async_sleep(1);
        async_cancel(reader);
        ck_assert_int_eq(async_await(reader, NULL), -ECANCELED);
        write_text(both.a, "cd");
        ck_assert_int_eq(async_stream_readexactly(both.b, buffer, kind ? 4 : 2),
                         kind ? 4 : 2);
        ck_assert_mem_eq(buffer, kind ? "abcd" : "cd", kind ? 4 : 2);
        async_stream_close(both.a);
        async_stream_close(both.b);
    }
    return NULL;
}

START_TEST(a_cancelled_read_loses_nothing)
{
    ck_assert_int_eq(run_whole(cancel_reader), 0);
}
END_TEST

static void *read_with_limit(void *arg)
{
    struct async_timeout limit;
    char byte;

    open_pair();
    async_timeout_begin(&limit, 2);
    int rc = async_stream_read(both.b, &byte, 1);
    rc = async_timeout_end(&limit, rc);
    ck_assert_int_eq(rc, -ETIMEDOUT);
    ck_assert_double_eq(async_time(), 2);
    write_text(both.a, "x");
    ck_assert_int_eq(async_stream_read(both.b, &byte, 1), 1);
    return NULL;
}

START_TEST(a_read_has_a_deadline_and_may_be_tried_again)
{
    ck_assert_int_eq(run_whole(read_with_limit), 0);
}
END_TEST

/* ---- Misuse ---- */

static void wait_for_ever(void)
{
    char byte;

    open_pair();
    async_stream_read(both.b, &byte, 1);
}

static void *stuck(void *arg)
{
    wait_for_ever();
    return NULL;
}

static void run_stuck(void)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    async_run(stuck, NULL, NULL);
}

START_TEST(a_reader_that_nobody_can_answer_is_a_deadlock_and_is_named)
{
    struct last_words words;

    last_words_of(run_stuck, &words);
    ck_assert_int_eq(words.status, 1);
    ck_assert_ptr_nonnull(strstr(words.err, "deadlock"));
    ck_assert_ptr_nonnull(strstr(words.err, "reads b, since 0.000 s"));
}
END_TEST

static void read_outside_a_task(void)
{
    wait_for_ever();
}

START_TEST(reading_outside_a_task_ends_the_program)
{
    struct last_words words;

    last_words_of(read_outside_a_task, &words);
    ck_assert_int_eq(words.status, 1);
    ck_assert_ptr_nonnull(strstr(words.err, "async_stream_read() was called outside"));
}
END_TEST

static void *waits_alone(void *arg)
{
    char byte;

    return async_return(async_stream_read(both.b, &byte, 1));
}

static void *one_after_another(void *arg)
{
    open_pair();
    return async_return(async_await(async_create_task("reader", waits_alone, NULL),
                                    NULL));
}

static void run_synchronously(void)
{
    async_set_synchronous(true);
    async_run(one_after_another, NULL, NULL);
}

START_TEST(one_after_another_a_reader_cannot_wait_for_a_later_writer)
{
    struct last_words words;

    last_words_of(run_synchronously, &words);
    ck_assert_int_eq(words.status, 1);
    ck_assert_ptr_nonnull(strstr(words.err, "cannot run one after another: 'reader' "
                                            "waits for 'b'"));
}
END_TEST

static void *idle_but_armed(void *arg)
{
    char byte;

    open_pair();
    write_text(both.a, "x");
    async_stream_read(both.b, &byte, 1);
    async_sleep(ASYNC_FOREVER);
    return NULL;
}

static void run_idle(void)
{
    async_run(idle_but_armed, NULL, NULL);
}

START_TEST(a_stream_that_nobody_reads_does_not_hide_a_deadlock)
{
    struct last_words words;

    last_words_of(run_idle, &words);
    ck_assert_int_eq(words.status, 1);
    ck_assert_ptr_nonnull(strstr(words.err, "deadlock"));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("stream");
    tcase_add_test(tests, read_gives_what_is_there_and_0_at_the_end);
    tcase_add_test(tests, readexactly_waits_for_all_and_at_the_end_leaves_what_came);
    tcase_add_test(tests,
                   readline_gives_lines_the_last_one_too_and_refuses_one_that_is_too_long);
    tcase_add_test(tests, readuntil_finds_a_separator_that_comes_in_pieces);
    tcase_add_test(tests, a_second_reader_is_refused);
    tcase_add_test(tests, a_reader_learns_that_its_stream_was_closed);
    tcase_add_test(tests, no_stream_is_refused_like_a_closed_one);
    tcase_add_test(tests, a_cancelled_read_loses_nothing);
    tcase_add_test(tests, a_read_has_a_deadline_and_may_be_tried_again);
    tcase_add_test(tests, a_reader_that_nobody_can_answer_is_a_deadlock_and_is_named);
    tcase_add_test(tests, reading_outside_a_task_ends_the_program);
    tcase_add_test(tests, one_after_another_a_reader_cannot_wait_for_a_later_writer);
    tcase_add_test(tests, a_stream_that_nobody_reads_does_not_hide_a_deadlock);
    Suite *suite = suite_create("stream");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
