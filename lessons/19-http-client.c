/* SPDX-License-Identifier: MIT */
/* 19 HTTP client: three pages in the time of the slowest.
 *
 * Concept  A page that is fetched is a wait, and nothing else: the request is sent,
 *          and the thread has nothing to do until the answer comes.
 * Predict  The sites answer after 0.3, 0.2 and 0.1 seconds.  How long do the three
 *          titles take, one after another and together?
 * Watch    On the concurrent side the sites' own tasks, too: this program is client
 *          and server at once, and still has one thread, most of the time free.
 * Try      --demo titles -- http://127.0.0.1:8000/ with a site of your own.
 * Next     --demo crawler: a dead host and a missing page among good ones.
 */
#include <stdlib.h>

#include "kit.h"
#include "town.h"

static struct town town;

/* The result is the title, the awaiter's to free. */
static void *scrape(void *arg)
{
    const char *url = arg;
    struct fetch_page page;

    int rc = fetch_get(&town.session, url, &page);
    if (rc < 0)
        return async_return(rc);
    char *title = title_words(page.text, page.bytes);
    fetch_free(&page);
    return title;
}

static void *program(void *arg)
{
    static char *const urls[] = {
        "http://bakery.test", "http://library.test", "http://harbour.test"
    };
    struct async_task tasks[TOWN_MOST];
    void *titles[TOWN_MOST] = { NULL };

    int rc = town_open(&town, urls, 3);
    if (rc < 0)
        return async_return(rc);
    for (int i = 0; i < town.n; i++)
        tasks[i] = async_coroutine(town.urls[i], scrape, town.urls[i]);
    rc = async_gather(tasks, town.n, titles, 0);
    for (int i = 0; i < town.n; i++) {
        if (rc == 0)
            printf("Title of %s: %s\n", town.urls[i], (char *)titles[i]);
        free(titles[i]);
    }
    return async_return(town_close(&town, rc));
}

static const struct kit_demo titles_demo = {
    .name = "titles", .title = "the titles of three pages", .program = program,
    .words = "URL...", .seconds = 0.6,
    .question = "Three sites answer after 0.3, 0.2 and 0.1 s. How long will each side take?",
    .moral = "Several pages take as long as the slowest of them.",
};
extern const struct kit_demo page_demo, first_100_demo, first_page_demo, sizes_demo,
    no_title_demo, save_demo, crawler_demo, statistics_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &titles_demo, &page_demo, &first_100_demo, &first_page_demo, &sizes_demo,
        &no_title_demo, &save_demo, &crawler_demo, &statistics_demo, NULL
    };
    return kit_main(argc, argv, "an HTTP client", demos);
}
