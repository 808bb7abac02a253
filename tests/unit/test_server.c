/* SPDX-License-Identifier: MIT */
/* Servers and those who connect to them, over TCP and Unix sockets. */
#define _GNU_SOURCE
#include <check.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "async_stream.h"
#include "said.h"
#include "stream_pair.h"

static struct async_server server;

/* Gives back each line, until there is no more. */
static void *echo(struct async_stream stream, void *arg)
{
    char line[64];
    int n;

    while ((n = async_stream_readline(stream, line, sizeof line)) > 0) {
        async_stream_write(stream, line, (size_t)n);
        n = async_stream_drain(stream);
        if (n < 0)
            break;
    }
    return async_return(n);
}

static int port(void)
{
    return async_server_port(server);
}

static void start_echo(void)
{
    ck_assert_int_eq(async_start_server(echo, NULL, "127.0.0.1", 0, &server), 0);
}

static void ask(struct async_stream stream, const char *text)
{
    char line[64];

    write_text(stream, text);
    ck_assert_int_eq(async_stream_readline(stream, line, sizeof line), (int)strlen(text));
    ck_assert_str_eq(line, text);
}

/* ---- Connected ---- */

static void *one_client(void *arg)
{
    struct async_stream stream;

    start_echo();
    ck_assert_int_eq(async_open_connection("127.0.0.1", port(), &stream), 0);
    ask(stream, "hello\n");
    ask(stream, "again\n");
    ck_assert_int_eq(async_server_connections(server), 1);
    async_stream_close(stream);
    async_server_close(server);
    ck_assert_int_eq(async_server_wait_closed(server), 0);
    ck_assert_int_eq(async_server_wait_closed(server), 0);
    ck_assert_int_eq(async_server_connections(server), 0);
    ck_assert_int_eq(async_server_port(server), -EBADF);
    ck_assert_str_eq(async_caught()->text, "the server is closed");
    return NULL;
}

START_TEST(a_server_answers_a_client_and_ends_after_it)
{
    ck_assert_int_eq(run_whole(one_client), 0);
}
END_TEST

static char path[64];

static void *unix_client(void *arg)
{
    struct async_stream stream;

    snprintf(path, sizeof path, "/tmp/test_server.%d", (int)getpid());
    ck_assert_int_eq(async_start_unix_server(echo, NULL, path, &server), 0);
    ck_assert_int_eq(async_server_port(server), 0);
    ck_assert_int_eq(async_open_unix_connection(path, &stream), 0);
    ask(stream, "hello\n");
    ck_assert_str_eq(async_stream_get_extra_info(stream, "peername"), path);
    async_stream_close(stream);
    ck_assert_int_eq(async_server_shutdown(server, 1), 0);
    ck_assert_int_ne(access(path, F_OK), 0);
    return NULL;
}

START_TEST(a_unix_server_removes_its_path)
{
    ck_assert_int_eq(run_whole(unix_client), 0);
}
END_TEST

static void *by_address(void *arg)
{
    struct async_stream stream;
    char expected[64];

    ck_assert_int_eq(async_start_server(echo, NULL, arg, 0, &server), 0);
    ck_assert_int_eq(async_open_connection("localhost", port(), &stream), 0);
    ask(stream, "hello\n");
    snprintf(expected, sizeof expected, "127.0.0.1:%d", port());
    ck_assert_str_eq(async_stream_get_extra_info(stream, "peername"), expected);
    ck_assert_ptr_null(async_stream_get_extra_info(stream, "age"));
    async_stream_close(stream);
    return async_return(async_server_shutdown(server, 1));
}

static void *by_all_addresses(void *arg)
{
    return by_address("127.0.0.1") == NULL ? by_address(NULL) : async_fail(EIO, "first");
}

START_TEST(localhost_is_found_without_asking_anybody)
{
    ck_assert_int_eq(run_whole(by_all_addresses), 0);
}
END_TEST

static void *accepts(void *arg)
{
    struct async_stream stream;

    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(async_server_accept(server, &stream), 0);
        say("accepted");
        async_stream_close(stream);
    }
    ck_assert_int_eq(async_server_accept(server, &stream), -EBADF);
    say(async_caught()->text);
    return NULL;
}

static void *by_hand(void *arg)
{
    struct async_stream stream;

    ck_assert_int_eq(async_listen("127.0.0.1", 0, &server), 0);
    struct async_task acceptor = async_create_task("acceptor", accepts, NULL);
    for (int i = 0; i < 3; i++) {
        async_sleep(1);
        ck_assert_int_eq(async_open_connection("127.0.0.1", port(), &stream), 0);
        async_stream_close(stream);
    }
    async_sleep(1);
    async_server_close(server);
    return async_return(async_await(acceptor, NULL));
}

START_TEST(a_program_may_accept_by_itself)
{
    ck_assert_int_eq(run_whole(by_hand), 0);
    ck_assert_str_eq(said(), "accepted@1 accepted@2 accepted@3 the server is closed@4");
}
END_TEST

