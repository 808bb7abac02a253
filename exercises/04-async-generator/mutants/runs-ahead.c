/* SPDX-License-Identifier: MIT */
/* Fails: in place: a task "tap" was made beside main */
/* A task and a queue in place of a generator: the tap drips while nobody asks. */
#include "exercise.h"

static struct async_queue sink = ASYNC_QUEUE("sink", 0);

static void *drip(void *arg)
{
    int rc = 0;

    for (int i = 0; rc == 0 && i < input_length("delays"); i++) {
        rc = async_sleep(input_at("delays", i));
        if (rc == 0)
            rc = async_queue_put(&sink, (void *)(intptr_t)(i + 1));
    }
    printf("tap closed\n");
    return async_return(rc);
}

void *solution(void *arg)
{
    struct async_task tap = async_create_task("tap", drip, NULL);
    int most = input_length("delays"), glass = (int)input("glass"), got = 0;
    void *drop;

    while (got < glass && got < most && async_queue_get(&sink, &drop) == 0) {
        printf("drop %d\n", (int)(intptr_t)drop);
        got++;
        async_sleep(input("sip"));
    }
    async_cancel(tap);
    async_await(tap, NULL);
    printf("glass with %d\n", got);
    return NULL;
}
