/* SPDX-License-Identifier: MIT */
/* 15 Graceful stop: SIGTERM (or Ctrl-C) comes while guests eat.  The server takes no new
 * ones, lets those at the table finish, and cancels who needs more than the grace time. */
#include <signal.h>

#include "async_stream.h"
#include "kit.h"

struct guest { const char *name; double comes, eats; };
static struct guest guests[] = {
    { "Ada", 0, 1 }, { "Ben", 0, 3 }, { "Cleo", 0, 9 }, { "Dora", 2.5, 1 },
};
static struct async_event stop = ASYNC_EVENT("stop");
static int port;

static void *cook(struct async_stream stream, void *arg)
{
    char line[80], name[40], answer[80];
    double seconds;

    int rc = async_stream_readline(stream, line, sizeof line);
    if (rc <= 0 || sscanf(line, "%39s %lf", name, &seconds) != 2)
        return async_return(rc);
    rc = async_sleep(seconds);          /* -ECANCELED at the end of the grace time */
    int n = snprintf(answer, sizeof answer, "%s %s\n", name,
                     rc == 0 ? "has eaten" : "takes the rest home");
    async_stream_write(stream, answer, (size_t)n);
    return async_return(rc);
}

static void *eat(void *arg)
{
    const struct guest *this = arg;
    struct async_stream stream;
    char line[80];

    int rc = async_sleep(this->comes);
    if (rc == 0)
        rc = async_open_connection("127.0.0.1", port, &stream);
    if (rc == -ECONNREFUSED) {
        printf("%.1f s: %s finds the door closed\n", async_time(), this->name);
        return NULL;
    }
    if (rc < 0)
        return async_return(rc);
    int n = snprintf(line, sizeof line, "%s %g\n", this->name, this->eats);
    rc = async_stream_write(stream, line, (size_t)n);
    if (rc == 0)
        rc = async_stream_readline(stream, line, sizeof line);
    if (rc > 0)
        printf("%.1f s: %s", async_time(), line);
    async_stream_close(stream);
    return async_return(rc);
}

static void *on_signal(void *arg)
{
    async_event_set(&stop);
    return NULL;
}

static void *send_signal(void *arg)
{
    raise(SIGTERM);                     /* as `kill` would, or a service manager */
    return NULL;
}

static void *program(void *arg)
{
    struct async_server server;
    struct async_task tasks[4];

    int rc = async_start_server(cook, NULL, "127.0.0.1", 0, &server);
    if (rc < 0)
        return async_return(rc);
    port = async_server_port(server);
    async_add_signal_handler(SIGTERM, on_signal, NULL);
    async_add_signal_handler(SIGINT, on_signal, NULL);
    async_call_later(2, send_signal, NULL);
    for (int i = 0; i < 4; i++)
        tasks[i] = async_create_task(guests[i].name, eat, &guests[i]);

    rc = async_event_wait(&stop);
    if (rc < 0)
        return async_return(rc);
    printf("%.1f s: no more guests; those at the table have 2 s\n", async_time());
    int left = async_server_shutdown(server, 2);
    rc = left < 0 ? left : async_gather(tasks, 4, NULL, 0);
    if (rc == 0)
        printf("%.1f s: closed; %d did not finish\n", async_time(), left);
    return async_return(rc);
}

static const char *const lanes[] = { "Ada", "Ben", "Cleo", "Dora", NULL };

const struct kit_demo graceful_stop_demo = {
    .name = "graceful-stop", .title = "the last guests finish",
    .program = program, .lanes = lanes, .alone = true, .seconds = 4,
    .question = "SIGTERM at 2 s, 2 s of grace. Who finishes, and when is it closed?",
    .moral = "Stop accepting, let them finish for a while, then cancel who is left.",
};
