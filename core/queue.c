/* SPDX-License-Identifier: MIT */
/* Queues: first in, first out; last in, first out; smallest first.  Turns as in
 * CPython's Lib/asyncio/queues.py, the heap as in its Lib/heapq.py. */
#include "logger.h"
#include "report.h"
#include "task.h"
#include "suspend.h"

#include <stdlib.h>

enum queue_kind { FIFO, LIFO, PRIORITY };

static void init(struct async_queue *queue, const char *name, int maxsize, int kind)
{
    *queue = (struct async_queue){ .name = name, .maxsize = maxsize, .kind = kind };
}

void async_queue_init(struct async_queue *queue, const char *name, int maxsize)
{
    init(queue, name, maxsize, FIFO);
}

void async_lifo_queue_init(struct async_queue *queue, const char *name, int maxsize)
{
    init(queue, name, maxsize, LIFO);
}

void async_priority_queue_init(struct async_queue *queue, const char *name, int maxsize,
                               async_compare_fn *compare)
{
    init(queue, name, maxsize, PRIORITY);
    queue->compare = compare;
}

void async_queue_destroy(struct async_queue *queue)
{
    free(queue->store);
    queue->store = NULL;
    queue->size = queue->head = queue->capacity = 0;
}

/* ---- The store: a ring, whose beginning moves for first in, first out alone ---- */

static void grow(struct async_queue *queue)
{
    int capacity = queue->capacity ? 2 * queue->capacity : 16;
    void **store = malloc((size_t)capacity * sizeof *store);

    if (!store)
        panic("out of memory: queue '%s' has %d items", queue->name, queue->size);
    for (int i = 0; i < queue->size; i++)
        store[i] = queue->store[(queue->head + i) & (queue->capacity - 1)];
    free(queue->store);
    queue->store = store;
    queue->capacity = capacity;
    queue->head = 0;
}

static bool before(const struct async_queue *queue, const void *a, const void *b)
{
    return queue->compare(a, b) < 0;
}

