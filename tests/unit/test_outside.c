/* SPDX-License-Identifier: MIT */
/* Connections to and from others' processes: the clock waits for them, a limit ends it. */
#define _GNU_SOURCE
#include <check.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "async_stream.h"
#include "descriptors.h"
#include "said.h"
#include "stream_pair.h"

enum { TRIES = 20 };

static struct async_server server;

/* ---- Their server ---- */

/* A listener that this runtime knows nothing of. */
static int foreign_listener(int *number)
{
    struct sockaddr_in at = { .sin_family = AF_INET };
    socklen_t size = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ck_assert_int_eq(bind(fd, (struct sockaddr *)&at, size), 0);
    ck_assert_int_eq(listen(fd, 1), 0);
    getsockname(fd, (struct sockaddr *)&at, &size);
    *number = ntohs(at.sin_port);
    return fd;
}

/* In a child: lets some real time pass, then answers. */
static pid_t start_foreign_server(int listener)
{
    pid_t child = fork();

    if (child != 0)
        return child;
    int fd = accept(listener, NULL, NULL);
    usleep(20000);
    _exit(write(fd, "late\n", 5) == 5 ? 0 : 1);
}

static void *ticks(void *arg)
{
    for (int i = 0; i < 3; i++) {
        async_sleep(1);
        say("tick");
    }
    return NULL;
}

static void *ask_foreign(void *arg)
{
    struct async_stream stream;
    char line[16];
    int number, listener = foreign_listener(&number);

    start_foreign_server(listener);
    struct async_task clock = async_create_task("clock", ticks, NULL);
    ck_assert_int_eq(async_open_connection("127.0.0.1", number, &stream), 0);
    ck_assert_int_eq(async_stream_readline(stream, line, sizeof line), 5);
    say("answered");
    close(listener);
    async_stream_close(stream);
    return async_return(async_await(clock, NULL));
}

START_TEST(the_virtual_clock_waits_for_an_answer_from_outside)
{
    ck_assert_int_eq(run_whole(ask_foreign), 0);
    ck_assert_str_eq(said(), "answered@0 tick@1 tick@2 tick@3");
}
END_TEST

/* ---- A socket that was there before ---- */

static bool early;

static void *hear_inherited(void *arg)
{
    struct async_stream *stream = arg;
    char line[16];

    ck_assert_int_eq(async_stream_readline(*stream, line, sizeof line), 5);
    say("heard");
    return NULL;
}

static void *share_a_socket(void *arg)
{
    struct async_stream stream;
    int fds[2];

    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), 0);
    pid_t child = fork();
    if (child == 0) {
        usleep(20000);
        _exit(write(fds[1], "late\n", 5) == 5 ? 0 : 1);
    }
    close(fds[1]);
    ck_assert_int_eq(async_open_socket(fds[0], "theirs", &stream), 0);
    if (early)
        async_stream_outside(stream, true);
    struct async_task clock = async_create_task("clock", ticks, NULL);
    struct async_task ear = async_create_task("ear", hear_inherited, &stream);
    async_sleep(0);
    async_stream_outside(stream, true);
    ck_assert_int_eq(async_await(ear, NULL), 0);
    async_stream_outside(stream, false);
    async_stream_close(stream);
    async_stream_outside(stream, true);         /* of a closed one: nothing */
    ck_assert_int_eq(waitpid(child, NULL, 0), child);
    return async_return(async_await(clock, NULL));
}

START_TEST(the_virtual_clock_waits_for_a_socket_that_is_said_to_lead_outside)
{
    early = true;
    ck_assert_int_eq(run_whole(share_a_socket), 0);
    ck_assert_str_eq(said(), "heard@0 tick@1 tick@2 tick@3");
}
END_TEST

START_TEST(that_may_be_said_while_somebody_waits_for_it)
{
    ck_assert_int_eq(run_whole(share_a_socket), 0);
    ck_assert_str_eq(said(), "heard@0 tick@1 tick@2 tick@3");
}
END_TEST

/* ---- Their client ---- */

/* A client in another process, from the port that one of the run before had: it has
 * connected when this returns.  0: others on this machine have the port by now. */
