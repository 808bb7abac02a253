/* SPDX-License-Identifier: MIT */
/* SQLite for a program that must not block: a query is a thread job, for SQLite reads
 * its file itself and knows no other way.  And a pool of connections: a semaphore. */
#ifndef DATABASE_H
#define DATABASE_H

#include "async.h"

struct database {                   /* one connection; for one query at a time */
    void *handle;                   /* private */
};

struct database_rows {
    int count, columns;
    char **cells;                   /* row by row; NULL for a null */
};

/* Open a file, made if need be, or ":memory:".  0, or -EIO with SQLite's words.  The SQL
 * function pause(seconds) stands for work that takes that long.  Suspends. */
int database_open(struct database *database, const char *path);
/* Not while a query runs. */
void database_close(struct database *database);
/* Run one statement in a thread: 0 with *rows (may be NULL; database_free()), -EBUSY if
 * a query runs on this connection, -EIO with SQLite's words.  Cancelled it interrupts
 * nothing: it waits for the thread, then is cancelled.  Suspends. */
int database_query(struct database *database, const char *sql,
                   struct database_rows *rows);
/* The same on the caller's thread: everybody waits. */
int database_query_blocking(struct database *database, const char *sql,
                            struct database_rows *rows);
const char *database_cell(const struct database_rows *rows, int row, int column);
void database_free(struct database_rows *rows);

/* ---- A pool ---------------------------------------------------------------- */

enum { CONNECTIONS_MOST = 16 };

struct connections {
    struct async_semaphore free;    /* how many connections are */
    struct database all[CONNECTIONS_MOST];
    bool taken[CONNECTIONS_MOST];
    int size;
};

/* Open `size` connections, 1 to CONNECTIONS_MOST.  0, or -code: then none is open.
 * Suspends. */
int connections_open(struct connections *pool, const char *path, int size);
void connections_close(struct connections *pool);
/* Take a connection, or wait in line for one: 0, or -ECANCELED.  Suspends. */
int connections_acquire(struct connections *pool, struct database **connection);
void connections_release(struct connections *pool, struct database *connection);

#endif
