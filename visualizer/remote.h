/* SPDX-License-Identifier: MIT */
/* The screen's side of the remote: one clock that every child and the screen
 * itself read alike (struct log_remote says how).  Times are ns on the run's clock. */
#ifndef REMOTE_H
#define REMOTE_H

#include <stdbool.h>
#include <stdint.h>

#include "log.h"

#define REMOTE_SLOWEST 0.01
#define REMOTE_FASTEST 100.0

struct remote;

/* Paused at 0, speed 1.  NULL with a sentence in `error` (size bytes). */
struct remote *remote_new(char *error, int size);
void remote_free(struct remote *remote);
int remote_descriptor(const struct remote *remote); /* to be inherited, read-only */

uint64_t remote_now(const struct remote *remote);   /* ns on the run's clock */
bool remote_paused(const struct remote *remote);
double remote_speed(const struct remote *remote);   /* also while paused */
void remote_pause(struct remote *remote);
void remote_go(struct remote *remote);
/* REMOTE_SLOWEST to REMOTE_FASTEST; what lies outside is taken as the nearer one. */
void remote_set_speed(struct remote *remote, double speed);
/* While paused: let each child take one more step. */
void remote_allow_step(struct remote *remote);
/* While paused: put the clock to `when` (never back). */
void remote_advance(struct remote *remote, uint64_t when);

#endif
