/* SPDX-License-Identifier: MIT */
/* What the log says of connections: the same in every run, and no port that the system
 * chose. */
#define _GNU_SOURCE
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "async_stream.h"
#include "last_words.h"
#include "log.h"

enum { CLIENTS = 8, LARGE = 400000 };

static char first[64], second[64];
static const char *trace;
static int chosen_port;
static unsigned long seed;
static struct async_server server;

static void *echo(struct async_stream stream, void *arg)
{
    char buffer[1000];
    int n;

    while ((n = async_stream_read(stream, buffer, sizeof buffer)) > 0) {
        int rc = async_stream_write(stream, buffer, (size_t)n);
        if (rc == 0)
            rc = async_stream_drain(stream);
        if (rc < 0)
            return async_return(rc);
    }
    return async_return(n);
}

/* A large message too, that goes in pieces. */
static void *talk(void *arg)
{
    static char large[LARGE], back[CLIENTS][LARGE];
    int number = *(int *)arg, size = number % 2 ? LARGE : 100;
    struct async_stream stream;

    int rc = async_open_connection("127.0.0.1", async_server_port(server), &stream);
    if (rc == 0)
        rc = async_sleep(number % 3);
    for (int i = 0; i < 2 && rc >= 0; i++) {
        rc = async_stream_write(stream, large, (size_t)size);
        if (rc == 0)
            rc = async_stream_readexactly(stream, back[number], (size_t)size);
    }
    async_stream_close(stream);
    return async_return(rc);
}

static void *program(void *arg)
{
    struct async_task tasks[CLIENTS];

    int rc = async_start_server(echo, NULL, "127.0.0.1", chosen_port, &server);
    for (int i = 0; i < CLIENTS; i++)
        tasks[i] = async_coroutine_with("client", talk, &i, sizeof i);
    if (rc == 0)
        rc = async_gather(tasks, CLIENTS, NULL, 0);
    if (rc == 0 && chosen_port == 0)
        printf("%d", async_server_port(server) > 0);
    return async_return(rc < 0 ? rc : async_server_shutdown(server, 1));
}

static void record(void)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    async_set_schedule(seed);
    if (async_set_trace(trace) < 0 || async_run(program, NULL, NULL) < 0) {
        fprintf(stderr, "%s\n", async_caught()->text);
        exit(1);
    }
}

static void record_into(const char *path)
{
    struct last_words words;

    trace = path;
    last_words_of(record, &words);
    ck_assert_str_eq(words.err, "");
    ck_assert_int_eq(words.status, 0);
}

static void setup(void)
{
    snprintf(first, sizeof first, "/tmp/test_stream_log.%d.a", (int)getpid());
    snprintf(second, sizeof second, "/tmp/test_stream_log.%d.b", (int)getpid());
    chosen_port = 0;
    seed = 0;
}

static void teardown(void)
{
    unlink(first);
    unlink(second);
}

struct bytes { size_t n; char data[4 << 20]; };

static struct bytes *read_all(struct bytes *bytes, const char *path)
{
    FILE *file = fopen(path, "rb");

    ck_assert_ptr_nonnull(file);
    bytes->n = fread(bytes->data, 1, sizeof bytes->data, file);
    ck_assert_uint_lt(bytes->n, sizeof bytes->data);
    fclose(file);
    return bytes;
}

static struct bytes one, other;

START_TEST(two_runs_with_connections_leave_equal_logs)
{
    seed = (unsigned long)_i;
    record_into(first);
    record_into(second);
    read_all(&one, first);
    read_all(&other, second);
    ck_assert_uint_gt(one.n, sizeof(struct log_header) + 500 * sizeof(struct log_record));
    ck_assert_uint_eq(one.n, other.n);
    ck_assert_mem_eq(one.data, other.data, one.n);
}
END_TEST

/* The names of a log, one behind the other. */
static const char *names_of(const struct bytes *bytes)
{
    static char names[65536];
    size_t used = 0;
    struct log_text text;

    for (size_t at = sizeof(struct log_header); at + sizeof text <= bytes->n;
         at += sizeof text) {
        memcpy(&text, bytes->data + at, sizeof text);
        if (text.kind != LOG_TEXT || used + text.used + 1 > sizeof names)
            continue;
        memcpy(names + used, text.bytes, text.used);
        used += text.used;
    }
    names[used] = '\0';
    return names;
}

START_TEST(a_port_that_the_system_chose_is_not_in_the_log)
{
    record_into(first);
    const char *names = names_of(read_all(&one, first));
    ck_assert_ptr_nonnull(strstr(names, "127.0.0.1:*"));
    ck_assert_ptr_nonnull(strstr(names, "127.0.0.1:* #8"));
    for (const char *at = names; (at = strstr(at, "127.0.0.1:")); at++)
        ck_assert_int_eq(at[10], '*');
}
END_TEST

static void *find_free_port(void *arg)
{
    if (async_listen("127.0.0.1", 0, &server) < 0)
        return NULL;
    chosen_port = async_server_port(server);
    async_server_close(server);
    return NULL;
}

START_TEST(a_port_that_the_program_chose_is_in_the_log)
{
    char name[64];

    ck_assert_int_eq(async_run(find_free_port, NULL, NULL), 0);
    ck_assert_int_gt(chosen_port, 0);
    record_into(first);
    const char *names = names_of(read_all(&one, first));
    snprintf(name, sizeof name, "127.0.0.1:%d", chosen_port);
    ck_assert_ptr_nonnull(strstr(names, name));
    strcat(name, " #8");
    ck_assert_ptr_nonnull(strstr(names, name));
}
END_TEST

/* Between waits nothing is taken away: so many times it was watched. */
START_TEST(a_stream_stays_armed_from_its_first_read_to_its_end)
{
    struct log_record entry;
    int armed = 0, reads = 0;

    record_into(first);
    read_all(&one, first);
    for (size_t at = sizeof(struct log_header); at + sizeof entry <= one.n;
         at += sizeof entry) {
        memcpy(&entry, one.data + at, sizeof entry);
        armed += entry.kind == LOG_ARMED && entry.detail == LOG_WAIT_RECEIVE;
        reads += entry.kind == LOG_STEP_END && entry.detail == LOG_WAIT_RECEIVE;
    }
    ck_assert_int_eq(armed, 2 * CLIENTS);
    ck_assert_int_gt(reads, 10 * armed);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("stream_log");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, two_runs_with_connections_leave_equal_logs, 0, 4);
    tcase_add_test(tests, a_port_that_the_system_chose_is_not_in_the_log);
    tcase_add_test(tests, a_port_that_the_program_chose_is_in_the_log);
    tcase_add_test(tests, a_stream_stays_armed_from_its_first_read_to_its_end);
    Suite *suite = suite_create("stream_log");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
