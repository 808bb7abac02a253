/* SPDX-License-Identifier: MIT */
/* Where this lesson's pages come from: the URLs given behind "--", or a small town of
 * sites that the lesson itself serves on 127.0.0.1, each with a delay of its own. */
#ifndef TOWN_H
#define TOWN_H

#include "fetch.h"
#include "site.h"
#include "title.h"

enum { TOWN_MOST = 100 };

struct town {
    struct fetch_session session;
    char *const *urls;              /* what to visit */
    int n;
    struct site *site;              /* private */
};

/* Serve the town, if no URL was given: then these n are visited.  0, or -code.  What
 * was opened has to be closed by town_close(), which hands rc on. */
int town_open(struct town *town, char *const *urls, int n);
int town_close(struct town *town, int rc);

#endif
