/* SPDX-License-Identifier: MIT */
/* A title, a page without one, and a host where nobody is at home. */
#include <stdlib.h>

#include "kit.h"
#include "town.h"

static struct town town;

/* The result is the title, the awaiter's to free. */
static void *scrape(void *arg)
{
    struct fetch_page page;

    int rc = fetch_get(&town.session, arg, &page);
    if (rc < 0)
        return async_return(rc);
    char *title = title_words(page.text, page.bytes);
    fetch_free(&page);
    return title;
}

static void tell(const char *url, struct async_task task)
{
    const struct async_error *error = async_exception(task);
    void *title;

    if (!error && async_result(task, &title) == 0) {
        printf("Title of %s: %s\n", url, (char *)title);
        free(title);
    } else {
        printf("Error for %s: %s\n", url, error->text);
    }
}

static void *program(void *arg)
{
    static char *const urls[] = {
        "http://harbour.test", "http://attic.test", "http://nobody.test"
    };
    struct async_task tasks[TOWN_MOST];

    int rc = town_open(&town, urls, 3);
    if (rc < 0)
        return async_return(rc);
    for (int i = 0; i < town.n; i++)
        tasks[i] = async_ensure_future(async_coroutine(town.urls[i], scrape,
                                                       town.urls[i]));
    rc = async_gather(tasks, town.n, NULL, ASYNC_RETURN_EXCEPTIONS);
    for (int i = 0; rc == 0 && i < town.n; i++)
        tell(town.urls[i], tasks[i]);
    return async_return(town_close(&town, rc));
}

const struct kit_demo no_title_demo = {
    .name = "no-title", .title = "no title, nobody at home", .program = program,
    .words = "URL...", .seconds = 0.2,
    .question = "One host is dead. Do the others' titles arrive all the same?",
    .moral = "With failures as values, gather waits for all and loses nobody.",
};
