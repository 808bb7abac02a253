/* SPDX-License-Identifier: MIT */
/* 202 Accepted: the answer comes at once, the work is done through a queue. */
#include "app.h"
#include "kit.h"

enum { CLIENTS = 3 };
static struct app app;

static void *client(void *arg)
{
    struct fetch_page page;

    int rc = app_get(&app, "/job", &page);
    if (rc < 0)
        return async_return(rc);
    printf("%.1f s: %d, %s\n", async_time(), page.status, page.text);
    fetch_free(&page);
    return NULL;
}

/* The jobs take 1 s each, one after another. */
static int ask_and_wait(void)
{
    struct async_task worker = async_create_task("worker", app_worker, NULL);
    struct async_task clients[CLIENTS];

    for (int i = 0; i < CLIENTS; i++)
        clients[i] = async_coroutine("client", client, NULL);
    int rc = async_gather(clients, CLIENTS, NULL, 0);
    if (rc == 0) {
        printf("%.1f s: all clients are gone\n", async_time());
        rc = async_sleep(CLIENTS + 0.5);
    }
    async_cancel(worker);
    int ended = async_await(worker, NULL);
    return rc < 0 ? rc : ended == -ECANCELED ? 0 : ended;
}

static void *program(void *arg)
{
    int rc = app_open(&app);
    if (rc < 0)
        return async_return(rc);
    rc = ask_and_wait();
    return async_return(app_close(&app, rc));
}

const struct kit_demo job_demo = {
    .name = "job", .title = "202 Accepted: work through a queue",
    .program = program, .alone = true, .seconds = 3.5,
    .question = "Three jobs of 1 s each. When has the last client its answer?",
    .moral = "Who need not wait for the work is answered when it is in the queue.",
};
