/* SPDX-License-Identifier: MIT */
/* 17 Threads: a blocking call, and a loop that goes on beside it.
 *
 * Concept  A call that blocks stops every task, for all have one thread.  Handed to
 *          a pool thread by async_to_thread() it blocks that one, and whoever asked
 *          waits for it as for anything else.
 * Predict  A clock ticks every half second, three times.  Beside it somebody reads a
 *          slow old meter, two seconds long: first directly, then in a thread.
 *          When do the ticks come, the first time and the second?
 * Watch    The thread's lane: blocked for two seconds, and later free, while the
 *          lane "thread 1" sleeps in its place.
 * Try      Tick eight times.  Then read two meters at once, each in a thread.
 * Next     --demo prompt: what a frozen program looks like from outside.
 */
#include "async_thread.h"
#include "kit.h"

static void *read_meter(void *arg)
{
    async_blocking_sleep(2);
    return "Result";
}

static void *tick(void *arg)
{
    double start = *(const double *)arg;

    for (int i = 0; i < 3; i++) {
        int rc = async_sleep(0.5);
        if (rc < 0)
            return async_return(rc);
        printf("tick %.1f\n", async_time() - start);
    }
    return NULL;
}

static int read_beside_ticks(const char *how, bool in_a_thread)
{
    double start = async_time();
    struct async_task ticks = async_create_task("ticks", tick, &start);
    void *result = NULL;

    int rc = async_sleep(0);            /* the clock begins */
    if (rc == 0 && in_a_thread)
        rc = async_to_thread("meter", read_meter, NULL, &result);
    else if (rc == 0)
        result = read_meter(NULL);
    if (rc == 0)
        printf("%s %s %.1f\n", how, (const char *)result, async_time() - start);
    int ended = async_await(ticks, NULL);
    return rc < 0 ? rc : ended;
}

static void *program(void *arg)
{
    int rc = read_beside_ticks("direct", false);
    if (rc == 0)
        rc = read_beside_ticks("thread", true);
    return async_return(rc);
}

static const struct kit_demo loop_free_demo = {
    .name = "loop-free", .title = "a clock beside a blocking call",
    .program = program, .alone = true, .seconds = 5,
    .question = "A call blocks for 2 s: directly, then in a thread. When are the ticks?",
    .moral = "What blocks goes to a thread: then only whoever asked for it waits.",
};
extern const struct kit_demo to_thread_demo, executor_demo, prompt_demo, call_back_demo,
    from_sync_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &loop_free_demo, &to_thread_demo, &executor_demo, &prompt_demo, &call_back_demo,
        &from_sync_demo, NULL
    };
    return kit_main(argc, argv, "threads", demos);
}