static pid_t start_foreign_client(int from, int to)
{
    int told[2];
    char byte;
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)from) };

    ck_assert_int_eq(pipe(told), 0);
    pid_t child = fork();

    if (child != 0) {
        close(told[1]);
        ssize_t n = read(told[0], &byte, 1);
        close(told[0]);
        return n == 1 ? child : 0;
    }
    int on = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, (struct sockaddr *)&at, sizeof at) < 0)
        _exit(2);
    at.sin_port = htons((uint16_t)to);
    if (connect(fd, (struct sockaddr *)&at, sizeof at) < 0)
        _exit(3);
    (void)!write(told[1], "", 1);
    usleep(20000);
    _exit(write(fd, "late\n", 5) == 5 ? 0 : 1);
}

static void *leave_unaccepted(void *arg)
{
    struct async_stream stream;

    ck_assert_int_eq(async_listen("127.0.0.1", 0, &server), 0);
    ck_assert_int_eq(async_open_connection("127.0.0.1", async_server_port(server), &stream),
                     0);
    *(int *)arg = atoi(strrchr(async_stream_get_extra_info(stream, "sockname"), ':') + 1);
    return NULL;
}

static void *hear_foreign(void *arg)
{
    struct async_stream stream;
    char line[16];

    ck_assert_int_eq(async_listen("127.0.0.1", 0, &server), 0);
    pid_t child = start_foreign_client(*(int *)arg, async_server_port(server));
    if (child == 0)
        return async_fail(EADDRINUSE, "try another port");
    ck_assert_int_eq(async_server_accept(server, &stream), 0);
    ck_assert_int_eq(async_stream_readline(stream, line, sizeof line), 5);
    ck_assert_int_eq(waitpid(child, NULL, 0), child);
    return NULL;
}

START_TEST(the_port_of_an_earlier_run_may_be_somebody_elses_in_the_next)
{
    int from, rc = -EADDRINUSE;

    async_set_clock(ASYNC_VIRTUAL, 1);
    for (int i = 0; i < TRIES && rc == -EADDRINUSE; i++) {
        ck_assert_int_eq(async_run(leave_unaccepted, &from, NULL), 0);
        rc = async_run(hear_foreign, &from, NULL);
    }
    ck_assert_int_eq(rc, 0);
}
END_TEST

/* ---- Nobody answers ---- */

/* The line of its listener is full: the system drops who else comes. */
static void fill_line(int number, int fds[3])
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)number) };

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (int i = 0; i < 3; i++) {
        fds[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        connect(fds[i], (struct sockaddr *)&at, sizeof at);
    }
}

static void *knock(void *arg)
{
    struct async_stream stream;

    int rc = async_open_connection("127.0.0.1", *(int *)arg, &stream);
    ck_assert_uint_eq(stream.id, 0);
    return async_return(rc);
}

static void *silent_host(void *arg)
{
    int number, fds[3], listener = foreign_listener(&number);

    fill_line(number, fds);
    struct async_task visit = async_create_task("knock", knock, &number);
    ck_assert_int_eq(async_wait_for(visit, 0.02, NULL), -ETIMEDOUT);
    visit = async_create_task("knock", knock, &number);
    async_sleep(0);
    async_cancel(visit);
    ck_assert_int_eq(async_await(visit, NULL), -ECANCELED);
    for (int i = 0; i < 3; i++)
        close(fds[i]);
    close(listener);
    return NULL;
}

START_TEST(a_host_that_does_not_answer_is_given_up_at_the_time_limit)
{
    int open_before = descriptors_open();

    async_set_clock(ASYNC_REAL, 1);     /* the virtual one would wait for it */
    ck_assert_int_eq(async_run(silent_host, NULL, NULL), 0);
    ck_assert_int_eq(descriptors_open(), open_before);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("outside");
    tcase_add_test(tests, the_virtual_clock_waits_for_an_answer_from_outside);
    tcase_add_test(tests,
                   the_virtual_clock_waits_for_a_socket_that_is_said_to_lead_outside);
    tcase_add_test(tests, that_may_be_said_while_somebody_waits_for_it);
    tcase_add_test(tests, the_port_of_an_earlier_run_may_be_somebody_elses_in_the_next);
    tcase_add_test(tests, a_host_that_does_not_answer_is_given_up_at_the_time_limit);
    Suite *suite = suite_create("outside");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
