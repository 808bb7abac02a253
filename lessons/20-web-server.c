/* SPDX-License-Identifier: MIT */
/* 20 Web server: one task a request.
 *
 * Concept  Each request that arrives becomes a task.  While its page waits (for a
 *          database, for another server) the thread takes the next request.
 * Predict  A page takes one second.  Three clients ask for it at the same moment.
 *          When does the last one have its answer, on each side?
 * Watch    The three GET lanes: on the first side each client waits for those before.
 * Try      --demo serve -- 8080, and open http://127.0.0.1:8080/ in several tabs.
 * Next     --demo requests: other pages; --demo job: an answer before the work.
 */
#include "app.h"
#include "kit.h"

enum { CLIENTS = 3 };
static struct app app;
static const char *const lanes[] = { "client 1", "client 2", "client 3", NULL };

static void *client(void *arg)
{
    int n = *(const int *)arg;
    double start = async_time();
    struct fetch_page page;

    int rc = app_get(&app, "/", &page);
    if (rc < 0)
        return async_return(rc);
    printf("client %d: %s after %.1f s\n", n, page.text, async_time() - start);
    fetch_free(&page);
    return NULL;
}

static void *program(void *arg)
{
    struct async_task clients[CLIENTS];

    int rc = app_open(&app);
    if (rc < 0)
        return async_return(rc);
    for (int i = 0; i < CLIENTS; i++) {
        int n = i + 1;
        clients[i] = async_coroutine_with(lanes[i], client, &n, sizeof n);
    }
    rc = async_gather(clients, CLIENTS, NULL, 0);
    return async_return(app_close(&app, rc));
}

static const struct kit_demo clients_demo = {
    .name = "clients", .title = "three clients at once", .program = program,
    .lanes = lanes, .seconds = 3,
    .question = "A page takes 1 s, and three clients ask for it. How long on each side?",
    .moral = "A server that waits for one client can serve another meanwhile.",
};
extern const struct kit_demo requests_demo, job_demo, serve_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &clients_demo, &requests_demo, &job_demo, &serve_demo, NULL
    };
    return kit_main(argc, argv, "a web server", demos);
}
