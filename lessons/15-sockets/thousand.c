/* SPDX-License-Identifier: MIT */
/* 15 Thousand: a thousand connections at once, each answered after a second, by one
 * thread.  Each is a descriptor that the loop watches, and a task that sleeps. */
#include <pthread.h>
#include <stdlib.h>

#include "async_stream.h"
#include "kit.h"

enum { COUNT = 1000 };
static int port, threads;

static void note_thread(void)
{
    static pthread_t seen[COUNT];
    int i = 0;

    while (i < threads && !pthread_equal(seen[i], pthread_self()))
        i++;
    if (i == threads)
        seen[threads++] = pthread_self();
}

static void *answer(struct async_stream stream, void *arg)
{
    char line[16];

    note_thread();
    int n = async_stream_readline(stream, line, sizeof line);
    if (n <= 0)
        return async_return(n);
    int rc = async_sleep(1);
    return async_return(rc < 0 ? rc : async_stream_write(stream, line, (size_t)n));
}

static void *ask(void *arg)
{
    static int right = 1;
    int number = *(const int *)arg;
    struct async_stream stream;
    char line[16];

    int rc = async_open_connection("127.0.0.1", port, &stream);
    int n = snprintf(line, sizeof line, "%d\n", number);
    if (rc == 0)
        rc = async_stream_write(stream, line, (size_t)n);
    if (rc == 0)
        rc = async_stream_readline(stream, line, sizeof line);
    async_stream_close(stream);
    return rc > 0 && atoi(line) == number ? &right : async_return(rc);
}

static void *program(void *arg)
{
    static struct async_task clients[COUNT];
    static void *answers[COUNT];
    struct async_server server;
    int right = 0;

    int rc = async_start_server(answer, NULL, "127.0.0.1", 0, &server);
    if (rc < 0)
        return async_return(rc);
    port = async_server_port(server);
    for (int i = 0; i < COUNT; i++)
        clients[i] = async_coroutine_with("client", ask, &i, sizeof i);
    rc = async_gather(clients, COUNT, answers, 0);
    for (int i = 0; i < COUNT && rc == 0; i++)
        right += answers[i] != NULL;
    if (rc == 0)
        rc = async_server_shutdown(server, 1);
    if (rc == 0)
        printf("connections: %d, answered rightly: %d\nthreads used: %d\n"
               "elapsed: %.1f s\n", COUNT, right, threads, async_time());
    return async_return(rc);
}

const struct kit_demo thousand_demo = {
    .name = "thousand", .title = "a thousand connections on one thread",
    .program = program, .alone = true, .seconds = 1,
    .question = "A thousand clients, 1 s for each answer. How long? How many threads?",
    .moral = "A connection that waits costs a descriptor and some memory, and no thread.",
};
