/* SPDX-License-Identifier: MIT */
/* 21 Databases: queries that wait, over two connections.
 *
 * Concept  SQLite is a library: it reads its file itself, and blocks while it does.
 *          So each query goes to a thread.  Connections are few; a semaphore counts
 *          the free ones, and who finds none waits in line.
 * Predict  Six readers ask for a book, one second each; the pool has two connections.
 *          When has the last reader the answer?
 * Watch    Never more than two threads work.  The readers wait, the main thread not.
 * Try      A pool of three, then of six.  What does the seventh connection bring?
 * Next     --demo freeze: the same query without a thread.
 */
#include "database.h"
#include "kit.h"
#include "kit_scratch.h"

enum { READERS = 6, CONNECTIONS = 2 };
static struct connections pool;
static const char *const lanes[] = {
    "reader 1", "reader 2", "reader 3", "reader 4", "reader 5", "reader 6", NULL
};

static int ask(struct database *connection, int n)
{
    struct database_rows rows;
    char sql[100];

    snprintf(sql, sizeof sql, "SELECT title, pause(1) FROM books WHERE id = %d", n);
    int rc = database_query(connection, sql, &rows);
    if (rc < 0)
        return rc;
    printf("%.1f s: reader %d gets %s\n", async_time(), n, database_cell(&rows, 0, 0));
    database_free(&rows);
    return 0;
}

static void *reader(void *arg)
{
    struct database *connection;

    int rc = connections_acquire(&pool, &connection);
    if (rc < 0)
        return async_return(rc);
    rc = ask(connection, *(const int *)arg);
    connections_release(&pool, connection);    /* on success, failure and cancellation */
    return async_return(rc);
}

static int read_all(void)
{
    struct async_task readers[READERS];

    int rc = connections_open(&pool, "library.db", CONNECTIONS);
    if (rc == 0)
        rc = database_query(&pool.all[0],
            "CREATE TABLE books AS SELECT column1 AS id, column2 AS title FROM (VALUES "
            "(1, 'Emma'), (2, 'Dracula'), (3, 'Ulysses'), (4, 'Walden'), (5, 'Faust'), "
            "(6, 'Hamlet'))", NULL);
    for (int n = 1; rc == 0 && n <= READERS; n++)
        readers[n - 1] = async_coroutine_with(lanes[n - 1], reader, &n, sizeof n);
    if (rc == 0)
        rc = async_gather(readers, READERS, NULL, 0);
    connections_close(&pool);
    return rc;
}

static void *program(void *arg)
{
    kit_scratch_enter();                /* the file goes with the program */
    return async_return(read_all());
}

static const struct kit_demo pool_demo = {
    .name = "pool", .title = "six readers, two connections", .program = program,
    .lanes = lanes, .seconds = 6,
    .question = "Six queries of 1 s each, two connections. How long on each side?",
    .moral = "As many queries run at once as there are connections; others wait in line.",
};
extern const struct kit_demo freeze_demo, redis_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &pool_demo, &freeze_demo, &redis_demo, NULL
    };
    return kit_main(argc, argv, "databases", demos);
}
