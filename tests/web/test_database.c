/* SPDX-License-Identifier: MIT */
/* SQLite through threads, a pool of connections, and a server that speaks Redis' words. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "async_stream.h"
#include "database.h"
#include "descriptors.h"
#include "redis.h"

static void in_a_run(async_fn *body)
{
    int before = descriptors_open();

    async_set_clock(ASYNC_VIRTUAL, 1);
    ck_assert_msg(async_run(body, NULL, NULL) == 0, "%s", async_caught()->text);
    ck_assert_int_eq(descriptors_open(), before);
}

/* ---- SQLite ------------------------------------------------------------------ */

static struct database database;

static void *rows_and_failures(void *arg)
{
    struct database_rows rows;

    ck_assert_int_eq(database_open(&database, ":memory:"), 0);
    ck_assert_int_eq(database_query(&database, "CREATE TABLE t (a, b)", NULL), 0);
    ck_assert_int_eq(database_query(&database, "INSERT INTO t VALUES (1, 'x'), (2, NULL)",
                                    NULL), 0);
    ck_assert_int_eq(database_query(&database, "SELECT a, b FROM t", &rows), 0);
    ck_assert_int_eq(rows.count, 2);
    ck_assert_int_eq(rows.columns, 2);
    ck_assert_str_eq(database_cell(&rows, 0, 1), "x");
    ck_assert_ptr_null(database_cell(&rows, 1, 1));
    ck_assert_ptr_null(database_cell(&rows, 2, 0));
    database_free(&rows);
    ck_assert_int_eq(database_query(&database, "SELEKT", NULL), -EIO);
    ck_assert_ptr_nonnull(strstr(async_caught()->text, "syntax error"));
    database_close(&database);
    ck_assert_int_eq(database_open(&database, "/no/such/folder/x.db"), -EIO);
    ck_assert_ptr_nonnull(strstr(async_caught()->text, "unable to open"));
    return NULL;
}

START_TEST(a_query_gives_rows_or_says_why_not)
{
    in_a_run(rows_and_failures);
}
END_TEST

static void *query_a_second(void *arg)
{
    return async_return(database_query(&database, "SELECT pause(1)", NULL));
}

static void *one_at_a_time(void *arg)
{
    ck_assert_int_eq(database_open(&database, ":memory:"), 0);
    struct async_task task = async_create_task("query", query_a_second, NULL);
    async_sleep(0.5);
    ck_assert_int_eq(database_query(&database, "SELECT 1", NULL), -EBUSY);
    async_cancel(task);
    ck_assert_int_eq(async_await(task, NULL), -ECANCELED);
    ck_assert(async_time() == 1);       /* it waited for the thread */
    ck_assert_int_eq(database_query(&database, "SELECT 1", NULL), 0);
    database_close(&database);
    return NULL;
}

START_TEST(a_connection_takes_one_query_and_a_cancelled_one_waits_for_its_thread)
{
    in_a_run(one_at_a_time);
}
END_TEST

/* ---- The pool ---------------------------------------------------------------- */

enum { USERS = 10 };
static struct connections pool;
static int inside, most;

static void *use(void *arg)
{
    struct database *connection;

    int rc = connections_acquire(&pool, &connection);
    if (rc < 0)
        return async_return(rc);
    most = ++inside > most ? inside : most;
    rc = database_query(connection, "SELECT pause(1)", NULL);
    inside--;
    connections_release(&pool, connection);
    return async_return(rc);
}

static void *pooled(void *arg)
{
    struct async_task users[USERS];

    ck_assert_int_eq(connections_open(&pool, ":memory:", 3), 0);
    for (int i = 0; i < USERS; i++)
        users[i] = async_ensure_future(async_coroutine("user", use, NULL));
    async_sleep(0.5);
    async_cancel(users[5]);             /* stands in line */
    ck_assert_int_eq(async_gather(users, USERS, NULL, ASYNC_RETURN_EXCEPTIONS), 0);
    ck_assert_int_eq(most, 3);
    ck_assert(async_time() == 3);
    connections_close(&pool);
    return NULL;
}

START_TEST(a_pool_lets_in_as_many_as_it_has_connections)
{
    in_a_run(pooled);
}
END_TEST

static void *too_many(void *arg)
{
    ck_assert_int_eq(connections_open(&pool, ":memory:", CONNECTIONS_MOST + 1), -EINVAL);
    ck_assert_str_eq(async_caught()->text, "a pool has 1 to 16 connections, not 17");
    ck_assert_int_eq(connections_open(&pool, ":memory:", 0), -EINVAL);
    return NULL;
}

START_TEST(a_pool_of_more_connections_than_there_is_room_for_is_refused)
{
    in_a_run(too_many);
}
END_TEST


