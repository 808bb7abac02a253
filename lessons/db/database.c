/* SPDX-License-Identifier: MIT */
/* Queries as thread jobs. */
#define _POSIX_C_SOURCE 200809L
#include "database.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "async_thread.h"

struct connection {
    sqlite3 *sqlite;
    bool busy;
};

struct job {
    struct connection *connection;
    const char *text;               /* a path, or SQL */
    struct database_rows rows;
};

/* ---- On a pool thread ------------------------------------------------------ */

/* pause(seconds): work that takes so long, by the program's clock. */
static void pause_in_sql(sqlite3_context *context, int n, sqlite3_value **values)
{
    (void)n;
    async_blocking_sleep(sqlite3_value_double(values[0]));
    sqlite3_result_value(context, values[0]);
}

static void *failed(sqlite3 *sqlite)
{
    return async_fail(EIO, "%s", sqlite3_errmsg(sqlite));
}

static void *open_job(void *arg)
{
    struct job *job = arg;
    sqlite3 **sqlite = &job->connection->sqlite;

    if (sqlite3_open(job->text, sqlite) != SQLITE_OK ||
        sqlite3_create_function(*sqlite, "pause", 1, SQLITE_UTF8, NULL, pause_in_sql,
                                NULL, NULL) != SQLITE_OK)
        return failed(*sqlite);
    return NULL;
}

static bool keep_row(struct database_rows *rows, sqlite3_stmt *statement)
{
    size_t n = (size_t)(rows->count + 1) * (size_t)rows->columns;
    char **cells = realloc(rows->cells, n * sizeof *cells);

    if (!cells)
        return false;
    rows->cells = cells;
    for (int i = 0; i < rows->columns; i++) {
        const unsigned char *text = sqlite3_column_text(statement, i);
        cells[rows->count * rows->columns + i] = text ? strdup((const char *)text) : NULL;
    }
    rows->count++;
    return true;
}

static void *query_job(void *arg)
{
    struct job *job = arg;
    sqlite3 *sqlite = job->connection->sqlite;
    sqlite3_stmt *statement;
    int rc;

    if (sqlite3_prepare_v2(sqlite, job->text, -1, &statement, NULL) != SQLITE_OK)
        return failed(sqlite);
    job->rows.columns = sqlite3_column_count(statement);
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW)
        if (!keep_row(&job->rows, statement)) {
            sqlite3_finalize(statement);
            return async_fail(ENOMEM, "no memory for a row");
        }
    void *result = rc == SQLITE_DONE ? NULL : failed(sqlite);
    sqlite3_finalize(statement);
    return result;
}

/* ---- On the loop's thread -------------------------------------------------- */

int database_open(struct database *database, const char *path)
{
    struct connection *connection = calloc(1, sizeof *connection);
    struct job job = { .connection = connection, .text = path };

    database->handle = connection;
    if (!connection)
        return async_set_error(ENOMEM, "no memory for a connection");
    int rc = async_to_thread("open", open_job, &job, NULL);
    if (rc < 0)
        database_close(database);
    return rc;
}

void database_close(struct database *database)
{
    struct connection *connection = database->handle;

    if (!connection)
        return;
    sqlite3_close(connection->sqlite);
    free(connection);
    database->handle = NULL;
}

static int query(struct database *database, const char *sql, struct database_rows *rows,
                 bool blocking)
{
    struct connection *connection = database->handle;
    struct job job = { .connection = connection, .text = sql };

    if (connection->busy)
        return async_set_error(EBUSY, "a query runs on this connection already");
    connection->busy = true;
    int rc = blocking ? async_await(async_coroutine("query", query_job, &job), NULL)
                      : async_to_thread("query", query_job, &job, NULL);
    connection->busy = false;
    if (rc == 0 && rows)
        *rows = job.rows;
    else
        database_free(&job.rows);
    return rc;
}

int database_query(struct database *database, const char *sql,
                   struct database_rows *rows)
{
    return query(database, sql, rows, false);
}

int database_query_blocking(struct database *database, const char *sql,
                            struct database_rows *rows)
{
    return query(database, sql, rows, true);
}

const char *database_cell(const struct database_rows *rows, int row, int column)
{
    bool there = row >= 0 && row < rows->count && column >= 0 && column < rows->columns;

    return there ? rows->cells[row * rows->columns + column] : NULL;
}

void database_free(struct database_rows *rows)
{
    for (int i = 0; i < rows->count * rows->columns; i++)
        free(rows->cells[i]);
    free(rows->cells);
    *rows = (struct database_rows){ 0 };
}
