/* SPDX-License-Identifier: MIT */
/* The first 100 characters of one page. */
#include <stdlib.h>

#include "kit.h"
#include "town.h"

static void *program(void *arg)
{
    static char *const urls[] = { "http://library.test" };
    struct fetch_page page;
    struct town town;

    int rc = town_open(&town, urls, 1);
    if (rc < 0)
        return async_return(rc);
    rc = fetch_get(&town.session, town.urls[0], &page);
    if (rc == 0) {
        page.text[decode_bytes(page.text, page.bytes, 100)] = '\0';
        puts(page.text);
        fetch_free(&page);
    }
    return async_return(town_close(&town, rc));
}

const struct kit_demo first_page_demo = {
    .name = "first-page", .title = "the beginning of one page", .program = program,
    .words = "URL", .alone = true, .seconds = 0.2,
    .question = "Is a page fetched faster when nothing else is to do?",
    .moral = "One page takes as long as it takes; asynchrony makes nothing faster alone.",
};
