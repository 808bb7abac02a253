/* SPDX-License-Identifier: MIT */
/* What goes wrong with connections: each has a code and a sentence, and leaves nothing. */
#define _GNU_SOURCE
#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "async_stream.h"
#include "descriptors.h"
#include "said.h"
#include "stream_pair.h"

#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#else
#define RUNNING_ON_VALGRIND 0
#endif

static struct async_server server;

static int port(void)
{
    return async_server_port(server);
}

static void connect_to_server(struct async_stream *stream)
{
    ck_assert_int_eq(async_open_connection("127.0.0.1", port(), stream), 0);
}

static void listen_by_hand(void)
{
    ck_assert_int_eq(async_listen("127.0.0.1", 0, &server), 0);
}

/* ---- No connection ---- */

/* A port where nobody listens. */
static int free_port(void)
{
    listen_by_hand();
    int number = port();
    async_server_close(server);
    return number;
}

static void *refused(void *arg)
{
    struct async_stream stream;
    int number = free_port();
    char text[80];

    ck_assert_int_eq(async_open_connection("127.0.0.1", number, &stream), -ECONNREFUSED);
    snprintf(text, sizeof text, "cannot connect to 127.0.0.1:%d: Connection refused",
             number);
    ck_assert_str_eq(async_caught()->text, text);
    ck_assert_int_eq(async_open_connection("::1", number, &stream), -ECONNREFUSED);
    snprintf(text, sizeof text, "cannot connect to [::1]:%d: Connection refused", number);
    ck_assert_str_eq(async_caught()->text, text);
    ck_assert_int_eq(async_open_unix_connection("/no/such/socket", &stream), -ENOENT);
    ck_assert_str_eq(async_caught()->text, "cannot connect to /no/such/socket: No such "
                                           "file or directory");
    ck_assert_uint_eq(stream.id, 0);
    return NULL;
}

START_TEST(who_listens_nowhere_refuses)
{
    ck_assert_int_eq(run_whole(refused), 0);
}
END_TEST

static void *unresolvable(void *arg)
{
    struct async_stream stream;

    ck_assert_int_eq(async_open_connection("no-such-host.invalid", 80, &stream),
                     -ASYNC_ERESOLVE);
    ck_assert_ptr_nonnull(strstr(async_caught()->text,
                                 "cannot resolve 'no-such-host.invalid': "));
    ck_assert_int_eq(async_start_server(NULL, NULL, "no-such-host.invalid", 80, &server),
                     -ASYNC_ERESOLVE);
    return NULL;
}

START_TEST(a_name_without_an_address_is_named)
{
    ck_assert_int_eq(run_whole(unresolvable), 0);
}
END_TEST

static void *asks_in_vain(void *arg)
{
    struct async_stream stream;

    return async_return(async_open_connection("no-such-host.invalid", 80, &stream));
}

static void *cancel_question(void *arg)
{
    struct async_task asking = async_create_task("asking", asks_in_vain, NULL);

    async_sleep(0);
    say("the loop goes on");
    async_cancel(asking);
    ck_assert_int_eq(async_await(asking, NULL), -ECANCELED);
    return NULL;
}

START_TEST(a_question_for_a_name_keeps_nobody_waiting_and_may_be_cancelled)
{
    ck_assert_int_eq(run_whole(cancel_question), 0);
    ck_assert_str_eq(said(), "the loop goes on@0");
}
END_TEST

