/* SPDX-License-Identifier: MIT */
/* 02 Awaitables: a coroutine, a task, a future.  One handle stands for each of
 * them, and async_await() takes them all, but nothing else. */
#include "kit.h"

struct work {
    const char *result;
    double seconds;
};

static void *work(void *arg)
{
    const struct work *this = arg;

    int rc = async_sleep(this->seconds);
    if (rc < 0)
        return async_return(rc);
    return (void *)this->result;
}

static void *set_future(void *arg)
{
    struct async_task *future = arg;

    return async_return(async_set_result(*future, "future result"));
}

static void *program(void *arg)
{
    static struct work short_work = { "task result", 1 },
                       long_work = { "coroutine result", 3 };
    double start = async_time();
    struct async_task task = async_create_task("task", work, &short_work);
    struct async_task future = async_future("future");
    struct async_task awaitables[] = {
        async_coroutine("coroutine", work, &long_work), task, future
    };

    async_call_later(2, set_future, &future);
    for (int i = 0; i < 3; i++) {
        void *result;
        int rc = async_await(awaitables[i], &result);
        if (rc < 0)
            return async_return(rc);
        printf("%s\n", (const char *)result);
    }
    printf("%.1f\n", async_time() - start);
    kit_last_words(0);
    return NULL;
}

static void *await_nothing(void *arg)
{
    struct async_task nothing = { .id = 0 };

    return async_return(async_await(nothing, NULL));
}

static void misuse(void)
{
    if (async_run(await_nothing, NULL, NULL) < 0)
        printf("refused: %s\n", async_caught()->text);
}

static const char *const lanes[] = { "task", NULL };
static void (*const misuses[])(void) = { misuse, NULL };

const struct kit_demo awaitables_demo = {
    .name = "awaitables", .title = "a coroutine, a task and a future, awaited in turn",
    .program = program, .misuses = misuses, .lanes = lanes, .alone = true, .seconds = 3,
    .question = "They are done after 3, 1 and 2 s, and awaited in this order. How long?",
    .moral = "What was done meanwhile is there at once: awaiting it takes no time.",
};
