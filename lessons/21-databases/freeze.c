/* SPDX-License-Identifier: MIT */
/* One slow query, directly and in a thread, beside a clock. */
#include "database.h"
#include "kit.h"

static const char slow[] = "SELECT 'found', pause(1.8)";

static void *tick(void *arg)
{
    for (int i = 0; i < 4; i++) {
        int rc = async_sleep(0.5);
        if (rc < 0)
            return async_return(rc);
        printf("  %.1f s: tick\n", async_time());
    }
    return NULL;
}

static int query_beside_a_clock(struct database *database, bool in_a_thread)
{
    struct async_task clock = async_create_task("clock", tick, NULL);
    struct database_rows rows;

    int rc = async_sleep(0);            /* the clock begins */
    if (rc == 0)
        rc = in_a_thread ? database_query(database, slow, &rows)
                         : database_query_blocking(database, slow, &rows);
    if (rc == 0) {
        printf("%.1f s: %s, %s\n", async_time(), database_cell(&rows, 0, 0),
               in_a_thread ? "in a thread" : "directly");
        database_free(&rows);
    }
    int ended = async_await(clock, NULL);
    return rc < 0 ? rc : ended;
}

static void *program(void *arg)
{
    struct database database;

    int rc = database_open(&database, ":memory:");
    if (rc < 0)
        return async_return(rc);
    rc = query_beside_a_clock(&database, false);
    if (rc == 0)
        rc = query_beside_a_clock(&database, true);
    database_close(&database);
    return async_return(rc);
}

const struct kit_demo freeze_demo = {
    .name = "freeze", .title = "a slow query beside a clock", .program = program,
    .alone = true, .seconds = 5.3,
    .question = "A query takes 1.8 s, a clock ticks every 0.5 s. When are its ticks?",
    .moral = "A library that blocks goes to a thread; one that speaks asynchronously "
             "need not.",
};
