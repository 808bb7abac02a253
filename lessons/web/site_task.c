/* SPDX-License-Identifier: MIT */
/* A request as a task: find its page, run it, answer, let the connection go on. */
#define _POSIX_C_SOURCE 200809L
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>

#include "site_inside.h"

/* ---- Answers ------------------------------------------------------------- */

int site_answer(struct site_request *request, int status, const char *type,
                const char *text)
{
    struct site_private *private = request->private;

    if (private->answered)
        return async_set_error(EBUSY, "%s was answered already", request->path);
    private->answer = strdup(text);
    if (!private->answer)
        return async_set_error(ENOMEM, "no memory for an answer");
    private->answer_size = strlen(text);
    private->status = status;
    snprintf(private->type, sizeof private->type, "%s", type);
    private->answered = true;
    return 0;
}

int site_answer_json(struct site_request *request, int status, json_t *value)
{
    char *text = value ? json_dumps(value, JSON_COMPACT) : NULL;

    json_decref(value);
    if (!text)
        return async_set_error(ENOMEM, "no memory for an answer");
    int rc = site_answer(request, status, "application/json", text);
    free(text);
    return rc;
}

/* ---- The task ------------------------------------------------------------ */

static async_fn *find_page(const struct site *site, const struct site_request *request)
{
    async_fn *found = NULL;

    for (const struct site_page *page = site->pages; page->page; page++) {
        if (page->host && strcmp(page->host, request->host) != 0)
            continue;
        if (page->path && strcmp(page->path, request->path) == 0)
            return page->page;
        if (!page->path && !found)
            found = page->page;
    }
    return found;
}

static void let_go(struct site_private *private)
{
    struct site *site = private->site;
    struct site_private **link = &site->requests;

    while (*link != private)
        link = &(*link)->next;
    *link = private->next;
    site->busy--;
    private->ended = true;
    async_forget(async_current_task());
    if (private->connection) {
        MHD_resume_connection(private->connection);
        site_run_soon(site);
    } else {
        site_forget(private);
    }
}

static void *answer_request(void *arg)
{
    struct site_private *private = arg;
    async_fn *page = find_page(private->site, &private->request);
    int rc = 0;

    if (page)
        rc = async_await(async_coroutine(private->path, page, &private->request), NULL);
    else
        site_answer(&private->request, 404, "text/plain", "Not Found");
    if (!private->answered)
        site_answer(&private->request, rc == -ECANCELED ? 503 : 500, "text/plain",
                    rc == -ECANCELED ? "Service Unavailable" : "Internal Server Error");
    let_go(private);
    return async_return(rc == -ECANCELED ? rc : 0);
}

void site_begin_task(struct site_private *private)
{
    struct site *site = private->site;
    char name[64];

    snprintf(name, sizeof name, "%s %s", private->method, private->path);
    private->begun = true;
    private->next = site->requests;
    site->requests = private;
    site->begun++;
    site->busy++;
    private->task = async_create_task(name, answer_request, private);
}

/* ---- The end ------------------------------------------------------------- */

void site_forget(struct site_private *private)
{
    private->connection = NULL;
    if (private->begun && !private->ended) {
        async_cancel(private->task);
        return;                         /* let_go() comes here again */
    }
    free(private->method);
    free(private->path);
    free(private->body);
    free(private->answer);
    free(private);
}

int site_end_tasks(struct site *site)
{
    int rc = 0;

    for (struct site_private *p = site->requests; p; p = p->next)
        async_cancel(p->task);
    while (site->requests) {
        int waited = async_await(async_shield_future(site->requests->task), NULL);
        if (waited == -ECANCELED && async_cancelling(async_current_task()))
            rc = waited;
    }
    return rc;
}
