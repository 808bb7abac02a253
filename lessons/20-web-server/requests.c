/* SPDX-License-Identifier: MIT */
/* Four requests, one behind the other and then all at once. */
#include "app.h"
#include "kit.h"

enum { PATHS = 4 };
static const char *const paths[PATHS] = { "/", "/data", "/concurrent", "/missing" };
static struct app app;

static void *get(void *arg)
{
    struct fetch_page page;

    int rc = app_get(&app, arg, &page);
    if (rc < 0)
        return async_return(rc);
    int status = page.status;
    fetch_free(&page);
    return (void *)(intptr_t)status;
}

static int one_by_one(void)
{
    for (int i = 0; i < PATHS; i++) {
        double start = async_time();
        struct fetch_page page;
        int rc = app_get(&app, paths[i], &page);
        if (rc < 0)
            return rc;
        printf("GET %s -> %d in %.1fs\n", paths[i], page.status, async_time() - start);
        printf("%s %s\n", page.type, page.text);
        fetch_free(&page);
    }
    return 0;
}

static int all_at_once(void)
{
    struct async_task tasks[PATHS];
    void *results[PATHS];
    int statuses[PATHS];
    double start = async_time();

    for (int i = 0; i < PATHS; i++)
        tasks[i] = async_coroutine(paths[i], get, (void *)(size_t)paths[i]);
    int rc = async_gather(tasks, PATHS, results, 0);
    if (rc < 0)
        return rc;
    for (int i = 0; i < PATHS; i++)
        statuses[i] = (int)(intptr_t)results[i];
    kit_print_ints(statuses, PATHS);
    printf(" all in %.1fs\n", async_time() - start);
    return 0;
}

static void *program(void *arg)
{
    int rc = app_open(&app);
    if (rc < 0)
        return async_return(rc);
    rc = one_by_one();
    if (rc == 0)
        rc = all_at_once();
    return async_return(app_close(&app, rc));
}

const struct kit_demo requests_demo = {
    .name = "requests", .title = "four requests in a row, then at once",
    .program = program, .seconds = 11,
    .question = "Pages that take 1, 2 and 2 s: how long if all are asked for at once?",
    .moral = "A request that waits keeps nobody else from being served.",
};
