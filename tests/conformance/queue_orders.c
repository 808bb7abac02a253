/* SPDX-License-Identifier: MIT */
/* Queues: first in, first out; last in, first out; smallest first; without waiting. */
#include <string.h>

#include "tell.h"

static void fill_and_empty(struct async_queue *queue, const char *items)
{
    char text[64] = "";
    void *item;

    for (const char *c = items; *c; c++)
        async_queue_put_nowait(queue, (void *)c);
    tell("size %d", async_queue_qsize(queue));
    while (!async_queue_empty(queue)) {
        async_queue_get_nowait(queue, &item);
        strncat(text, item, 1);
    }
    tell("%s", text);
    async_queue_destroy(queue);
}

static int by_letter(const void *a, const void *b)
{
    return *(const char *)a - *(const char *)b;
}

/* Big and small letters are equal. */
static int by_kind(const void *a, const void *b)
{
    return (*(const char *)a | 32) - (*(const char *)b | 32);
}

static void *orders(void *unused)
{
    struct async_queue queue;

    async_queue_init(&queue, "fifo", 0);
    fill_and_empty(&queue, "hello");
    async_lifo_queue_init(&queue, "lifo", 0);
    fill_and_empty(&queue, "hello");
    async_priority_queue_init(&queue, "priority", 0, by_letter);
    fill_and_empty(&queue, "the quick brown fox jumps over the lazy dog");
    return NULL;
}

static void *equal_ones_come_as_from_a_heap(void *unused)
{
    struct async_queue queue;

    async_priority_queue_init(&queue, "priority", 0, by_kind);
    fill_and_empty(&queue, "bBaAcCbBaAcCaBcAbC");
    return NULL;
}

static void *mixed(void *unused)
{
    struct async_queue queue;
    const char *items = "dbca";
    void *item;

    async_priority_queue_init(&queue, "priority", 0, by_letter);
    for (int i = 0; i < 40; i++) {
        async_queue_put_nowait(&queue, (void *)(items + i * 7 % 4));
        if (i % 3 == 2) {
            async_queue_get_nowait(&queue, &item);
            tell("%c", *(char *)item);
        }
    }
    async_queue_destroy(&queue);
    return NULL;
}

static void *without_waiting(void *unused)
{
    struct async_queue queue = ASYNC_QUEUE("queue", 2);
    void *item;

    tell("get: %s", how(async_queue_get_nowait(&queue, &item)));
    for (int i = 0; i < 3; i++)
        tell("put: %s", how(async_queue_put_nowait(&queue, "x")));
    tell("full: %s, empty: %s", async_queue_full(&queue) ? "True" : "False",
         async_queue_empty(&queue) ? "True" : "False");
    async_queue_destroy(&queue);
    return NULL;
}

PLAY(SCENE(orders), SCENE(equal_ones_come_as_from_a_heap), SCENE(mixed),
     SCENE(without_waiting))
