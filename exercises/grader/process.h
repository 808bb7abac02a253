/* SPDX-License-Identifier: MIT */
/* Run a program to its end, with a limit, and keep what it said. */
#ifndef PROCESS_H
#define PROCESS_H

#include <stdbool.h>

struct ended {
    int status;                 /* as of waitpid() */
    bool late;                  /* it was killed at the limit of time */
    char *said;                 /* on both outputs, the first 64 KiB; never NULL */
};

struct spawn_room;              /* spawn.h */

/* False with a sentence in `error` (ERROR bytes) if it could not be started.  `room`
 * may be NULL. */
bool process_run(char *const *argv, const struct spawn_room *room, int seconds,
                 struct ended *ended, char *error);
void ended_free(struct ended *ended);
/* Exit status 0 and in time? */
bool ended_well(const struct ended *ended);

#endif
