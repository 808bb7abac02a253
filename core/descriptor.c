/* SPDX-License-Identifier: MIT */
/* Readers, writers, signal handlers: libev's watchers, each with a turn in the ready
 * queue. */
#define _GNU_SOURCE
#include "descriptor.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "logger.h"
#include "loop.h"
#include "poller.h"
#include "report.h"
#include "task.h"
#include "suspend.h"

/* One direction of one descriptor, or one signal. */
struct source {
    union {
        struct watcher io;
        ev_signal signal;
    } watcher;
    struct ready turn;
    bool queued;
    async_fn *fn;                       /* called in each turn; or NULL */
    void *arg;
    struct lone_waiter *waiter;              /* a task in async_wait_readable(); or NULL */
};

struct descriptor {
    struct source reads, writes;
    bool outside;
};

static struct descriptor **table;       /* by number; NULL: never watched */
static int table_size;
static struct source *signals[NSIG];
static int outside;

static void call(struct ready *entry)
{
    struct source *source = CONTAINER_OF(entry, struct source, turn);
    struct error *error;

    source->queued = false;
    if (!source->fn || source->fn(source->arg) != &error_mark)
        return;
    error = stories_take_ending(stories_here(), &error_mark);
    report((struct async_task){ 0 }, &error->public, "a descriptor's callback failed");
    error_drop(error);
}

static void give_turn(struct source *source)
{
    if (source->queued)
        return;
    source->queued = true;
    source->turn.run = call;
    loop_push(&source->turn);
}

/* A watch without a task that waits: who looks at the log could not know of it. */
static void log_watch(enum log_kind kind, enum log_wait why, const char *what, int number)
{
    char name[32];

    if (!logger_on)
        return;
    snprintf(name, sizeof name, "%s %d", what, number);
    logger_put(&(struct logger_event){ kind, why, .value = logger_name(name) });
}

/* ---- Descriptors ---- */

static void stop(struct source *source)
{
    if (!watcher_is_armed(&source->watcher.io))
        return;
    watcher_disarm(&source->watcher.io);
    poller_awaits(-1);
}

static void fired(struct watcher *watcher)
{
    struct source *source = CONTAINER_OF(watcher, struct source, watcher.io);

    if (source->waiter)
        lone_waiter_wake(source->waiter);
    else if (source->fn)
        give_turn(source);
    else
        stop(source);
}

static void arm(struct source *source)
{
    if (watcher_is_armed(&source->watcher.io))
        return;
    watcher_arm(&source->watcher.io);
    poller_awaits(1);
}

static void grow(int fd)
{
    int size = table_size ? table_size : 64;

    while (size <= fd)
        size *= 2;
    table = realloc(table, (size_t)size * sizeof *table);
    if (!table)
        panic("out of memory for descriptor %d", fd);
    memset(table + table_size, 0, (size_t)(size - table_size) * sizeof *table);
    table_size = size;
}

static struct descriptor *descriptor_of(int fd)
{
    if (fd >= table_size)
        grow(fd);
    if (!table[fd]) {
        struct descriptor *descriptor = calloc(1, sizeof *descriptor);
        if (!descriptor)
            panic("out of memory for descriptor %d", fd);
        watcher_init(&descriptor->reads.watcher.io, fd, EV_READ, fired);
        watcher_init(&descriptor->writes.watcher.io, fd, EV_WRITE, fired);
        table[fd] = descriptor;
    }
    return table[fd];
}

static bool is_open(int fd)
{
    return fd >= 0 && fcntl(fd, F_GETFD) >= 0;
}

static int add(int fd, bool writes, async_fn *fn, void *arg)
{
    if (!fn || !is_open(fd))
        return refuse(fn ? EBADF : EINVAL, "descriptor %d cannot be watched", fd);
    struct descriptor *descriptor = descriptor_of(fd);
    struct source *source = writes ? &descriptor->writes : &descriptor->reads;
    if (!source->fn)
        log_watch(LOG_ARMED, writes ? LOG_WAIT_WRITE : LOG_WAIT_READ, "descriptor", fd);
    source->fn = fn;
    source->arg = arg;
    arm(source);
    return 0;
}

static int take_away(int fd, bool writes)
{
    if (fd < 0 || fd >= table_size || !table[fd])
        return 0;
    struct source *source = writes ? &table[fd]->writes : &table[fd]->reads;
    bool was = source->fn != NULL;
    if (was)
        log_watch(LOG_DISARMED, writes ? LOG_WAIT_WRITE : LOG_WAIT_READ, "descriptor", fd);
    source->fn = NULL;
    if (source->queued)
        loop_remove(&source->turn);
    source->queued = false;
    if (!source->waiter)
        stop(source);
    return was;
}

