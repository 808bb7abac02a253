/* SPDX-License-Identifier: MIT */
/* Who waits at a queue: getters and putters in order, newcomers who pass them, and those
 * who are cancelled. */
#include "tell.h"

static struct async_queue queue;

static void *get(void *name)
{
    void *item = "";
    int rc = async_queue_get(&queue, &item);

    tell("%s get: %s %s", (const char *)name, how(rc), (char *)item);
    return async_return(rc);
}

static void *put(void *name)
{
    int rc = async_queue_put(&queue, name);

    tell("%s put: %s", (const char *)name, how(rc));
    return async_return(rc);
}

static struct async_task a, b, c;

static void begin(async_fn *fn, int maxsize)
{
    async_queue_destroy(&queue);
    async_queue_init(&queue, "queue", maxsize);
    if (maxsize > 0)
        async_queue_put(&queue, "first");
    a = async_create_task("a", fn, "a");
    b = async_create_task("b", fn, "b");
    c = async_create_task("c", fn, "c");
    async_sleep(0);
}

static void *getters_in_order(void *unused)
{
    begin(get, 0);
    async_queue_put_nowait(&queue, "1");
    async_queue_put_nowait(&queue, "2");
    async_sleep(1);
    async_queue_put_nowait(&queue, "3");
    async_sleep(1);
    return NULL;
}

static void *putters_in_order(void *unused)
{
    begin(put, 1);
    for (int i = 0; i < 4; i++) {
        get("main");
        async_sleep(1);
    }
    return NULL;
}

static void *two_places_at_once(void *unused)
{
    begin(put, 1);
    get("main");
    get("main");
    return NULL;
}

/* The item is gone before the woken one has its turn: it waits again, at the end. */
static void *a_newcomer_takes_the_item(void *unused)
{
    begin(get, 0);
    async_queue_put_nowait(&queue, "1");
    get("newcomer");
    async_queue_put_nowait(&queue, "2");
    async_sleep(1);
    async_queue_put_nowait(&queue, "3");
    async_queue_put_nowait(&queue, "4");
    async_sleep(1);
    return NULL;
}

static void *a_newcomer_takes_the_place(void *unused)
{
    begin(put, 1);
    get("main");
    put("newcomer");
    async_sleep(1);
    for (int i = 0; i < 4; i++) {
        get("main");
        async_sleep(1);
    }
    return NULL;
}

static void *a_getter_is_cancelled(void *unused)
{
    begin(get, 0);
    async_cancel(a);
    async_queue_put_nowait(&queue, "1");
    tell_end(a);
    tell_end(b);
    return NULL;
}

/* The wake-up goes on to the next in line. */
static void *a_getter_is_cancelled_when_woken(void *unused)
{
    begin(get, 0);
    async_queue_put_nowait(&queue, "1");
    async_cancel(a);
    tell_end(a);
    tell_end(b);
    return NULL;
}

static void *a_putter_is_cancelled_when_woken(void *unused)
{
    begin(put, 1);
    get("main");
    async_cancel(a);
    tell_end(a);
    tell_end(b);
    get("main");
    return NULL;
}

static void *a_getter_with_a_limit(void *unused)
{
    begin(get, 0);
    tell("%s", how(async_wait_for(async_coroutine("main", get, "main"), 1, NULL)));
    async_queue_put_nowait(&queue, "1");
    async_sleep(1);
    tell("size %d", async_queue_qsize(&queue));
    return NULL;
}

PLAY(SCENE(getters_in_order), SCENE(putters_in_order), SCENE(two_places_at_once),
     SCENE(a_newcomer_takes_the_item), SCENE(a_newcomer_takes_the_place),
     SCENE(a_getter_is_cancelled), SCENE(a_getter_is_cancelled_when_woken),
     SCENE(a_putter_is_cancelled_when_woken), SCENE(a_getter_with_a_limit))
