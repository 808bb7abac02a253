/* SPDX-License-Identifier: MIT */
/* libev without tasks: what its timers and callbacks alone cost. */
#define _GNU_SOURCE
#include <errno.h>
#include <ev.h>
#include <pthread.h>
#include <semaphore.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "measure.h"

struct sleeper {
    ev_timer timer;
    double due;
};

static void woke(struct ev_loop *loop, ev_timer *timer, int events)
{
    measure_late(measure_now() - ((struct sleeper *)timer)->due);
}

static struct sleeper *start_sleepers(struct ev_loop *loop, int count,
                                      double seconds)
{
    struct sleeper *sleepers = malloc((size_t)count * sizeof(*sleepers));

    if (!sleepers)
        exit(1);
    for (int i = 0; i < count; i++) {
        double wait = seconds > 0 ? seconds : measure_random_us() / 1e6;

        ev_now_update(loop);
        sleepers[i].due = measure_now() + wait;
        ev_timer_init(&sleepers[i].timer, woke, wait, 0);
        ev_timer_start(loop, &sleepers[i].timer);
    }
    return sleepers;
}

static void measure_sleep(void)
{
    struct ev_loop *loop = ev_default_loop(0);

    measure_start();
    struct sleeper *sleepers = start_sleepers(loop, 100000, 0);
    ev_run(loop, 0);
    measure_sleepers("sleep");
    free(sleepers);
}

static void measure_park(void)
{
    struct ev_loop *loop = ev_default_loop(0);

    measure_start();
    struct sleeper *sleepers = start_sleepers(loop, 1000000, 1000);
    ev_run(loop, EVRUN_NOWAIT);
    measure_print("park_s", measure_elapsed(), "s");
    measure_print("park_bytes", measure_memory() / 1e6, "B");
    free(sleepers);
}

/* ---- Echo ---- */

struct end {
    ev_io io;
    int got, left;
    char bytes[ECHO_BYTES];
};

static int open_ends;

static void close_end(struct ev_loop *loop, struct end *end)
{
    ev_io_stop(loop, &end->io);
    close(end->io.fd);
    free(end);
}

/* True when all the bytes of a round trip have come. */
static int receive(struct ev_loop *loop, struct end *end)
{
    ssize_t n = read(end->io.fd, end->bytes + end->got, (size_t)(ECHO_BYTES - end->got));

    if (n < 0 && errno == EAGAIN)
        return 0;
    if (n <= 0) {
        close_end(loop, end);
        return 0;
    }
    end->got += (int)n;
    if (end->got < ECHO_BYTES)
        return 0;
    end->got = 0;
    return 1;
}

static void send_back(struct end *end)
{
    if (write(end->io.fd, end->bytes, ECHO_BYTES) != ECHO_BYTES)
        exit(1);
}

static void server_reads(struct ev_loop *loop, ev_io *io, int events)
{
    struct end *end = (struct end *)io;

    if (receive(loop, end))
        send_back(end);
}

static void client_reads(struct ev_loop *loop, ev_io *io, int events)
{
    struct end *end = (struct end *)io;

    if (!receive(loop, end))
        return;
    if (--end->left > 0) {
        send_back(end);
        return;
    }
    close_end(loop, end);
    if (--open_ends == 0)
        ev_break(loop, EVBREAK_ALL);
}

static struct end *start_end(struct ev_loop *loop, int fd,
                             void (*reads)(struct ev_loop *, ev_io *, int))
{
    struct end *end = calloc(1, sizeof *end);
    int on = 1;

    if (!end || fd < 0)
        exit(1);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ev_io_init(&end->io, reads, fd, EV_READ);
    ev_io_start(loop, &end->io);
    return end;
}

static void accepts(struct ev_loop *loop, ev_io *io, int events)
{
    for (int fd; (fd = accept4(io->fd, NULL, NULL, SOCK_NONBLOCK)) >= 0; )
        start_end(loop, fd, server_reads);
}

static int listen_somewhere(struct sockaddr_in *at)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    socklen_t size = sizeof *at;

    *at = (struct sockaddr_in){ .sin_family = AF_INET };
    at->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(fd, (struct sockaddr *)at, size) < 0 || listen(fd, 128) < 0 ||
        getsockname(fd, (struct sockaddr *)at, &size) < 0)
        exit(1);
    return fd;
}

static void connect_end(struct ev_loop *loop, const struct sockaddr_in *at)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (connect(fd, (const struct sockaddr *)at, sizeof *at) < 0 && errno != EINPROGRESS)
        exit(1);
    struct end *end = start_end(loop, fd, client_reads);
    end->left = ECHO_ROUNDS;
    send_back(end);
}

static void measure_echo(void)
{
    struct ev_loop *loop = ev_default_loop(0);
    struct sockaddr_in at;
    ev_io listener;

    ev_io_init(&listener, accepts, listen_somewhere(&at), EV_READ);
    ev_io_start(loop, &listener);
    measure_start();
    open_ends = ECHO_CONNECTIONS;
    for (int i = 0; i < ECHO_CONNECTIONS; i++)
        connect_end(loop, &at);
    ev_run(loop, 0);
    measure_each("echo", (double)ECHO_CONNECTIONS * ECHO_ROUNDS);
}

/* ---- A thread that is woken, and wakes the loop: there and back ---- */

static sem_t asked;
static ev_async answer;
static struct ev_loop *asking;
static int answers;

static void *answerer(void *arg)
{
    for (int i = 0; i < THREAD_ROUNDS; i++) {
        sem_wait(&asked);
        ev_async_send(asking, &answer);
    }
    return NULL;
}

static void answered(struct ev_loop *loop, ev_async *watcher, int events)
{
    answers++;
}

static void measure_thread(void)
{
    pthread_t thread;

    asking = ev_default_loop(0);
    sem_init(&asked, 0, 0);
    ev_async_init(&answer, answered);
    ev_async_start(asking, &answer);
    if (pthread_create(&thread, NULL, answerer, NULL) != 0)
        exit(1);
    measure_start();
    for (int i = 0; i < THREAD_ROUNDS; i++) {
        sem_post(&asked);
        while (answers == i)
            ev_run(asking, EVRUN_ONCE);
    }
    measure_each("thread", THREAD_ROUNDS);
    pthread_join(thread, NULL);
}

int main(int argc, char **argv)
{
    static const struct figure figures[] = {
        { "sleep", measure_sleep }, { "park", measure_park },
        { "echo", measure_echo }, { "thread", measure_thread }, { NULL, NULL },
    };

    return measure_main(argc, argv, figures);
}