/* ---- Redis' words -------------------------------------------------------------- */

static struct redis redis;
static int hang_up_after;

/* Answers PING, counts INCR, refuses anything else. */
static void *speak(struct async_stream stream, void *arg)
{
    char line[100], word[100] = "";
    int n, count = 0, commands = 0;

    while ((n = async_stream_readline(stream, line, sizeof line)) > 0) {
        char reply[50] = "-ERR unknown command\r\n";
        int words = atoi(line + 1);
        for (int i = 0; i < 2 * words && n > 0; i++) {
            n = async_stream_readline(stream, line, sizeof line);
            if (i == 1)
                snprintf(word, sizeof word, "%s", line);
        }
        if (++commands == hang_up_after)
            break;
        if (strncmp(word, "PING", 4) == 0)
            strcpy(reply, "+PONG\r\n");
        else if (strncmp(word, "INCR", 4) == 0)
            snprintf(reply, sizeof reply, ":%d\r\n", ++count);
        else if (strncmp(word, "GET", 3) == 0)
            strcpy(reply, "$-1\r\n");
        async_stream_write(stream, reply, strlen(reply));
    }
    return NULL;
}

static struct async_server server;

static void open_redis(void)
{
    char address[40];

    ck_assert_int_eq(async_start_server(speak, NULL, "127.0.0.1", 0, &server), 0);
    snprintf(address, sizeof address, "127.0.0.1:%d", async_server_port(server));
    ck_assert_msg(redis_open(&redis, address) == 0, "%s", async_caught()->text);
}

static void close_redis(void)
{
    redis_close(&redis);
    ck_assert_int_ge(async_server_shutdown(server, 1), 0);
}

static void *count_up(void *arg)
{
    char *reply, expected[8];

    ck_assert_int_eq(redis_command(&redis, &reply, "INCR x"), 0);
    snprintf(expected, sizeof expected, "%d", *(int *)arg);
    ck_assert_str_eq(reply, expected);
    free(reply);
    return NULL;
}

static void *commands(void *arg)
{
    struct async_task tasks[5];
    char *reply;

    hang_up_after = 0;
    open_redis();
    for (int i = 1; i <= 5; i++)
        tasks[i - 1] = async_coroutine_with("count", count_up, &i, sizeof i);
    ck_assert_int_eq(async_gather(tasks, 5, NULL, 0), 0);
    ck_assert_int_eq(redis_command(&redis, &reply, "GET y"), 0);
    ck_assert_ptr_null(reply);
    ck_assert_int_eq(redis_command(&redis, NULL, "FLY"), -EPROTO);
    ck_assert_str_eq(async_caught()->text, "redis: ERR unknown command");
    close_redis();
    ck_assert_int_eq(redis_command(&redis, NULL, "PING"), -ECONNRESET);
    return NULL;
}

START_TEST(each_task_gets_the_reply_to_its_own_command)
{
    in_a_run(commands);
}
END_TEST

static void *lost_connection(void *arg)
{
    hang_up_after = 2;
    open_redis();
    ck_assert_int_eq(redis_command(&redis, NULL, "INCR x"), -ECONNRESET);
    ck_assert_int_eq(redis_command(&redis, NULL, "INCR x"), -ECONNRESET);
    close_redis();
    return NULL;
}

START_TEST(a_lost_connection_fails_the_command_and_those_after_it)
{
    in_a_run(lost_connection);
}
END_TEST

static void *bad_addresses(void *arg)
{
    ck_assert_int_eq(redis_open(&redis, "nowhere"), -EINVAL);
    ck_assert_int_eq(redis_open(&redis, "127.0.0.1:1x"), -EINVAL);
    ck_assert_int_eq(redis_open(&redis, "127.0.0.1:1"), -EHOSTUNREACH);
    ck_assert_str_eq(async_caught()->text, "cannot connect to 127.0.0.1:1");
    return NULL;
}

START_TEST(an_address_that_leads_nowhere_is_a_sentence)
{
    in_a_run(bad_addresses);
}
END_TEST

int main(void)
{
    static const TTest *const *const tests[] = {
        &a_query_gives_rows_or_says_why_not,
        &a_connection_takes_one_query_and_a_cancelled_one_waits_for_its_thread,
        &a_pool_lets_in_as_many_as_it_has_connections,
        &each_task_gets_the_reply_to_its_own_command,
        &a_lost_connection_fails_the_command_and_those_after_it,
        &an_address_that_leads_nowhere_is_a_sentence,
        &a_pool_of_more_connections_than_there_is_room_for_is_refused,
    };
    Suite *suite = suite_create("database");
    TCase *tcase = tcase_create("database");

    tcase_set_timeout(tcase, 120);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, *tests[i]);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
