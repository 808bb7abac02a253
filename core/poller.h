/* SPDX-License-Identifier: MIT */
/* libev: where the loop waits for time and for the world outside. */
#ifndef POLLER_H
#define POLLER_H

#include <ev.h>
#include <stdbool.h>
#include <stdint.h>

/* One direction of a descriptor.  `fired` is called from poller_wait(), in the order in
 * which the system tells; it gives turns, and calls nothing of the program. */
struct watcher {
    ev_io io;
    void (*fired)(struct watcher *watcher);
    struct watcher *next;               /* of those that fired in this wait */
};

/* libev's loop, made now if there is none. */
struct ev_loop *poller_events(void);
/* `what`: EV_READ or EV_WRITE. */
void watcher_init(struct watcher *watcher, int fd, int what,
                  void (*fired)(struct watcher *watcher));
/* Start it, or stop it; no effect if that is so already. */
void watcher_arm(struct watcher *watcher);
void watcher_disarm(struct watcher *watcher);
static inline bool watcher_is_armed(const struct watcher *watcher)
{
    return ev_is_active(&watcher->io);
}
/* How many descriptors and signals are watched (they change this): while there are
 * any, every pass looks at them. */
void poller_watches(int by);
/* Of these, how many somebody waits for: that is what makes a wait worth while. */
void poller_awaits(int by);
bool poller_needed(void);
/* The same for what has its other end outside this process. */
void poller_awaits_outside(int by);
/* Something may come from outside this process, at any time. */
bool poller_outside(void);
/* The program has threads of its own, which may call the loop. */
bool poller_has_company(void);
/* Any thread: the loop has something to collect.  Does nothing before its first wait
 * (which looks by itself) and after its last. */
void poller_wake(void);
/* Take what has happened; wait for it up to `ns` (0: do not wait).  True if a watcher
 * fired, which may have made another one ready. */
bool poller_wait(int64_t ns);
/* Before a wait: let others see what was written so far. */
void poller_flush(void);
void poller_close(void);

#endif