static void *bad_places(void *arg)
{
    struct async_stream stream;
    char longest[200], text[80];

    ck_assert_int_eq(async_open_connection("127.0.0.1", 65536, &stream), -EINVAL);
    ck_assert_str_eq(async_caught()->text, "port 65536 is not between 0 and 65535");
    ck_assert_int_eq(async_listen("127.0.0.1", -1, &server), -EINVAL);
    memset(longest, 'x', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    ck_assert_int_eq(async_open_unix_connection(longest, &stream), -ENAMETOOLONG);
    ck_assert_ptr_nonnull(strstr(async_caught()->text, "it takes 1 to 107 bytes"));
    ck_assert_int_eq(async_listen_unix("", &server), -EINVAL);
    ck_assert_int_eq(async_listen_unix("/no/such/folder/x", &server), -ENOENT);
    ck_assert_int_eq(async_listen("192.0.2.1", 0, &server), -EADDRNOTAVAIL);
    listen_by_hand();
    struct async_server second;
    ck_assert_int_eq(async_listen("127.0.0.1", port(), &second), -EADDRINUSE);
    snprintf(text, sizeof text, "cannot listen at 127.0.0.1:%d: Address already in use",
             port());
    ck_assert_str_eq(async_caught()->text, text);
    async_server_close(server);
    return NULL;
}

START_TEST(places_where_nobody_can_listen_are_refused)
{
    ck_assert_int_eq(run_whole(bad_places), 0);
}
END_TEST

/* ---- Lost connections ---- */

static void *reset(void *arg)
{
    struct async_stream stream, accepted;
    struct linger at_once = { 1, 0 };
    char byte;

    listen_by_hand();
    connect_to_server(&stream);
    ck_assert_int_eq(async_server_accept(server, &accepted), 0);
    setsockopt(async_stream_fileno(accepted), SOL_SOCKET, SO_LINGER, &at_once,
               sizeof at_once);
    async_stream_close(accepted);
    ck_assert_int_eq(async_stream_read(stream, &byte, 1), -ECONNRESET);
    ck_assert_str_eq(async_caught()->text, "127.0.0.1:*: Connection reset by peer");
    ck_assert_int_eq(async_stream_read(stream, &byte, 1), -ECONNRESET);
    ck_assert_int_eq(async_stream_write(stream, "x", 1), -EPIPE);
    ck_assert_int_eq(async_stream_drain(stream), -EPIPE);
    async_stream_close(stream);
    async_server_close(server);
    return NULL;
}

START_TEST(a_reset_connection_says_so_to_reader_and_writer)
{
    ck_assert_int_eq(run_whole(reset), 0);
}
END_TEST

static void *never_accepted(void *arg)
{
    static const char large[100000];
    struct async_stream stream;

    listen_by_hand();
    connect_to_server(&stream);
    ck_assert_int_eq(async_stream_write(stream, large, sizeof large), 0);
    async_server_close(server);
    int rc = async_stream_drain(stream);
    ck_assert_msg(rc == -EPIPE || rc == -ECONNRESET, "%s", async_caught()->text);
    async_stream_close(stream);
    return NULL;
}

START_TEST(who_was_never_accepted_learns_that_the_server_is_closed)
{
    ck_assert_int_eq(run_whole(never_accepted), 0);
}
END_TEST

static void *silent_peer(void *arg)
{
    struct async_stream stream, accepted;
    struct async_timeout limit;
    char byte;

    listen_by_hand();
    connect_to_server(&stream);
    ck_assert_int_eq(async_server_accept(server, &accepted), 0);
    async_timeout_begin(&limit, 3);
    int rc = async_stream_readexactly(stream, &byte, 1);
    ck_assert_int_eq(async_timeout_end(&limit, rc), -ETIMEDOUT);
    ck_assert_double_eq(async_time(), 3);
    async_stream_abort(stream);
    async_stream_abort(accepted);
    async_server_close(server);
    return NULL;
}

START_TEST(a_peer_that_says_nothing_is_given_up_at_the_time_limit)
{
    ck_assert_int_eq(run_whole(silent_peer), 0);
}
END_TEST

static void *gone_after_two_writes(void *arg)
{
    struct async_stream stream, accepted;

    listen_by_hand();
    connect_to_server(&stream);
    ck_assert_int_eq(async_server_accept(server, &accepted), 0);
    async_stream_close(accepted);
    ck_assert_int_eq(async_stream_write(stream, "into the void", 13), 0);
    ck_assert_int_eq(async_stream_write(stream, "x", 1), -EPIPE);
    ck_assert_str_eq(async_caught()->text, "127.0.0.1:*: Broken pipe");
    async_stream_close(stream);
    async_server_close(server);
    return NULL;
}

START_TEST(writing_to_one_who_has_left_is_an_error_and_not_the_end_of_the_program)
{
    ck_assert_int_eq(run_whole(gone_after_two_writes), 0);
}
END_TEST

/* ---- No descriptor left ---- */

static struct rlimit before;

static void allow_descriptors(int more)
{
    int next = dup(0);
    struct rlimit limit = { (rlim_t)(next + more), before.rlim_max };

    close(next);
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

static void allow_all(void)
{
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &before), 0);
}

