/* SPDX-License-Identifier: MIT */
/* One page, whole. */
#include <stdlib.h>

#include "kit.h"
#include "town.h"

static struct town town;

static void *fetch(void *arg)
{
    struct fetch_page page;

    int rc = fetch_get(&town.session, arg, &page);
    if (rc < 0)
        return async_return(rc);
    return page.text;                   /* the awaiter's to free */
}

static void *program(void *arg)
{
    static char *const urls[] = { "http://bakery.test" };
    void *text;

    int rc = town_open(&town, urls, 1);
    if (rc < 0)
        return async_return(rc);
    rc = async_await(async_coroutine("fetch", fetch, town.urls[0]), &text);
    if (rc == 0) {
        puts(text);
        free(text);
    }
    return async_return(town_close(&town, rc));
}

const struct kit_demo page_demo = {
    .name = "page", .title = "one page, whole", .program = program,
    .words = "URL", .alone = true, .seconds = 0.3,
    .question = "The site answers after 0.3 s. What does the thread do until then?",
    .moral = "Waiting for a page is waiting: the thread is free.",
};
