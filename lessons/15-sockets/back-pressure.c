/* SPDX-License-Identifier: MIT */
/* 15 Back-pressure: a quarry sends stones down a chute, a barge takes a load in a second.
 * write never waits, it keeps what the socket does not take: drain waits until that is
 * sent.  Leave it out, and all the loads lie in memory at once. */
#include <sys/socket.h>

#include "async_stream.h"
#include "kit.h"

enum { LOAD = 1000000, LOADS = 4 };
static struct async_stream top, bottom;

static void *quarry(void *arg)
{
    static const char stones[LOAD];
    int rc = 0;

    for (int i = 1; i <= LOADS && rc == 0; i++) {
        rc = async_stream_write(top, stones, LOAD);
        if (rc == 0)
            rc = async_stream_drain(top);
        if (rc == 0)
            printf("%.1f s: load %d is on the chute\n", async_time(), i);
    }
    return async_return(rc == 0 ? async_stream_write_eof(top) : rc);
}

static void *barge(void *arg)
{
    static char stones[LOAD];

    for (int i = 1; i <= LOADS; i++) {
        int rc = async_sleep(1);
        if (rc == 0)
            rc = async_stream_readexactly(bottom, stones, LOAD);
        if (rc < 0)
            return async_return(rc);
        printf("%.1f s: load %d is aboard\n", async_time(), i);
    }
    int rc = async_stream_read(bottom, stones, 1);
    printf("no more stones: %s\n", kit_bool(rc == 0));
    return async_return(rc);
}

static void *program(void *arg)
{
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0)
        return async_fail(errno, "no chute");
    async_open_socket(ends[0], "chute", &top);
    async_open_socket(ends[1], "chute", &bottom);
    struct async_task both[] = {
        async_coroutine("quarry", quarry, NULL), async_coroutine("barge", barge, NULL),
    };
    int rc = async_gather(both, 2, NULL, 0);
    async_stream_close(top);
    async_stream_close(bottom);
    return async_return(rc);
}

static const char *const lanes[] = { "quarry", "barge", NULL };

const struct kit_demo back_pressure_demo = {
    .name = "back-pressure", .title = "the chute is full",
    .program = program, .lanes = lanes, .alone = true, .seconds = 4,
    .question = "Stones are there at once, a load is taken in 1 s. When is load 4 gone?",
    .moral = "drain makes the quick writer as slow as the slow reader.",
};