int async_add_reader(int fd, async_fn *fn, void *arg)
{
    return add(fd, false, fn, arg);
}

int async_add_writer(int fd, async_fn *fn, void *arg)
{
    return add(fd, true, fn, arg);
}

int async_remove_reader(int fd)
{
    return take_away(fd, false);
}

int async_remove_writer(int fd)
{
    return take_away(fd, true);
}

static int wait_for(int fd, bool writes, const char *call_name, const char *place)
{
    struct task *self = task_must_run(call_name, place);
    struct lone_waiter waiter;

    if (!is_open(fd))
        return refuse(EBADF, "descriptor %d cannot be waited for", fd);
    struct descriptor *descriptor = descriptor_of(fd);
    struct source *source = writes ? &descriptor->writes : &descriptor->reads;
    if (source->waiter)
        return refuse(EBUSY, "another task waits for descriptor %d", fd);
    task_will_wait(self, writes ? LOG_WAIT_WRITE : LOG_WAIT_READ, 0, (uint64_t)fd, place);
    source->waiter = &waiter;
    arm(source);
    int rc = lone_waiter_wait_said(&waiter);
    source->waiter = NULL;
    if (!source->fn)                    /* its number may be another file's soon */
        stop(source);
    return rc;
}

int async_wait_readable_at(int fd, const char *place)
{
    return wait_for(fd, false, "async_wait_readable()", place);
}

int async_wait_writable_at(int fd, const char *place)
{
    return wait_for(fd, true, "async_wait_writable()", place);
}

void async_fd_outside(int fd, bool is_outside)
{
    struct descriptor *descriptor = fd < 0 ? NULL : descriptor_of(fd);

    if (!descriptor || descriptor->outside == is_outside)
        return;
    descriptor->outside = is_outside;
    outside += is_outside ? 1 : -1;
}

static bool is_armed(const struct descriptor *descriptor)
{
    return watcher_is_armed(&descriptor->reads.watcher.io) ||
           watcher_is_armed(&descriptor->writes.watcher.io);
}

bool descriptors_outside(void)
{
    for (int fd = 0; outside > 0 && fd < table_size; fd++)
        if (table[fd] && table[fd]->outside && is_armed(table[fd]))
            return true;
    return false;
}

/* ---- Signals ---- */

static void signalled(struct ev_loop *unused, ev_signal *watcher, int what)
{
    (void)unused, (void)what;
    give_turn(CONTAINER_OF(watcher, struct source, watcher.signal));
}

int async_add_signal_handler(int signal, async_fn *fn, void *arg)
{
    if (signal <= 0 || signal >= NSIG || signal == SIGKILL || signal == SIGSTOP || !fn)
        return refuse(EINVAL, "signal %d cannot be handled", signal);
    struct source *source = signals[signal];
    if (!source) {
        source = signals[signal] = calloc(1, sizeof *source);
        if (!source)
            panic("out of memory for signal %d", signal);
        ev_signal_init(&source->watcher.signal, signalled, signal);
        ev_signal_start(poller_events(), &source->watcher.signal);
        poller_watches(1);
        poller_awaits(1);
        log_watch(LOG_ARMED, LOG_WAIT_NONE, "signal", signal);
    }
    source->fn = fn;
    source->arg = arg;
    return 0;
}

static void forget_signal(int signal)
{
    struct source *source = signals[signal];

    ev_signal_stop(poller_events(), &source->watcher.signal);
    poller_watches(-1);
    poller_awaits(-1);
    if (source->queued)
        loop_remove(&source->turn);
    free(source);
    signals[signal] = NULL;
}

int async_remove_signal_handler(int signal)
{
    if (signal <= 0 || signal >= NSIG || !signals[signal])
        return 0;
    forget_signal(signal);
    log_watch(LOG_DISARMED, LOG_WAIT_NONE, "signal", signal);
    return 1;
}

/* ---- The end of the loop ---- */

void descriptors_close(void)
{
    for (int signal = 1; signal < NSIG; signal++)   /* the log has ended with the run */
        if (signals[signal])
            forget_signal(signal);
    for (int fd = 0; fd < table_size; fd++) {
        if (!table[fd])
            continue;
        stop(&table[fd]->reads);
        stop(&table[fd]->writes);
        free(table[fd]);
    }
    free(table);
    table = NULL;
    table_size = outside = 0;
}
