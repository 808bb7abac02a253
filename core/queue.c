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
    queue->size = queue->head = queue->plain = 0;
}

/* ---- The store: a ring, whose beginning moves for first in, first out alone ---- */

/* A power of two, once there is one. */
static int capacity(const struct async_queue *queue)
{
    return queue->store ? queue->mask + 1 : 0;
}

/* Up to this size the next item goes to the end of the store, whoever put it. */
static int plain_size(const struct async_queue *queue)
{
    if (queue->kind != FIFO)
        return 0;
    return queue->maxsize > 0 && queue->maxsize < capacity(queue) ? queue->maxsize
                                                                  : capacity(queue);
}

static void grow(struct async_queue *queue)
{
    int now = capacity(queue) ? 2 * capacity(queue) : 16;
    void **store = malloc((size_t)now * sizeof *store);

    if (!store)
        panic("out of memory: queue '%s' has %d items", queue->name, queue->size);
    for (int i = 0; i < queue->size; i++)
        store[i] = queue->store[(queue->head + i) & queue->mask];
    free(queue->store);
    queue->store = store;
    queue->mask = now - 1;
    queue->head = 0;
    queue->plain = plain_size(queue);
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
    unsigned at = (unsigned)queue->head + (unsigned)queue->size++;

    queue->store[at & (unsigned)queue->mask] = item;
}

static inline void *ring_get(struct async_queue *queue)
{
    void *item = queue->store[queue->head];

    queue->size--;
    queue->head = (queue->head + 1) & queue->mask;
    return item;
}

static void store_put(struct async_queue *queue, void *item)
{
    if (queue->size == capacity(queue))
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
static void wake_next(struct async_waiters *line)
{
    struct waiter *first;

    while ((first = waiters_first(line)) && first->state == WAITER_CANCELLED) {
        waiters_drop_first(line);
        first->state = WAITER_DROPPED;
    }
    if (!first)
        return;
    waiters_drop_first(line);
    waiter_wake_pending(first);
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

/* The common case needs no call: nothing is kept across one.  Whoever is first in that
 * line, if anybody, is to be woken. */
static inline bool is_plain(const struct waiter *first)
{
    return !logger_on && !(first && first->state == WAITER_CANCELLED);
}

static inline void wake_first(struct async_waiters *line, struct waiter *first)
{
    if (!first)
        return;
    line->first = first->next;
    waiter_wake_pending(first);
}

static inline int put(struct async_queue *queue, void *item)
{
    struct waiter *getter = waiters_first(&queue->getters);

    if (queue->size >= queue->plain || !is_plain(getter))
        return put_generally(queue, item);
    ring_put(queue, item);
    note_put(queue);
    wake_first(&queue->getters, getter);
    return 0;
}

static inline int get(struct async_queue *queue, void **item)
{
    struct waiter *putter = waiters_first(&queue->putters);

    if (queue->plain == 0 || !is_plain(putter))
        return get_generally(queue, item);
    void *got = ring_get(queue);
    if (item)
        *item = got;
    wake_first(&queue->putters, putter);
    return 0;
}

static inline bool full(const struct async_queue *queue)
{
    return queue->size >= queue->plain && queue->maxsize > 0 &&
           queue->size >= queue->maxsize;
}

int async_queue_put_nowait(struct async_queue *queue, void *item)
{
    if (full(queue))
        return refuse(EAGAIN, "queue '%s' is full", queue->name);
    return put(queue, item);
}

int async_queue_get_nowait(struct async_queue *queue, void **item)
{
    if (queue->size == 0)
        return refuse(EAGAIN, "queue '%s' is empty", queue->name);
    return get(queue, item);
}

/* ---- Waits ---- */

static context_rest put_woken, get_woken;

static COLD int wait_specially_to_put(struct async_queue *queue, const char *place)
{
    return put_woken(waiter_wait(&queue->putters, LOG_WAIT_PUT, queue->name, place));
}

static COLD int wait_specially_to_get(struct async_queue *queue, const char *place)
{
    return get_woken(waiter_wait(&queue->getters, LOG_WAIT_GET, queue->name, place));
}

static inline int wait_to_put(struct task *self, struct async_queue *queue, void *item,
                              const char *place)
{
    self->queue = queue;
    self->item = item;
    if (loop.special || self->must_cancel)
        return wait_specially_to_put(queue, place);
    return waiter_wait_then(self, &queue->putters, LOG_WAIT_PUT, place, put_woken);
}

static inline int wait_to_get(struct task *self, struct async_queue *queue, void **item,
                              const char *place)
{
    self->queue = queue;
    self->item = item;
    if (loop.special || self->must_cancel)
        return wait_specially_to_get(queue, place);
    return waiter_wait_then(self, &queue->getters, LOG_WAIT_GET, place, get_woken);
}

/* A wait for a turn in this line was cancelled: was it given one, it goes to the next. */
static COLD int give_up(struct async_waiters *line, bool free, int rc)
{
    struct waiter *waiter = &loop.current->waiter;

    if (waiter->state == WAITER_CANCELLED)
        waiter_leave(waiter, line);
    else if (waiter->state == WAITER_WOKEN && free)
        wake_next(line);
    return rc;
}

static int put_woken(int rc)
{
    struct task *self = loop.current;
    struct async_queue *queue = self->queue;

    if (rc < 0)
        return give_up(&queue->putters, !full(queue), rc);
    if (full(queue))
        return wait_to_put(self, queue, self->item, self->wait_place);
    return put(queue, self->item);
}

static int get_woken(int rc)
{
    struct task *self = loop.current;
    struct async_queue *queue = self->queue;

    if (rc < 0)
        return give_up(&queue->getters, queue->size > 0, rc);
    if (queue->size == 0)
        return wait_to_get(self, queue, self->item, self->wait_place);
    return get(queue, self->item);
}

int async_queue_put_at(struct async_queue *queue, void *item, const char *place)
{
    struct task *self = task_must_run("async_queue_put()", place);

    return full(queue) ? wait_to_put(self, queue, item, place) : put(queue, item);
}

int async_queue_get_at(struct async_queue *queue, void **item, const char *place)
{
    struct task *self = task_must_run("async_queue_get()", place);

    return queue->size == 0 ? wait_to_get(self, queue, item, place) : get(queue, item);
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
    task_must_run("async_queue_join()", place);
    if (queue->unfinished == 0)
        return 0;
    int rc = waiter_wait(&queue->finished.waiters, LOG_WAIT_JOIN, queue->name,
                         place);
    task_leave_line(&queue->finished.waiters);
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
    return full(queue);
}
