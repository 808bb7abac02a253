/* SPDX-License-Identifier: MIT */
/* communicate(): a child's three pipes at once, so that none of them is in another's
 * way. */
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "async_process.h"
#include "report.h"

enum { PIECE = 65536 };

struct feed {
    struct async_stream in;
    const void *bytes;
    size_t size;
};

struct drain {
    struct async_stream from;
    struct async_output output;
    size_t room;
    bool over;                          /* its end was read */
};

/* A child that does not want to read all of it is none the worse for it. */
static void *feed(void *arg)
{
    const struct feed *this = arg;

    if (this->size > 0)
        async_stream_write(this->in, this->bytes, this->size);
    int rc = async_stream_drain(this->in);
    async_stream_close(this->in);
    if (rc == 0)
        rc = async_stream_wait_closed(this->in);
    return rc == -ECANCELED ? async_return(rc) : NULL;
}

static void make_room(struct drain *this)
{
    if (this->room - this->output.size > PIECE)
        return;
    this->room = this->room ? 2 * this->room : 2 * PIECE;
    char *bytes = realloc(this->output.bytes, this->room);
    if (!bytes)
        panic("out of memory for %zu bytes of a child's output", this->room);
    this->output.bytes = bytes;
}

/* How many bytes; 0 at the end, or -code. */
static int drain_some(struct drain *this)
{
    make_room(this);
    int got = async_stream_read(this->from, this->output.bytes + this->output.size, PIECE);
    if (got > 0)
        this->output.size += (size_t)got;
    this->output.bytes[this->output.size] = '\0';
    this->over = got <= 0;
    return got;
}

static void *drain(void *arg)
{
    int got;

    do
        got = drain_some(arg);
    while (got > 0);
    return async_return(got);
}

/* ---- One after another: no task could wait for its pipe alone ---- */

static void feed_some(struct feed *this)
{
    ssize_t n = send(async_stream_fileno(this->in), this->bytes, this->size, MSG_NOSIGNAL);

    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    this->bytes = n > 0 ? (const char *)this->bytes + n : this->bytes;
    this->size -= n > 0 ? (size_t)n : 0;
    if (n < 0 || this->size == 0)
        async_stream_close(this->in);
}

static int look_at(const struct drain *drain)
{
    return drain->over ? -1 : async_stream_fileno(drain->from);
}

static void talk_synchronously(struct feed *input, struct drain drains[2])
{
    for (;;) {
        struct pollfd look[] = { { async_stream_fileno(input->in), POLLOUT, 0 },
                                 { look_at(&drains[0]), POLLIN, 0 },
                                 { look_at(&drains[1]), POLLIN, 0 } };
        if (look[0].fd < 0 && look[1].fd < 0 && look[2].fd < 0)
            return;
        if (poll(look, 3, -1) < 0)
            continue;
        if (look[0].revents)
            feed_some(input);
        for (int i = 0; i < 2; i++)
            if (look[i + 1].revents)
                drain_some(&drains[i]);
    }
}

/* ---- The call ---- */

static int talk(const struct async_process *process, struct feed *input,
                struct drain drains[2])
{
    struct async_task tasks[3];
    int n = 0;

    if (async_is_synchronous()) {
        talk_synchronously(input, drains);
        return 0;
    }
    if (process->in.id)
        tasks[n++] = async_coroutine("feed", feed, input);
    for (int i = 0; i < 2; i++)
        if (drains[i].from.id)
            tasks[n++] = async_coroutine(i ? "read err" : "read out", drain, &drains[i]);
    int rc = n > 0 ? async_gather(tasks, n, NULL, ASYNC_RETURN_EXCEPTIONS) : 0;
    for (int i = 0; rc < 0 && i < n; i++)       /* they use what lies here */
        if (!async_done(tasks[i]))
            async_await(tasks[i], NULL);
    return rc;
}

static void hand_over(struct drain *drain, struct async_output *to, int rc)
{
    if (rc < 0 || !to) {
        free(drain->output.bytes);
        drain->output = (struct async_output){ NULL, 0 };
    }
    if (to)
        *to = drain->output;
}

int async_process_communicate_at(struct async_process *process, const void *input,
                                 size_t size, struct async_output *out,
                                 struct async_output *err, const char *place)
{
    struct feed bytes = { process->in, input, size };
    struct drain drains[2] = { { .from = process->out }, { .from = process->err } };

    int rc = talk(process, &bytes, drains);
    if (rc >= 0)
        rc = async_process_wait_at(process, NULL, place);
    hand_over(&drains[0], out, rc);
    hand_over(&drains[1], err, rc);
    return rc;
}