/* heapq's siftdown: the item at `at` moves towards the root. */
static void sift_towards_root(struct async_queue *queue, int start, int at)
{
    void *item = queue->store[at];

    while (at > start && before(queue, item, queue->store[(at - 1) / 2])) {
        queue->store[at] = queue->store[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    queue->store[at] = item;
}

/* heapq's siftup: down to a leaf along the smaller children, then back up. */
static void sift_from_root(struct async_queue *queue)
{
    void *item = queue->store[0];
    int at = 0;

    for (int child = 1; child < queue->size; child = 2 * at + 1) {
        if (child + 1 < queue->size &&
            !before(queue, queue->store[child], queue->store[child + 1]))
            child++;
        queue->store[at] = queue->store[child];
        at = child;
    }
    queue->store[at] = item;
    sift_towards_root(queue, 0, at);
}

static inline void ring_put(struct async_queue *queue, void *item)
{
    queue->store[(queue->head + queue->size++) & (queue->capacity - 1)] = item;
}

static inline void *ring_get(struct async_queue *queue)
{
    void *item = queue->store[queue->head];

    queue->size--;
    queue->head = (queue->head + 1) & (queue->capacity - 1);
    return item;
}

static void store_put(struct async_queue *queue, void *item)
{
    if (queue->size == queue->capacity)
        grow(queue);
    ring_put(queue, item);
    if (queue->kind == PRIORITY)
        sift_towards_root(queue, 0, queue->size - 1);
}

static void *store_get(struct async_queue *queue)
{
    if (queue->kind == FIFO)
        return ring_get(queue);
    if (queue->kind == LIFO)
        return queue->store[--queue->size];
    void *item = queue->store[0];
    queue->store[0] = queue->store[--queue->size];
    sift_from_root(queue);
    return item;
}

/* ---- Put and get ---- */

static COLD void log_size(const struct async_queue *queue)
{
    logger_put(&(struct logger_event){
        LOG_VALUE, .task = task_running_number(),
        .value = logger_name(queue->name) | (uint64_t)(uint32_t)queue->size << 32 });
}

/* Who is woken leaves the line at once, and so do those before it, who gave up. */
static inline void wake_next(struct async_waiters *line)
{
    struct waiter *first = waiters_first(line);

    while (first && first->state != WAITER_PENDING) {
        waiters_drop_first(line);
        first = waiters_first(line);
    }
    if (first) {
        waiters_drop_first(line);
        waiter_wake(first);
    }
}

static inline void note_put(struct async_queue *queue)
{
    queue->unfinished++;
    queue->finished.set = false;
}

static __attribute__((noinline)) int put_generally(struct async_queue *queue, void *item)
{
    store_put(queue, item);
    note_put(queue);
    if (logger_on)
        log_size(queue);
    wake_next(&queue->getters);
    return 0;
}

static __attribute__((noinline)) int get_generally(struct async_queue *queue, void **item)
{
    void *got = store_get(queue);

    if (item)
        *item = got;
    if (logger_on)
        log_size(queue);
    wake_next(&queue->putters);
    return 0;
}

/* The common case without a call but the last: nothing is kept across it. */
static inline int put(struct async_queue *queue, void *item)
{
    if (queue->kind != FIFO || queue->size == queue->capacity || logger_on)
        return put_generally(queue, item);
    ring_put(queue, item);
    note_put(queue);
    wake_next(&queue->getters);
    return 0;
}

static inline int get(struct async_queue *queue, void **item)
{
    if (queue->kind != FIFO || logger_on)
        return get_generally(queue, item);
    void *got = ring_get(queue);
    if (item)
        *item = got;
    wake_next(&queue->putters);
    return 0;
}

int async_queue_put_nowait(struct async_queue *queue, void *item)
{
    if (async_queue_full(queue))
        return refuse(EAGAIN, "queue '%s' is full", queue->name);
    return put(queue, item);
}

int async_queue_get_nowait(struct async_queue *queue, void **item)
{
    if (queue->size == 0)
        return refuse(EAGAIN, "queue '%s' is empty", queue->name);
    return get(queue, item);
}

static inline bool full(const struct async_queue *queue)
{
    return queue->maxsize > 0 && queue->size >= queue->maxsize;
}

static context_rest put_woken, get_woken;

static __attribute__((noinline)) int wait_to_put(struct async_queue *queue, void *item,
                                                 const char *place)
{
    loop.current->queue = queue;
    loop.current->item = item;
    return waiter_wait_then(&queue->putters, LOG_WAIT_PUT, queue->name, place, put_woken);
}

static __attribute__((noinline)) int wait_to_get(struct async_queue *queue, void **item,
                                                 const char *place)
{
    loop.current->queue = queue;
    loop.current->item = item;
    return waiter_wait_then(&queue->getters, LOG_WAIT_GET, queue->name, place, get_woken);
}

/* A wait for a turn in this line was cancelled: was it given one, it goes to the next. */
static COLD int give_up(struct task *self, struct async_waiters *line, bool free, int rc)
{
    waiter_leave(&self->own_waiter);
    if (free && self->own_waiter.state == WAITER_WOKEN)
        wake_next(line);
    return rc;
}

static int put_woken(void *arg, int rc)
{
    struct task *self = arg;
    struct async_queue *queue = self->queue;

    if (rc < 0)
        return give_up(self, &queue->putters, !full(queue), rc);
    if (full(queue))
        return wait_to_put(queue, self->item, self->wait_place);
    return put(queue, self->item);
}

static int get_woken(void *arg, int rc)
{
    struct task *self = arg;
    struct async_queue *queue = self->queue;

    if (rc < 0)
        return give_up(self, &queue->getters, queue->size > 0, rc);
    if (queue->size == 0)
        return wait_to_get(queue, self->item, self->wait_place);
    return get(queue, self->item);
}

int async_queue_put_at(struct async_queue *queue, void *item, const char *place)
{
    task_must_run("async_queue_put()", place);
    if (full(queue))
        return wait_to_put(queue, item, place);
    return put(queue, item);
}

int async_queue_get_at(struct async_queue *queue, void **item, const char *place)
{
    task_must_run("async_queue_get()", place);
    if (queue->size == 0)
        return wait_to_get(queue, item, place);
    return get(queue, item);
}

/* ---- Join ---- */

int async_queue_task_done(struct async_queue *queue)
{
    if (queue->unfinished <= 0)
        return refuse(EINVAL, "task_done() called too many times");
    if (--queue->unfinished == 0)
        async_event_set(&queue->finished);
    return 0;
}

int async_queue_join_at(struct async_queue *queue, const char *place)
{
    struct waiter waiter;

    task_must_run("async_queue_join()", place);
    if (queue->unfinished == 0)
        return 0;
    int rc = waiter_wait(&waiter, &queue->finished.waiters, LOG_WAIT_JOIN, queue->name,
                         place);
    waiter_leave(&waiter);
    return rc;
}

int async_queue_qsize(const struct async_queue *queue)
{
    return queue->size;
}

bool async_queue_empty(const struct async_queue *queue)
{
    return queue->size == 0;
}

bool async_queue_full(const struct async_queue *queue)
{
    return queue->maxsize > 0 && queue->size >= queue->maxsize;
}
