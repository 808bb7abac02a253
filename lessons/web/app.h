/* SPDX-License-Identifier: MIT */
/* The site of this lesson, and clients that visit it. */
#ifndef APP_H
#define APP_H

#include "fetch.h"
#include "site.h"

/* "/" takes 1 s, "/data" 2 s and is JSON, "/concurrent" does two things at once, "/job"
 * is told at once that the work will be done, "/now" has nothing to wait for. */
extern const struct site_page app_pages[];

struct app {                        /* a scope: the site, and one session of clients */
    struct site *site;
    struct fetch_session session;
};

/* 0, or -code: then nothing is open.  app_close() hands rc on.  Suspends. */
int app_open(struct app *app);
int app_close(struct app *app, int rc);
/* GET path from the site, which is called site.test.  Suspends. */
int app_get(struct app *app, const char *path, struct fetch_page *page);

/* Does the jobs that "/job" was asked for, one after another, until cancelled. */
void *app_worker(void *arg);

#endif