static void *accept_late(void *arg)
{
    struct async_stream stream, accepted;

    ck_assert_int_eq(async_listen("127.0.0.1", 0, &server), 0);
    ck_assert_int_eq(async_open_connection("127.0.0.1", port(), &stream), 0);
    write_text(stream, "early\n");
    async_stream_close(stream);
    async_sleep(1);
    char line[16];
    ck_assert_int_eq(async_server_accept(server, &accepted), 0);
    ck_assert_int_eq(async_stream_readline(accepted, line, sizeof line), 6);
    ck_assert_int_eq(async_stream_readline(accepted, line, sizeof line), 0);
    async_stream_close(accepted);
    async_server_close(server);
    return NULL;
}

START_TEST(who_was_accepted_late_had_time_to_write_and_leave)
{
    ck_assert_int_eq(run_whole(accept_late), 0);
}
END_TEST

/* ---- The order ---- */

static void *talk(void *arg)
{
    struct async_stream stream;

    int rc = async_open_connection("127.0.0.1", port(), &stream);
    if (rc < 0)
        return async_return(rc);
    ask(stream, arg);
    say(arg);
    async_stream_close(stream);
    return NULL;
}

static void *in_order(void *arg)
{
    static const char *const texts[] = { "a\n", "b\n", "c\n", "d\n", "e\n" };
    struct async_task tasks[5];

    start_echo();
    for (int i = 0; i < 5; i++)
        tasks[i] = async_coroutine("client", talk, (void *)texts[i]);
    ck_assert_int_eq(async_gather(tasks, 5, NULL, 0), 0);
    return async_return(async_server_shutdown(server, 1));
}

START_TEST(who_comes_first_is_served_first)
{
    ck_assert_int_eq(run_whole(in_order), 0);
    ck_assert_str_eq(said(), "a\n@0 b\n@0 c\n@0 d\n@0 e\n@0");
}
END_TEST

/* ---- Graceful ends ---- */

static void *work(struct async_stream stream, void *arg)
{
    char byte;

    async_stream_read(stream, &byte, 1);
    int rc = async_sleep(byte - '0');
    say(rc < 0 ? "cancelled" : "worked");
    return async_return(rc);
}

static void *graceful(void *arg)
{
    struct async_stream streams[3];
    char byte;

    ck_assert_int_eq(async_start_server(work, NULL, "127.0.0.1", 0, &server), 0);
    int number = port();
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(async_open_connection("127.0.0.1", number, &streams[i]), 0);
        write_text(streams[i], i == 0 ? "1" : "9");
    }
    async_sleep(0.5);
    ck_assert_int_eq(async_server_shutdown(server, 3), 2);
    say("down");
    ck_assert_int_eq(async_open_connection("127.0.0.1", number, &streams[0]),
                     -ECONNREFUSED);
    ck_assert_int_eq(async_stream_read(streams[1], &byte, 1), 0);
    return NULL;
}

START_TEST(shutdown_lets_handlers_end_and_cancels_those_that_do_not)
{
    ck_assert_int_eq(run_whole(graceful), 0);
    ck_assert_str_eq(said(), "worked@1 cancelled@3.5 cancelled@3.5 down@3.5");
}
END_TEST

static void *shut(void *arg)
{
    return async_return(async_server_shutdown(server, 3));
}

static void *cancel_shutdown(void *arg)
{
    struct async_stream stream;

    ck_assert_int_eq(async_start_server(work, NULL, "127.0.0.1", 0, &server), 0);
    ck_assert_int_eq(async_open_connection("127.0.0.1", port(), &stream), 0);
    write_text(stream, "9");
    async_sleep(0.5);
    struct async_task shutting = async_create_task("shut", shut, NULL);
    async_sleep(1);
    async_cancel(shutting);
    ck_assert_int_eq(async_await(shutting, NULL), -ECANCELED);
    return async_return(async_server_wait_closed(server));
}

START_TEST(a_cancelled_shutdown_has_no_more_patience)
{
    ck_assert_int_eq(run_whole(cancel_shutdown), 0);
    ck_assert_str_eq(said(), "cancelled@1.5");
}
END_TEST

static void *serves(void *arg)
{
    int rc = async_server_serve_forever(server);

    say("over");
    return async_return(rc);
}

static void *serve(void *arg)
{
    for (int closed = 0; closed < 2; closed++) {
        start_echo();
        struct async_task task = async_create_task("serves", serves, NULL);
        struct async_stream stream;
        ck_assert_int_eq(async_open_connection("127.0.0.1", port(), &stream), 0);
        ask(stream, "hello\n");
        async_sleep(1);
        if (closed)
            async_server_close(server);
        else
            async_cancel(task);
        ck_assert_int_eq(async_await(task, NULL), -ECANCELED);
        ck_assert_int_eq(async_server_port(server), -EBADF);
        async_stream_close(stream);
    }
    return NULL;
}

START_TEST(serve_forever_ends_cancelled_or_closed)
{
    ck_assert_int_eq(run_whole(serve), 0);
    ck_assert_str_eq(said(), "over@1 over@2");
}
END_TEST

static void *leave_running(void *arg)
{
    struct async_stream stream;

    start_echo();
    ck_assert_int_eq(async_open_connection("127.0.0.1", port(), &stream), 0);
    ask(stream, "hello\n");
    return NULL;
}

