/* SPDX-License-Identifier: MIT */
/* libev: where the loop waits for time and for the world outside. */
#ifndef POLLER_H
#define POLLER_H

#include <stdbool.h>
#include <stdint.h>

struct ev_loop;

/* libev's loop, made now if there is none. */
struct ev_loop *poller_events(void);
/* How many descriptors and signals are watched (they change this): while there are
 * any, every pass looks at them. */
void poller_watches(int by);
bool poller_needed(void);
/* Something may come from outside this process, at any time. */
bool poller_outside(void);
/* Take what has happened; wait for it up to `ns` (0: do not wait). */
void poller_wait(int64_t ns);
/* Before a wait: let others see what was written so far. */
void poller_flush(void);
void poller_close(void);

#endif
