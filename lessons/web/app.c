/* SPDX-License-Identifier: MIT */
/* Pages are coroutines: each request runs one in a task of its own. */
#include "app.h"

#include "kit.h"

#define HTML "text/html; charset=utf-8"

static void *hello(void *arg)
{
    int rc = async_sleep(1);
    return async_return(rc < 0 ? rc : site_answer(arg, 200, HTML, "Hello, Async World!"));
}

static void *data(void *arg)
{
    int rc = async_sleep(2);
    if (rc == 0)
        rc = site_answer_json(arg, 200, json_pack("{s:s}", "message",
                                                  "This is async data"));
    return async_return(rc);
}

static void *work(void *arg)
{
    int rc = async_sleep(*(const double *)arg);
    return rc < 0 ? async_return(rc) : "complete";
}

static void *concurrent(void *arg)
{
    double two = 2, one = 1;
    struct async_task both[] = {
        async_coroutine("Task 1", work, &two), async_coroutine("Task 2", work, &one)
    };
    int rc = async_gather(both, 2, NULL, 0);
    if (rc == 0)
        rc = site_answer_json(arg, 200, json_pack("{s:[s,s]}", "results",
                                                  "Task 1 complete", "Task 2 complete"));
    return async_return(rc);
}

static void *now(void *arg)
{
    return async_return(site_answer(arg, 200, HTML, "Here I am."));
}

/* ---- Work that the client does not wait for ------------------------------ */

static struct async_queue jobs = ASYNC_QUEUE("jobs", 0);
static int job_count;

static void *job(void *arg)
{
    char text[40];

    snprintf(text, sizeof text, "job %d is accepted", ++job_count);
    int rc = async_queue_put(&jobs, (void *)(intptr_t)job_count);
    return async_return(rc < 0 ? rc : site_answer(arg, 202, "text/plain", text));
}

void *app_worker(void *arg)
{
    void *number;
    int rc;

    while ((rc = async_queue_get(&jobs, &number)) == 0) {
        rc = async_sleep(1);
        if (rc < 0)
            break;
        printf("%.1f s: job %d is done\n", async_time(), (int)(intptr_t)number);
        async_queue_task_done(&jobs);
    }
    return async_return(rc);
}

const struct site_page app_pages[] = {
    { NULL, "/", hello }, { NULL, "/data", data }, { NULL, "/concurrent", concurrent },
    { NULL, "/job", job }, { NULL, "/now", now }, { NULL, NULL, NULL }
};

/* ---- The scope ----------------------------------------------------------- */

int app_open(struct app *app)
{
    int rc = site_start(&app->site, app_pages, 0);

    if (rc < 0)
        return rc;
    rc = fetch_open(&app->session);
    if (rc < 0) {
        site_stop(app->site);
        return rc;
    }
    fetch_place(&app->session, "site.test", site_port(app->site));
    return 0;
}

int app_close(struct app *app, int rc)
{
    fetch_close(&app->session);
    int stopped = site_stop(app->site);
    return stopped < 0 ? stopped : rc;
}

int app_get(struct app *app, const char *path, struct fetch_page *page)
{
    char url[300];

    snprintf(url, sizeof url, "http://site.test%s", path);
    return fetch_get(&app->session, url, page);
}
