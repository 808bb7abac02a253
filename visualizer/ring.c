/* SPDX-License-Identifier: MIT */
/* Read a ring that another process writes and may spoil: every number is copied,
 * then checked, and only the copy is used. */
#include "ring.h"

#include <stdio.h>
#include <string.h>

enum { BATCH = 512 };

static bool spoilt(const struct ring *ring)
{
    return ring->complaint[0] != '\0';
}

bool ring_open(struct ring *ring, uint64_t capacity, char *error, int size)
{
    *ring = (struct ring){ .capacity = capacity, .shared.fd = -1 };
    if (capacity == 0 || (capacity & (capacity - 1)) != 0 || capacity > 1u << 24) {
        snprintf(error, (size_t)size, "a ring of %llu records: not a power of two up to %u",
                 (unsigned long long)capacity, 1u << 24);
        return false;
    }
    if (!shared_open(&ring->shared, "interleave-ring",
                     LOG_RING_PAGE + capacity * sizeof(struct log_record),
                     SHARED_BOTH_WRITE, error, size))
        return false;
    ring->head = ring->shared.memory;
    ring->records = (const void *)((const char *)ring->shared.memory + LOG_RING_PAGE);
    ring->head->header = (struct log_header){
        .magic = LOG_MAGIC, .schema = LOG_SCHEMA,
        .record_size = sizeof(struct log_record), .records = LOG_NEVER,
    };
    ring->head->capacity = capacity;
    atomic_store(&ring->head->until, LOG_NEVER);
    return true;
}

void ring_close(struct ring *ring)
{
    shared_close(&ring->shared);
    ring->head = NULL;
}

static uint64_t written(const struct ring *ring)
{
    return atomic_load_explicit(&ring->head->written, memory_order_acquire);
}

bool ring_waiting(const struct ring *ring)
{
    return !spoilt(ring) && written(ring) != ring->taken;
}

void ring_take_header(struct ring *ring, struct recording *recording)
{
    struct log_header header;

    if (spoilt(ring))
        return;
    memcpy(&header, &ring->head->header, sizeof header);
    header.records = LOG_NEVER;         /* a file's business */
    if (!recording_check_header(&header, ring->complaint, RING_ERROR))
        return;
    header.records = recording->header.records;
    recording->header = header;
    ring->headed = true;
}

static void copy_out(const struct ring *ring, struct recording *recording, uint64_t n)
{
    struct log_record batch[BATCH];

    for (uint64_t done = 0; done < n;) {
        uint64_t at = (ring->taken + done) & (ring->capacity - 1);
        uint64_t some = n - done < BATCH ? n - done : BATCH;
        if (some > ring->capacity - at)
            some = ring->capacity - at;
        memcpy(batch, ring->records + at, some * sizeof *batch);
        recording_append(recording, batch, some);
        done += some;
    }
}

static void refuse_count(struct ring *ring, uint64_t claimed)
{
    bool back = claimed < ring->taken;

    snprintf(ring->complaint, RING_ERROR, "the program wrote over its own log: it claims "
             "%llu records where there %s %llu %s", (unsigned long long)claimed,
             back ? "were" : "can be",
             (unsigned long long)(back ? ring->taken : ring->taken + ring->capacity),
             back ? "already" : "at most");
}

int64_t ring_take(struct ring *ring, struct recording *recording)
{
    if (spoilt(ring))
        return 0;
    uint64_t n = written(ring) - ring->taken;
    if (n == 0)
        return 0;
    if (n > ring->capacity) {
        refuse_count(ring, ring->taken + n);
        return 0;
    }
    if (!ring->headed)
        ring_take_header(ring, recording);
    if (spoilt(ring))
        return 0;
    copy_out(ring, recording, n);
    ring->taken += n;
    atomic_store_explicit(&ring->head->taken, ring->taken, memory_order_release);
    return (int64_t)n;
}

enum log_status ring_status(const struct ring *ring, uint64_t *until)
{
    uint32_t status = atomic_load_explicit(&ring->head->status, memory_order_acquire);

    if (until)
        *until = atomic_load_explicit(&ring->head->until, memory_order_relaxed);
    return status <= LOG_ENDED ? (enum log_status)status : LOG_BUSY;
}

uint64_t ring_stalls(const struct ring *ring)
{
    return atomic_load_explicit(&ring->head->stalls, memory_order_relaxed);
}