static void *greet(struct async_stream stream, void *arg)
{
    write_text(stream, "hello\n");
    say("served");
    return NULL;
}

static void note_report(const struct async_report *report, void *arg)
{
    say(report->message);
}

static void *no_descriptor(void *arg)
{
    struct async_stream stream, none;
    char line[16];

    getrlimit(RLIMIT_NOFILE, &before);
    async_set_exception_handler(note_report, NULL);
    ck_assert_int_eq(async_start_server(greet, NULL, "127.0.0.1", 0, &server), 0);
    async_sleep(0.5);
    allow_descriptors(1);
    connect_to_server(&stream);
    ck_assert_int_eq(async_open_connection("127.0.0.1", port(), &none), -EMFILE);
    ck_assert_ptr_nonnull(strstr(async_caught()->text, ": Too many open files"));
    async_sleep(1.25);
    allow_all();
    ck_assert_int_eq(async_stream_readline(stream, line, sizeof line), 6);
    async_stream_close(stream);
    return async_return(async_server_shutdown(server, 1));
}

/* valgrind takes the connection itself before it says that no descriptor is left. */
START_TEST(a_server_without_descriptors_tries_again_after_a_second)
{
    if (RUNNING_ON_VALGRIND)
        return;
    ck_assert_int_eq(run_whole(no_descriptor), 0);
    ck_assert_str_eq(said(),
                     "127.0.0.1:* cannot accept: Too many open files; it tries again in "
                     "1 s@0.5 127.0.0.1:* cannot accept: Too many open files; it tries "
                     "again in 1 s@1.5 served@2.5");
    async_set_exception_handler(NULL, NULL);
}
END_TEST

static void *no_descriptor_by_hand(void *arg)
{
    struct async_stream stream, accepted;

    getrlimit(RLIMIT_NOFILE, &before);
    listen_by_hand();
    connect_to_server(&stream);
    allow_descriptors(0);
    ck_assert_int_eq(async_server_accept(server, &accepted), -EMFILE);
    ck_assert_str_eq(async_caught()->text,
                     "127.0.0.1:* cannot accept: Too many open files");
    allow_all();
    ck_assert_int_eq(async_server_accept(server, &accepted), 0);
    async_stream_close(accepted);
    async_stream_close(stream);
    async_server_close(server);
    return NULL;
}

START_TEST(who_accepts_by_hand_is_told_that_no_descriptor_is_left)
{
    if (RUNNING_ON_VALGRIND)
        return;
    ck_assert_int_eq(run_whole(no_descriptor_by_hand), 0);
}
END_TEST

/* ---- Cut at every byte: a number of bytes, a line feed, so many bytes ---- */

static const char message[] = "12\nhello, world5\nagain";
enum { MESSAGE = sizeof message - 1 };

static void *sends_some(struct async_stream stream, void *arg)
{
    return async_return(async_stream_write(stream, message, *(size_t *)arg));
}

