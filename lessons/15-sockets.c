/* SPDX-License-Identifier: MIT */
/* 15 Sockets: three ships and one radio.
 *
 * Concept  A server has a task for each connection: its handler reads like a talk with
 *          one client.  A read waits until the other side has written; the loop watches
 *          all the sockets at once.
 * Predict  The harbour confirms each message by repeating it, one second later.  Three
 *          ships send two messages each.  How long does it take on one thread?
 * Watch    While a ship reads, its handler sleeps, and the other way round.
 * Try      Leave out the close in ship(): who waits for whom at the end?
 * Next     --demo slow-client: one who takes his time.
 */
#include "async_stream.h"
#include "kit.h"

enum { SHIPS = 3 };
static const char *const names[] = { "Anna", "Bela", "Cora", NULL };
static int port;

static void *harbour(struct async_stream stream, void *arg)
{
    char line[80];
    int n;

    while ((n = async_stream_readline(stream, line, sizeof line)) > 0) {
        int rc = async_sleep(1);
        if (rc == 0)
            rc = async_stream_write(stream, line, (size_t)n);
        if (rc == 0)
            rc = async_stream_drain(stream);
        if (rc < 0)
            return async_return(rc);
    }
    return async_return(n);             /* 0: the ship has closed its end */
}

static void *ship(void *arg)
{
    static const char *const questions[] = { "may I come in", "where do I moor" };
    const char *name = *(const char **)arg;
    struct async_stream stream;

    int rc = async_open_connection("127.0.0.1", port, &stream);
    for (int i = 0; i < 2 && rc >= 0; i++) {
        char line[80];
        int n = snprintf(line, sizeof line, "%s, %s\n", name, questions[i]);
        rc = async_stream_write(stream, line, (size_t)n);
        if (rc == 0)
            rc = async_stream_readline(stream, line, sizeof line);
        if (rc > 0)
            printf("%.1f s: \"%.*s\" is confirmed\n", async_time(), rc - 1, line);
    }
    async_stream_close(stream);
    return async_return(rc);
}

static void *program(void *arg)
{
    struct async_server server;
    struct async_task ships[SHIPS];

    int rc = async_start_server(harbour, NULL, "127.0.0.1", 0, &server);
    if (rc < 0)
        return async_return(rc);
    port = async_server_port(server);   /* 0 above: any free one */
    for (int i = 0; i < SHIPS; i++)
        ships[i] = async_coroutine_with(names[i], ship, &names[i], sizeof names[i]);
    rc = async_gather(ships, SHIPS, NULL, 0);
    if (rc == 0)
        rc = async_server_shutdown(server, 1);
    if (rc == 0)
        printf("%.1f s: the radio is off\n", async_time());
    return async_return(rc);
}

static const struct kit_demo echo_demo = {
    .name = "echo", .title = "three ships and one radio",
    .program = program, .lanes = names, .alone = true, .seconds = 2,
    .question = "Three ships, two messages each, 1 s for each answer. How long?",
    .moral = "A task for each connection: all wait at the same time, on one thread.",
};
extern const struct kit_demo slow_client_demo, back_pressure_demo, thousand_demo,
    graceful_stop_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &echo_demo, &slow_client_demo, &back_pressure_demo, &thousand_demo,
        &graceful_stop_demo, NULL
    };
    return kit_main(argc, argv, "sockets", demos);
}
