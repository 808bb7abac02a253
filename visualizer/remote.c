/* SPDX-License-Identifier: MIT */
/* The remote: a page that this process writes and its children read. */
#define _POSIX_C_SOURCE 200809L
#include "remote.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "shared.h"

enum { PPM = 1000000 };

struct remote {
    struct shared shared;
    struct log_remote *page;        /* in shared memory; only we write */
    /* Our own copy of what the page says. */
    bool paused;
    uint64_t real, run;             /* ns */
    uint64_t speed_ppm;             /* as wished: the page says 0 while paused */
};

static uint64_t monotonic(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* ns * ppm / PPM without overflow: a year at a hundred times real speed fits. */
static uint64_t scaled(uint64_t ns, uint64_t ppm)
{
    return ns / PPM * ppm + ns % PPM * ppm / PPM;
}

/* The sequence is odd while we write, so that a reader never sees half of it. */
static void publish(struct remote *remote)
{
    struct log_remote *page = remote->page;
    uint32_t odd = atomic_load_explicit(&page->sequence, memory_order_relaxed) + 1;

    atomic_store_explicit(&page->sequence, odd, memory_order_relaxed);
    atomic_thread_fence(memory_order_release);
    atomic_store_explicit(&page->paused, remote->paused, memory_order_relaxed);
    atomic_store_explicit(&page->real, remote->real, memory_order_relaxed);
    atomic_store_explicit(&page->run, remote->run, memory_order_relaxed);
    atomic_store_explicit(&page->speed_ppm, remote->paused ? 0 : remote->speed_ppm,
                          memory_order_relaxed);
    atomic_store_explicit(&page->sequence, odd + 1, memory_order_release);
}

/* A new straight line of the clock begins here and now. */
static void rebase(struct remote *remote)
{
    uint64_t real = monotonic();

    if (!remote->paused)
        remote->run += scaled(real - remote->real, remote->speed_ppm);
    remote->real = real;
}

struct remote *remote_new(char *error, int size)
{
    struct remote *remote = calloc(1, sizeof *remote);

    if (!remote) {
        snprintf(error, (size_t)size, "cannot make a remote: out of memory");
        return NULL;
    }
    if (!shared_open(&remote->shared, "interleave-remote", LOG_RING_PAGE,
                     SHARED_WE_WRITE, error, size)) {
        free(remote);
        return NULL;
    }
    remote->page = remote->shared.memory;
    remote->paused = true;
    remote->speed_ppm = PPM;
    rebase(remote);
    publish(remote);
    return remote;
}

void remote_free(struct remote *remote)
{
    if (!remote)
        return;
    shared_close(&remote->shared);
    free(remote);
}

int remote_descriptor(const struct remote *remote)
{
    return remote->shared.fd;
}

uint64_t remote_now(const struct remote *remote)
{
    if (remote->paused)
        return remote->run;
    return remote->run + scaled(monotonic() - remote->real, remote->speed_ppm);
}

bool remote_paused(const struct remote *remote)
{
    return remote->paused;
}

double remote_speed(const struct remote *remote)
{
    return (double)remote->speed_ppm / PPM;
}

void remote_pause(struct remote *remote)
{
    rebase(remote);
    remote->paused = true;
    publish(remote);
}

void remote_go(struct remote *remote)
{
    rebase(remote);
    remote->paused = false;
    publish(remote);
}

void remote_set_speed(struct remote *remote, double speed)
{
    if (!(speed > REMOTE_SLOWEST))
        speed = REMOTE_SLOWEST;
    if (speed > REMOTE_FASTEST)
        speed = REMOTE_FASTEST;
    rebase(remote);
    remote->speed_ppm = (uint64_t)(speed * PPM + 0.5);
    publish(remote);
}

void remote_allow_step(struct remote *remote)
{
    if (remote->paused)
        atomic_fetch_add_explicit(&remote->page->steps, 1, memory_order_release);
}

void remote_advance(struct remote *remote, uint64_t when)
{
    if (!remote->paused || when <= remote->run || when == LOG_NEVER)
        return;
    rebase(remote);
    remote->run = when;
    publish(remote);
}
