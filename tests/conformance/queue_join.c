/* SPDX-License-Identifier: MIT */
/* join waits until every item was told to be done; and is over once, even if more comes. */
#include "tell.h"

static struct async_queue queue;

static void *work_off(void *unused)
{
    for (;;) {
        void *item = NULL;
        int rc = async_queue_get(&queue, &item);
        if (rc < 0)
            return async_return(rc);
        tell("got %s", (char *)item);
        async_sleep(1);
        async_queue_task_done(&queue);
        tell("done %s", (char *)item);
    }
}

static void *join(void *name)
{
    int rc = async_queue_join(&queue);

    tell("%s: %s", (const char *)name, how(rc));
    return async_return(rc);
}

static void begin(void)
{
    async_queue_destroy(&queue);
    async_queue_init(&queue, "queue", 0);
}

static void *all_done(void *unused)
{
    begin();
    tell("empty: %s", how(async_queue_join(&queue)));
    for (int i = 0; i < 3; i++)
        async_queue_put_nowait(&queue, (char *[]){ "x", "y", "z" }[i]);
    struct async_task worker = async_create_task("worker", work_off, NULL);
    tell("join: %s", how(async_queue_join(&queue)));
    async_cancel(worker);
    tell_end(worker);
    return NULL;
}

static void *two_join(void *unused)
{
    begin();
    async_queue_put_nowait(&queue, "x");
    struct async_task a = async_create_task("a", join, "a");
    struct async_task b = async_create_task("b", join, "b");
    async_sleep(0);
    async_queue_get_nowait(&queue, NULL);
    async_queue_task_done(&queue);
    async_queue_put_nowait(&queue, "more");
    tell("more");
    tell_end(a);
    tell_end(b);
    return NULL;
}

static void *joiner_is_cancelled(void *unused)
{
    begin();
    async_queue_put_nowait(&queue, "x");
    struct async_task a = async_create_task("a", join, "a");
    async_sleep(0);
    async_cancel(a);
    tell_end(a);
    async_queue_task_done(&queue);
    tell("join: %s", how(async_queue_join(&queue)));
    tell("too often: %s", how(async_queue_task_done(&queue)));
    return NULL;
}

PLAY(SCENE(all_done), SCENE(two_join), SCENE(joiner_is_cancelled))
