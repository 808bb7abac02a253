/* SPDX-License-Identifier: MIT */
/* As many connections at once as the system allows, up to ten thousand. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "async_stream.h"
#include "stream_pair.h"

static struct async_server server;

/* Gives back each line, until the client hangs up. */
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
    return async_return(n == -ECONNRESET ? 0 : n);
}

static int port(void)
{
    return async_server_port(server);
}

static void start_echo(void)
{
    ck_assert_int_eq(async_start_server(echo, NULL, "127.0.0.1", 0, &server), 0);
}

enum { CLIENTS = 10000 };
static struct async_stream streams[CLIENTS];
static int clients = CLIENTS;

static void *connect_one(void *arg)
{
    struct async_stream *stream = arg;

    return async_return(async_open_connection("127.0.0.1", port(), stream));
}

/* By a reset: a usual end keeps ten thousand ports of this machine for a minute. */
static void hang_up(struct async_stream stream)
{
    struct linger reset = { .l_onoff = 1 };

    ck_assert_int_eq(setsockopt(async_stream_fileno(stream), SOL_SOCKET, SO_LINGER,
                                &reset, sizeof reset), 0);
    async_stream_close(stream);
}

static void *ten_thousand(void *arg)
{
    static struct async_task tasks[CLIENTS];
    char line[16];

    start_echo();
    for (int i = 0; i < clients; i++)
        tasks[i] = async_coroutine("client", connect_one, &streams[i]);
    ck_assert_int_eq(async_gather(tasks, clients, NULL, 0), 0);
    for (int i = 0; i < clients; i++) {
        snprintf(line, sizeof line, "%d\n", i);
        write_text(streams[i], line);
    }
    for (int i = 0; i < clients; i++) {
        ck_assert_int_gt(async_stream_readline(streams[i], line, sizeof line), 0);
        ck_assert_int_eq(atoi(line), i);
        hang_up(streams[i]);
    }
    return async_return(async_server_shutdown(server, 1));
}

START_TEST(ten_thousand_open_connections_lose_nothing)
{
    struct rlimit limit, more = { 2 * CLIENTS + 100, 2 * CLIENTS + 100 };

    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < more.rlim_cur && setrlimit(RLIMIT_NOFILE, &more) < 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
        clients = (int)(limit.rlim_max - 100) / 2;
        printf("only %d connections: %d descriptors are allowed\n", clients,
               (int)limit.rlim_max);
    }
    ck_assert_int_eq(run_whole(ten_thousand), 0);
    ck_assert_double_eq(async_time(), 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("many_connections");
    tcase_add_test(tests, ten_thousand_open_connections_lose_nothing);
    Suite *suite = suite_create("many_connections");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