START_TEST(what_runs_at_the_end_of_main_is_cancelled_and_closed)
{
    ck_assert_int_eq(run_whole(leave_running), 0);
}
END_TEST

static void *leave_unstarted(void *arg)
{
    struct async_stream stream;

    start_echo();
    return async_return(async_open_connection("127.0.0.1", port(), &stream));
}

START_TEST(a_handler_that_never_began_leaves_nothing)
{
    ck_assert_int_eq(run_whole(leave_unstarted), 0);
}
END_TEST

/* ---- Cancelled ---- */

static void *accepts_in_vain(void *arg)
{
    struct async_stream stream;

    return async_return(async_server_accept(server, &stream));
}

static void *connects_in_vain(void *arg)
{
    struct async_stream stream;
    int rc = async_open_connection("127.0.0.1", port(), &stream);

    ck_assert_uint_eq(stream.id, 0);
    return async_return(rc);
}

static void *waits_in_vain(void *arg)
{
    return async_return(async_server_wait_closed(server));
}

static void *cancel_all_waits(void *arg)
{
    static async_fn *const waits[] = { accepts_in_vain, connects_in_vain, waits_in_vain };

    ck_assert_int_eq(async_listen("127.0.0.1", 0, &server), 0);
    for (int i = 0; i < 3; i++) {
        struct async_task task = async_create_task("in vain", waits[i], NULL);
        async_sleep(0);
        async_cancel(task);
        ck_assert_int_eq(async_await(task, NULL), -ECANCELED);
    }
    async_server_close(server);
    return NULL;
}

START_TEST(accept_connect_and_wait_closed_may_be_cancelled)
{
    ck_assert_int_eq(run_whole(cancel_all_waits), 0);
}
END_TEST

/* A client and its handler, cancelled after each possible number of turns. */
static void *client_turns(void *arg)
{
    struct async_stream stream;
    char line[16];

    int rc = async_open_connection("127.0.0.1", port(), &stream);
    if (rc < 0)
        return async_return(rc);
    for (int i = 0; i < 3 && rc >= 0; i++) {
        rc = async_stream_write(stream, "line\n", 5);
        if (rc == 0)
            rc = async_stream_drain(stream);
        if (rc == 0)
            rc = async_stream_readline(stream, line, sizeof line);
    }
    async_stream_close(stream);
    return async_return(rc);
}

static void *cancel_after_each_turn(void *arg)
{
    bool done = false;

    for (int turns = 0; !done; turns++) {
        start_echo();
        struct async_task client = async_create_task("client", client_turns, NULL);
        for (int i = 0; i < turns; i++)
            async_sleep(0);
        done = !async_cancel(client);
        async_await(client, NULL);
        ck_assert_int_eq(async_server_shutdown(server, 1), 0);
        ck_assert_int_eq(async_all_tasks(NULL, 0), 1);
        ck_assert_int_lt(turns, 100);
    }
    return NULL;
}

START_TEST(a_client_may_be_cancelled_at_each_of_its_waits)
{
    ck_assert_int_eq(run_whole(cancel_after_each_turn), 0);
}
END_TEST

static void *cancel_handler_after_each_turn(void *arg)
{
    for (int turns = 0; turns < 12; turns++) {
        start_echo();
        struct async_task client = async_create_task("client", client_turns, NULL);
        for (int i = 0; i < turns; i++)
            async_sleep(0);
        async_server_shutdown(server, 0);
        async_await(client, NULL);
        ck_assert_int_eq(async_server_connections(server), 0);
        ck_assert_int_eq(async_all_tasks(NULL, 0), 1);
    }
    return NULL;
}

START_TEST(a_handler_may_be_cancelled_at_each_of_its_waits)
{
    ck_assert_int_eq(run_whole(cancel_handler_after_each_turn), 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("server");
    tcase_add_test(tests, a_server_answers_a_client_and_ends_after_it);
    tcase_add_test(tests, a_unix_server_removes_its_path);
    tcase_add_test(tests, localhost_is_found_without_asking_anybody);
    tcase_add_test(tests, a_program_may_accept_by_itself);
    tcase_add_test(tests, who_was_accepted_late_had_time_to_write_and_leave);
    tcase_add_test(tests, who_comes_first_is_served_first);
    tcase_add_test(tests, shutdown_lets_handlers_end_and_cancels_those_that_do_not);
    tcase_add_test(tests, a_cancelled_shutdown_has_no_more_patience);
    tcase_add_test(tests, serve_forever_ends_cancelled_or_closed);
    tcase_add_test(tests, what_runs_at_the_end_of_main_is_cancelled_and_closed);
    tcase_add_test(tests, a_handler_that_never_began_leaves_nothing);
    tcase_add_test(tests, accept_connect_and_wait_closed_may_be_cancelled);
    tcase_add_test(tests, a_client_may_be_cancelled_at_each_of_its_waits);
    tcase_add_test(tests, a_handler_may_be_cancelled_at_each_of_its_waits);
    Suite *suite = suite_create("server");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
