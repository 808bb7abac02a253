/* SPDX-License-Identifier: MIT */
/* The reader's end of a ring in shared memory (struct log_ring). */
#ifndef RING_H
#define RING_H

#include <stdbool.h>
#include <stdint.h>

#include "log.h"
#include "recording.h"
#include "shared.h"

enum { RING_ERROR = 200 };

struct ring {
    struct shared shared;
    struct log_ring *head;          /* the child writes here, and scribbles perhaps */
    const struct log_record *records;
    /* Ours; the copies in shared memory are for the child. */
    uint64_t capacity, taken;
    bool headed;                    /* the child's header was seen and is good */
    char complaint[RING_ERROR];     /* not "": spoilt, not read any further */
};

/* `capacity` is a power of two.  False with a sentence in `error`. */
bool ring_open(struct ring *ring, uint64_t capacity, char *error, int size);
void ring_close(struct ring *ring);

bool ring_waiting(const struct ring *ring);     /* is there something to take? */
/* Append to `recording` what was written until now, at most a ring full, and give its
 * room back to the writer.  Returns how many records; spoilt: 0. */
int64_t ring_take(struct ring *ring, struct recording *recording);
/* Copy the header once more: its writer knows its clock better at the end. */
void ring_take_header(struct ring *ring, struct recording *recording);

enum log_status ring_status(const struct ring *ring, uint64_t *until);
uint64_t ring_stalls(const struct ring *ring);

#endif
