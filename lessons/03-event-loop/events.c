/* SPDX-License-Identifier: MIT */
/* 03 Events: four kinds of them reach the loop: a task's end, data on a socket, a
 * timer, a signal.  Each callback says when it was called. */
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "kit.h"

static int ends[2];

static void *short_task(void *arg)
{
    int rc = async_sleep(1);

    return rc < 0 ? async_return(rc) : "task result";
}

static void task_completed(struct async_task task, void *arg)
{
    void *result;

    if (async_result(task, &result) == 0)
        printf("%.1f task completed: %s\n", async_time(), (char *)result);
}

static void *send_ping(void *arg)
{
    return write(ends[1], "ping", 4) == 4 ? NULL : async_fail(EIO, "nothing was sent");
}

static void *data_arrived(void *arg)
{
    char data[100];
    ssize_t size = read(ends[0], data, sizeof data);

    if (size > 0)
        printf("%.1f socket data: %.*s\n", async_time(), (int)size, data);
    return NULL;
}

static void *timer_expired(void *arg)
{
    printf("%.1f timer expired\n", async_time());
    return NULL;
}

static void *raise_signal(void *arg)
{
    raise(SIGUSR1);
    return NULL;
}

static void *signal_came(void *arg)
{
    printf("%.1f signal SIGUSR1\n", async_time());
    return NULL;
}

static void *program(void *arg)
{
    struct async_task task = async_create_task("short", short_task, NULL);

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0)
        return async_fail(errno, "no pair of sockets");
    async_add_done_callback(task, task_completed, NULL);
    async_add_reader(ends[0], data_arrived, NULL);
    async_call_later(2, send_ping, NULL);
    async_call_later(3, timer_expired, NULL);
    async_add_signal_handler(SIGUSR1, signal_came, NULL);
    async_call_later(4, raise_signal, NULL);

    int rc = async_sleep(5);
    async_remove_reader(ends[0]);
    close(ends[0]);
    close(ends[1]);
    if (rc == 0)
        printf("%.1f done\n", async_time());
    return async_return(rc);
}

const struct kit_demo events_demo = {
    .name = "events", .title = "a task's end, data on a socket, a timer, a signal",
    .program = program, .alone = true, .seconds = 5,
    .question = "Four things happen, one a second. In which order does the loop hear?",
};
