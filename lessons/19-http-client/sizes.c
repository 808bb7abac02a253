/* SPDX-License-Identifier: MIT */
/* The sizes of several pages; all share one session. */
#include "kit.h"
#include "town.h"

static struct town town;
static size_t sizes[TOWN_MOST];

static void *measure(void *arg)
{
    int i = *(const int *)arg;
    struct fetch_page page;

    int rc = fetch_get(&town.session, town.urls[i], &page);
    if (rc < 0)
        return async_return(rc);
    sizes[i] = page.characters;         /* as Python's len() counts a text */
    fetch_free(&page);
    return NULL;
}

static void *program(void *arg)
{
    static char *const urls[] = {
        "http://bakery.test", "http://library.test", "http://harbour.test"
    };
    struct async_task tasks[TOWN_MOST];

    int rc = town_open(&town, urls, 3);
    if (rc < 0)
        return async_return(rc);
    for (int i = 0; i < town.n; i++)
        tasks[i] = async_coroutine_with(town.urls[i], measure, &i, sizeof i);
    rc = async_gather(tasks, town.n, NULL, 0);
    for (int i = 0; rc == 0 && i < town.n; i++)
        printf("%s: %zu bytes\n", town.urls[i], sizes[i]);
    return async_return(town_close(&town, rc));
}

const struct kit_demo sizes_demo = {
    .name = "sizes", .title = "the sizes of three pages", .program = program,
    .words = "URL...", .seconds = 0.6,
    .question = "Three pages over one session: 0.3 s or 0.6 s?",
    .moral = "A session is shared by tasks; each has a connection of its own in it.",
};
