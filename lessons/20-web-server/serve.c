/* SPDX-License-Identifier: MIT */
/* The same site for a real browser, curl or wrk, until Ctrl-C. */
#include <signal.h>
#include <stdlib.h>

#include "app.h"
#include "kit.h"

static struct async_task stop;

static void *stop_serving(void *arg)
{
    async_set_result(stop, NULL);       /* the second Ctrl-C changes nothing */
    return NULL;
}

static int port_asked_for(void)
{
    int n;
    char *const *words = kit_words(&n);
    char *end;
    long port = n == 1 ? strtol(words[0], &end, 10) : 0;

    return n == 1 && *words[0] && !*end && port > 0 && port < 65536 ? (int)port : -1;
}

static int serve(struct site *site)
{
    printf("http://127.0.0.1:%d/, /data, /concurrent, /job, /now; Ctrl-C ends\n",
           site_port(site));
    fflush(stdout);
    stop = async_future("Ctrl-C");
    async_add_signal_handler(SIGINT, stop_serving, NULL);
    async_add_signal_handler(SIGTERM, stop_serving, NULL);
    struct async_task worker = async_create_task("worker", app_worker, NULL);
    int rc = async_await(stop, NULL);
    async_cancel(worker);
    return rc;
}

static void *program(void *arg)
{
    struct site *site;
    int port = port_asked_for();

    if (port < 0)
        return async_fail(EINVAL, "on which port? --demo serve -- 8080");
    int rc = site_start(&site, app_pages, port);
    if (rc < 0)
        return async_return(rc);
    rc = serve(site);
    printf("%d requests were served\n", site_begun(site));
    int stopped = site_stop(site);
    return async_return(stopped < 0 ? stopped : rc);
}

const struct kit_demo serve_demo = {
    .name = "serve", .title = "for a browser, until Ctrl-C", .program = program,
    .words = "PORT", .alone = true,
    .question = "Open / in two tabs at once. How long does the second one take?",
    .moral = "Each request was a task, and one thread served them all.",
};
