/* SPDX-License-Identifier: MIT */
/* The first 100 characters of each of several pages. */
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
    page.text[decode_bytes(page.text, page.bytes, 100)] = '\0';
    return page.text;                   /* the awaiter's to free */
}

static void *program(void *arg)
{
    static char *const urls[] = {
        "http://bakery.test", "http://library.test", "http://harbour.test"
    };
    struct async_task tasks[TOWN_MOST];
    void *texts[TOWN_MOST] = { NULL };

    int rc = town_open(&town, urls, 3);
    if (rc < 0)
        return async_return(rc);
    for (int i = 0; i < town.n; i++)
        tasks[i] = async_coroutine(town.urls[i], fetch, town.urls[i]);
    rc = async_gather(tasks, town.n, texts, 0);
    for (int i = 0; i < town.n; i++) {
        if (rc == 0)
            puts(texts[i]);
        free(texts[i]);
    }
    return async_return(town_close(&town, rc));
}

const struct kit_demo first_100_demo = {
    .name = "first-100", .title = "the beginnings of three pages", .program = program,
    .words = "URL...", .seconds = 0.6,
    .question = "The sites answer after 0.3, 0.2 and 0.1 s. Whose text is printed first?",
    .moral = "gather gives results in the order of the tasks, not of the answers.",
};
