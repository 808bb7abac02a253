/* SPDX-License-Identifier: MIT */
/* 15 Slow client: three customers spell their names, a letter at a time.  A slow one
 * holds up nobody but the server's own memory: so the clerk has a deadline. */
#include <string.h>

#include "async_stream.h"
#include "kit.h"

struct customer {
    const char *name;
    double pause;                       /* before each letter */
    struct async_stream stream;
};

static struct customer customers[] = {
    { .name = "Maximilian", .pause = 1 }, { .name = "Eve", .pause = 0.1 },
    { .name = "Otto", .pause = 0.5 },
};
static int port;

static void *clerk(struct async_stream stream, void *arg)
{
    char name[80], answer[100], rest[80];
    struct async_timeout deadline;

    async_timeout_begin(&deadline, 3);
    int rc = async_stream_readline(stream, name, sizeof name);
    rc = async_timeout_end(&deadline, rc);
    int n = rc > 0 ? snprintf(answer, sizeof answer, "thank you, %s", name)
                   : snprintf(answer, sizeof answer, "too slow, next please\n");
    rc = async_stream_write(stream, answer, (size_t)n);
    if (rc == 0)
        rc = async_stream_write_eof(stream);
    while (rc >= 0 && (rc = async_stream_read(stream, rest, sizeof rest)) > 0)
        ;                               /* closing over unread letters would lose the answer */
    return async_return(rc);
}

static void *spell(void *arg)
{
    const struct customer *this = arg;
    int rc = 0;

    for (size_t i = 0; rc == 0 && i <= strlen(this->name); i++) {
        rc = async_sleep(this->pause);
        const char *letter = this->name[i] ? &this->name[i] : "\n";
        if (rc == 0)
            rc = async_stream_write(this->stream, letter, 1);
    }
    return async_return(rc);
}

static void *talk(void *arg)
{
    struct customer *this = arg;
    char answer[100];

    int rc = async_open_connection("127.0.0.1", port, &this->stream);
    if (rc < 0)
        return async_return(rc);
    struct async_task spelling = async_create_task("spelling", spell, this);
    rc = async_stream_readline(this->stream, answer, sizeof answer);
    if (rc > 0)
        printf("%.1f s: %s hears: %s", async_time(), this->name, answer);
    async_cancel(spelling);
    async_stream_close(this->stream);
    return async_return(rc);
}

static void *program(void *arg)
{
    struct async_server server;
    struct async_task tasks[3];

    int rc = async_start_server(clerk, NULL, "127.0.0.1", 0, &server);
    if (rc < 0)
        return async_return(rc);
    port = async_server_port(server);
    for (int i = 0; i < 3; i++)
        tasks[i] = async_coroutine(customers[i].name, talk, &customers[i]);
    rc = async_gather(tasks, 3, NULL, 0);
    if (rc == 0)
        rc = async_server_shutdown(server, 1);
    return async_return(rc);
}

static const char *const lanes[] = { "Maximilian", "Eve", "Otto", NULL };

const struct kit_demo slow_client_demo = {
    .name = "slow-client", .title = "one customer takes his time",
    .program = program, .lanes = lanes, .alone = true, .seconds = 3,
    .question = "Maximilian needs 11 s to spell his name. When is Otto served?",
    .moral = "A slow client holds up nobody; a deadline keeps it from staying for ever.",
};
