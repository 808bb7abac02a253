/* SPDX-License-Identifier: MIT */
/* Queues at their edges: woken and cancelled, at once or not at all, joined, with ties. */
#include <string.h>

#include "tell.h"

static struct async_queue queue;
static struct async_task tasks[4];
static int count;

static void *get(void *name)
{
    void *item;
    int rc = async_queue_get(&queue, &item);

    if (rc < 0)
        tell("%s: %s", (char *)name, how(rc));
    else
        tell("%s got %s", (char *)name, (char *)item);
    return async_return(rc);
}

static void *put(void *item)
{
    int rc = async_queue_put(&queue, item);

    if (rc < 0)
        tell("not %s: %s", (char *)item, how(rc));
    else
        tell("put %s", (char *)item);
    return async_return(rc);
}

static void start_all(async_fn *fn, const char *names)
{
    static const char *const known = "a\0b\0c\0d\0x\0y\0z";

    for (count = 0; *names; names++) {
        const char *name = known;
        while (*name != *names)
            name += 2;
        tasks[count++] = async_create_task(name, fn, (void *)name);
    }
}

static void all_of(void)
{
    for (int i = 0; i < count; i++)
        async_await(tasks[i], NULL);
}

static void begin(int maxsize, async_fn *fn, const char *names)
{
    async_queue_destroy(&queue);
    async_queue_init(&queue, "queue", maxsize);
    if (maxsize == 1 && *names)
        async_queue_put_nowait(&queue, "first");
    start_all(fn, names);
}

static void tell_state(void)
{
    tell("%d %s %s", async_queue_qsize(&queue),
         async_queue_empty(&queue) ? "True" : "False",
         async_queue_full(&queue) ? "True" : "False");
}

static int put_now(char *item)
{
    return async_queue_put_nowait(&queue, item);
}

static const char *get_now(void)
{
    void *item = NULL;

    async_queue_get_nowait(&queue, &item);
    return item;
}

static void *at_once_or_not_at_all(void *unused)
{
    begin(1, get, "");
    tell("%s", how(async_queue_get_nowait(&queue, NULL)));
    tell("%s", how(put_now("a")));
    tell_state();
    tell("%s", how(put_now("b")));
    tell("%s", get_now());
    tell_state();
    return NULL;
}

static void *a_woken_getter_is_cancelled(void *unused)
{
    begin(0, get, "xyz");
    async_sleep(1);
    put_now("a");
    async_cancel(tasks[0]);
    tell_state();
    async_sleep(0);
    tell_state();
    async_sleep(1);
    put_now("b");
    put_now("c");
    async_sleep(1);
    tell_state();
    all_of();
    return NULL;
}

static void *two_items_and_the_first_is_cancelled(void *unused)
{
    begin(0, get, "xyz");
    async_sleep(1);
    put_now("a");
    put_now("b");
    async_cancel(tasks[0]);
    async_cancel(tasks[1]);
    async_sleep(1);
    tell_state();
    async_await(tasks[0], NULL);
    async_await(tasks[1], NULL);
    put_now("c");
    all_of();
    return NULL;
}

static void *a_woken_putter_is_cancelled(void *unused)
{
    begin(1, put, "abc");
    async_sleep(1);
    tell("%s", get_now());
    async_cancel(tasks[0]);
    async_sleep(1);
    tell_state();
    get("main");
    async_sleep(0);
    get("main");
    all_of();
    return NULL;
}

static void *stolen(void *unused)
{
    begin(0, get, "xy");
    async_sleep(1);
    put_now("a");
    tell("%s", get_now());
    async_sleep(1);
    put_now("b");
    put_now("c");
    all_of();
    return NULL;
}

static void *join(void *name)
{
    int rc = async_queue_join(&queue);

    tell("%s joined", (char *)name);
    return async_return(rc);
}

static void *joined(void *unused)
{
    begin(0, get, "");
    tell("%s", how(async_queue_task_done(&queue)));
    async_queue_join(&queue);
    tell("nothing to do");
    put_now("a");
    put_now("b");
    start_all(join, "xy");
    for (int i = 0; i < 2; i++) {
        get_now();
        async_sleep(1);
        async_queue_task_done(&queue);
    }
    tell("done");
    put_now("c");
    all_of();
    tell("%d", queue.unfinished);
    async_queue_task_done(&queue);
    tell("%s", how(async_queue_task_done(&queue)));
    return NULL;
}

static void *only_get(void *unused)
{
    return async_return(async_queue_get(&queue, NULL));
}

static void *only_put(void *item)
{
    return async_return(async_queue_put(&queue, item));
}

static void *get_now_by_callback(void *unused)
{
    get_now();
    return NULL;
}

static int limit(async_fn *fn, char *item)
{
    int rc = async_wait_for(async_coroutine("limited", fn, item), 1, NULL);

    if (rc == -ETIMEDOUT)
        tell("late");
    return rc;
}

static void *with_limits(void *unused)
{
    begin(1, get, "");
    limit(only_get, NULL);
    put_now("a");
    limit(only_put, "b");
    tell_state();
    async_call_later(1, get_now_by_callback, NULL);
    if (limit(only_put, "c") == 0)
        tell("put");
    tell_state();
    return NULL;
}

static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void *by_priority(void *unused)
{
    static char *const items[] = { "b2", "a1", "b1", "a2", "c1", "a0" };
    const char *got[6];

    async_queue_destroy(&queue);
    async_priority_queue_init(&queue, "queue", 0, compare);
    for (int i = 0; i < 6; i++)
        put_now(items[i]);
    for (int i = 0; i < 6; i++)
        got[i] = get_now();
    tell("%s %s %s %s %s %s", got[0], got[1], got[2], got[3], got[4], got[5]);
    start_all(get, "xyz");
    async_sleep(1);
    put_now("c");
    put_now("b");
    put_now("a");
    all_of();
    return NULL;
}

static void *the_last_first(void *unused)
{
    async_queue_destroy(&queue);
    async_lifo_queue_init(&queue, "queue", 2);
    start_all(put, "abcd");
    async_sleep(1);
    for (int i = 0; i < 4; i++)
        get("main");
    all_of();
    return NULL;
}

static void *produce(void *items)
{
    for (char **item = items; *item; item++)
        put(*item);
    return NULL;
}

static void *consume(void *name)
{
    for (int i = 0; i < 3; i++) {
        get(name);
        async_queue_task_done(&queue);
    }
    return NULL;
}

static void *one_place_and_many(void *unused)
{
    static char *a[] = { "a0", "a1", "a2", NULL }, *b[] = { "b0", "b1", "b2", NULL };

    begin(1, get, "");
    struct async_task four[] = {
        async_coroutine("a", produce, a), async_coroutine("b", produce, b),
        async_coroutine("x", consume, "x"), async_coroutine("y", consume, "y") };
    async_gather(four, 4, NULL, 0);
    async_queue_join(&queue);
    async_queue_destroy(&queue);
    return NULL;
}

PLAY(SCENE(at_once_or_not_at_all), SCENE(a_woken_getter_is_cancelled),
     SCENE(two_items_and_the_first_is_cancelled), SCENE(a_woken_putter_is_cancelled),
     SCENE(stolen), SCENE(joined), SCENE(with_limits), SCENE(by_priority),
     SCENE(the_last_first), SCENE(one_place_and_many))
