/* SPDX-License-Identifier: MIT */
/* One libev loop, made at the first wait.  A timer file descriptor wakes it to the
 * nanosecond where there is one; libev's own timers, which epoll rounds to
 * milliseconds, elsewhere (-DASYNC_PORTABLE). */
#define _GNU_SOURCE
#include "poller.h"

#include <dirent.h>
#include <stdio.h>
#include <unistd.h>

#include "descriptor.h"
#include "job.h"
#include "logger.h"
#include "loop.h"
#include "processes.h"
#include "report.h"
#include "server.h"
#include "stream.h"

#if defined __linux__ && !defined ASYNC_PORTABLE
#define HAVE_TIMERFD 1
#include <sys/timerfd.h>
#else
#define HAVE_TIMERFD 0
#endif

static struct ev_loop *events;
static int watched, awaited, awaited_outside;

void poller_watches(int by)
{
    watched += by;
    loop.polls = watched > 0;
    if (inbox_full)                     /* since then, from another thread */
        loop.polls = true;
}

void poller_awaits(int by)
{
    awaited += by;
}

void poller_awaits_outside(int by)
{
    awaited_outside += by;
}

bool poller_needed(void)
{
    return awaited > 0;
}

bool poller_outside(void)
{
    return awaited_outside > 0 || descriptors_outside();
}

#if HAVE_TIMERFD

static ev_io alarm_watcher;
static int alarm_fd;

static void alarm_rings(struct ev_loop *unused, ev_io *watcher, int what)
{
    uint64_t times;

    (void)unused, (void)what;
    (void)!read(watcher->fd, &times, sizeof times);
}

static void open_alarm(void)
{
    alarm_fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (alarm_fd < 0)
        panic("no descriptor is left for the loop's timer");
    ev_io_init(&alarm_watcher, alarm_rings, alarm_fd, EV_READ);
    ev_io_start(events, &alarm_watcher);
}

static void set_alarm(int64_t ns)
{
    struct itimerspec when = {
        .it_value = { ns / 1000000000, ns % 1000000000 },
    };

    timerfd_settime(alarm_fd, 0, &when, NULL);
}

static void close_alarm(void)
{
    close(alarm_fd);
}

#else

static ev_timer alarm_watcher;

static void alarm_rings(struct ev_loop *unused, ev_timer *watcher, int what)
{
    (void)unused, (void)watcher, (void)what;
}

static void open_alarm(void)
{
    ev_timer_init(&alarm_watcher, alarm_rings, 0., 0.);
}

static void set_alarm(int64_t ns)
{
    ev_now_update(events);
    ev_timer_stop(events, &alarm_watcher);
    ev_timer_set(&alarm_watcher, 1e-9 * (double)ns, 0.);
    ev_timer_start(events, &alarm_watcher);
}

static void close_alarm(void)
{
    ev_timer_stop(events, &alarm_watcher);
}

#endif

static ev_async calls;
static _Atomic bool wakeable;

static void called(struct ev_loop *unused, ev_async *watcher, int what)
{
    (void)unused, (void)watcher, (void)what;
    inbox_collect();
}

void poller_wake(void)
{
    if (wakeable)
        ev_async_send(events, &calls);
}

static void open_events(void)
{
    events = ev_loop_new(EVFLAG_AUTO);
    if (!events)
        panic("libev has no way to wait on this system");
    open_alarm();
    ev_async_init(&calls, called);
    ev_async_start(events, &calls);
    wakeable = true;
    if (inbox_full)
        poller_wake();
}

/* Where nobody can count the threads there are taken to be none. */
bool poller_has_company(void)
{
    DIR *threads = opendir("/proc/self/task");
    int n = 0;

    for (struct dirent *entry; threads && (entry = readdir(threads)); )
        n += entry->d_name[0] != '.';
    if (threads)
        closedir(threads);
    return n > 1 + pool_threads() + process_threads();
}

struct ev_loop *poller_events(void)
{
    if (!events)
        open_events();
    return events;
}

const char *async_selector(void)
{
    switch (ev_backend(poller_events())) {
    case EVBACKEND_EPOLL: return "epoll";
    case EVBACKEND_KQUEUE: return "kqueue";
    case EVBACKEND_POLL: return "poll";
    case EVBACKEND_SELECT: return "select";
    default: return "another way";
    }
}

/* ---- Watchers ---- */

static struct watcher *last_fired;

/* libev tells the last one first: this list begins with who came first again. */
static void note_fired(struct ev_loop *unused, ev_io *io, int what)
{
    struct watcher *watcher = CONTAINER_OF(io, struct watcher, io);

    (void)unused, (void)what;
    watcher->next = last_fired;
    last_fired = watcher;
}

static bool tell_fired(void)
{
    struct watcher *watcher = last_fired;
    bool any = watcher != NULL;

    for (; watcher; watcher = last_fired) {
        last_fired = watcher->next;
        watcher->fired(watcher);
    }
    return any;
}

void watcher_init(struct watcher *watcher, int fd, int what,
                  void (*fired)(struct watcher *watcher))
{
    ev_io_init(&watcher->io, note_fired, fd, what);
    watcher->fired = fired;
}

void watcher_arm(struct watcher *watcher)
{
    if (watcher_is_armed(watcher))
        return;
    ev_io_start(poller_events(), &watcher->io);
    poller_watches(1);
}

void watcher_disarm(struct watcher *watcher)
{
    if (!watcher_is_armed(watcher))
        return;
    ev_io_stop(poller_events(), &watcher->io);
    poller_watches(-1);
}

bool poller_wait(int64_t ns)
{
    if (ns == 0 && !loop.polls)
        return false;
    poller_events();
    if (ns > 0 && ns != INT64_MAX)
        set_alarm(ns);
    ev_run(events, ns > 0 ? EVRUN_ONCE : EVRUN_NOWAIT);
    return tell_fired();
}

void poller_flush(void)
{
    fflush(stdout);
    logger_flush();
}

void poller_close(void)
{
    servers_close();
    streams_close();
    if (!events)
        return;
    wakeable = false;
    descriptors_close();
    ev_async_stop(events, &calls);
    close_alarm();
    ev_loop_destroy(events);
    events = NULL;
}