/* 1: a whole message; 0: the end. */
static int read_message(struct async_stream stream)
{
    char line[16], body[64];

    int rc = async_stream_readline(stream, line, sizeof line);
    if (rc <= 0)
        return rc;
    if (line[rc - 1] != '\n')
        return async_set_error(EBADMSG, "cut within the length");
    rc = async_stream_readexactly(stream, body, (size_t)atoi(line));
    return rc < 0 ? rc : 1;
}

static int expected_end(size_t cut)
{
    return cut == 0 || cut == 15 || cut == MESSAGE ? 0
        : cut < 3 || cut == 16 ? -EBADMSG : -ASYNC_EINCOMPLETE;
}

static void *cut_at_every_byte(void *arg)
{
    for (size_t cut = 0; cut <= MESSAGE; cut++) {
        struct async_stream stream;
        int rc, whole = 0;

        ck_assert_int_eq(async_start_server(sends_some, &cut, "127.0.0.1", 0, &server),
                         0);
        connect_to_server(&stream);
        while ((rc = read_message(stream)) > 0)
            whole++;
        ck_assert_int_eq(rc, expected_end(cut));
        ck_assert_int_eq(whole, cut < 15 ? 0 : cut < MESSAGE ? 1 : 2);
        async_stream_close(stream);
        ck_assert_int_eq(async_server_shutdown(server, 1), 0);
        ck_assert_int_eq(async_all_tasks(NULL, 0), 1);
    }
    return NULL;
}

START_TEST(a_connection_cut_at_any_byte_ends_in_a_clean_error)
{
    ck_assert_int_eq(run_whole(cut_at_every_byte), 0);
}
END_TEST

/* ---- A line that is full ---- */

static void *connects(void *arg)
{
    struct async_stream stream;

    return async_return(async_open_connection("127.0.0.1", port(), &stream));
}

/* More than the line of those who were not accepted takes: two wait for a place in it,
 * and the one who gets it is cancelled at once. */
static void *give_place_to_cancelled(void *arg)
{
    enum { LINE = 100 };
    struct async_task late[2];
    struct async_stream stream;

    listen_by_hand();
    for (int i = 0; i < LINE; i++)
        connect_to_server(&stream);
    for (int i = 0; i < 2; i++)
        late[i] = async_create_task("late", connects, NULL);
    async_sleep(1);
    ck_assert_int_eq(async_server_accept(server, &stream), 0);
    async_cancel(late[0]);
    ck_assert_int_eq(async_await(late[0], NULL), -ECANCELED);
    ck_assert_int_eq(async_await(late[1], NULL), 0);
    return NULL;
}

START_TEST(a_place_that_a_cancelled_client_was_given_goes_to_the_next)
{
    ck_assert_int_eq(run_whole(give_place_to_cancelled), 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("connect");
    tcase_add_test(tests, who_listens_nowhere_refuses);
    tcase_add_test(tests, a_name_without_an_address_is_named);
    tcase_add_test(tests,
                   a_question_for_a_name_keeps_nobody_waiting_and_may_be_cancelled);
    tcase_add_test(tests, places_where_nobody_can_listen_are_refused);
    tcase_add_test(tests, a_reset_connection_says_so_to_reader_and_writer);
    tcase_add_test(tests, who_was_never_accepted_learns_that_the_server_is_closed);
    tcase_add_test(tests, a_peer_that_says_nothing_is_given_up_at_the_time_limit);
    tcase_add_test(tests,
                   writing_to_one_who_has_left_is_an_error_and_not_the_end_of_the_program);
    tcase_add_test(tests, a_server_without_descriptors_tries_again_after_a_second);
    tcase_add_test(tests, who_accepts_by_hand_is_told_that_no_descriptor_is_left);
    tcase_add_test(tests, a_connection_cut_at_any_byte_ends_in_a_clean_error);
    tcase_add_test(tests, a_place_that_a_cancelled_client_was_given_goes_to_the_next);
    Suite *suite = suite_create("connect");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
