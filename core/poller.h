/* SPDX-License-Identifier: MIT */
/* libev: where the loop waits for time and for the world outside. */
#ifndef POLLER_H
#define POLLER_H

#include <stdbool.h>
#include <stdint.h>

/* Somebody waits for a descriptor, a signal or another thread. */
bool poller_needed(void);
/* Take what has happened; wait for it up to `ns` (0: do not wait). */
void poller_wait(int64_t ns);
/* Before a wait: let others see what was written so far. */
void poller_flush(void);
void poller_close(void);

#endif
