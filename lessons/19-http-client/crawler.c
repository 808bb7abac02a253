/* SPDX-License-Identifier: MIT */
/* Good pages, a dead host and a missing page, all at once. */
#include "kit.h"
#include "town.h"

static struct town town;
static size_t sizes[TOWN_MOST];

/* A page that is not there is a failure here, as a dead host is. */
static void *crawl(void *arg)
{
    int i = *(const int *)arg;
    struct fetch_page page;

    int rc = fetch_get(&town.session, town.urls[i], &page);
    if (rc < 0)
        return async_return(rc);
    int status = page.status;
    sizes[i] = page.characters;
    fetch_free(&page);
    if (status >= 400)
        return async_fail(ENOENT, "status %d", status);
    return NULL;
}

static void *program(void *arg)
{
    static char *const urls[] = {
        "http://bakery.test", "http://library.test", "http://harbour.test",
        "http://nobody.test", "http://bakery.test/cellar"
    };
    struct async_task tasks[TOWN_MOST];
    double start = async_time();

    int rc = town_open(&town, urls, 5);
    if (rc < 0)
        return async_return(rc);
    for (int i = 0; i < town.n; i++)
        tasks[i] = async_ensure_future(
            async_coroutine_with(town.urls[i], crawl, &i, sizeof i));
    rc = async_gather(tasks, town.n, NULL, ASYNC_RETURN_EXCEPTIONS);
    for (int i = 0; rc == 0 && i < town.n; i++) {
        const struct async_error *error = async_exception(tasks[i]);
        if (error)
            printf("%s: failed (%s)\n", town.urls[i], error->text);
        else
            printf("%s: %zu characters\n", town.urls[i], sizes[i]);
    }
    rc = town_close(&town, rc);
    if (rc == 0)
        printf("elapsed %.1fs\n", async_time() - start);
    return async_return(rc);
}

const struct kit_demo crawler_demo = {
    .name = "crawler", .title = "a dead host and a 404 beside good pages",
    .program = program, .words = "URL...", .seconds = 0.6,
    .question = "One host is dead, one page is missing. What becomes of the others?",
    .moral = "What fails, fails alone; the rest arrives when it is ready.",
};
