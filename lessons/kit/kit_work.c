/* SPDX-License-Identifier: MIT */
/* Waiting and computing. */
#define _GNU_SOURCE
#include "kit_work.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "async_process.h"

#define VARIABLE "INTERLEAVE_WORK"
#define COMPUTE 0.1
enum { SLICES = 50 };

static long rounds = 1000000;               /* of a slice */
static double others;

static double real_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void compute_slice(void)
{
    volatile uint32_t x = 1;

    for (long i = 0; i < rounds; i++)
        x = x * 1664525 + 1013904223;
}

void kit_work_calibrate(void)
{
    double least = 1;

    if (getloadavg(&others, 1) < 1)
        others = 0;
    for (int i = 0; i < 5; i++) {           /* the quickest: nobody was in the way */
        double start = real_now();
        compute_slice();
        double taken = real_now() - start;
        least = taken < least ? taken : least;
    }
    rounds = (long)((double)rounds * COMPUTE / SLICES / least) + 1;
}

double kit_work_others(void)
{
    return others;
}

int kit_work_processors(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return n > 0 ? (int)n : 1;
}

/* ---- In this process ---- */

void *kit_work_wait(void *unused)
{
    int rc = async_sleep(KIT_WORK_WAIT);
    return async_return(rc);
}

void *kit_work_wait_blocking(void *unused)
{
    async_blocking_sleep(KIT_WORK_WAIT);
    return NULL;
}

void *kit_work_compute(void *unused)
{
    for (int i = 0; i < SLICES; i++)
        compute_slice();
    return NULL;
}

void *kit_work_compute_locked(void *unused)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

    for (int i = 0; i < SLICES; i++) {
        pthread_mutex_lock(&lock);
        compute_slice();
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}

/* ---- In another ---- */

void kit_work_if_asked(void)
{
    const char *kind = getenv(VARIABLE);

    if (!kind)
        return;
    if (strcmp(kind, "wait") == 0) {
        struct timespec t = { 0, (long)(KIT_WORK_WAIT * 1e9) };
        nanosleep(&t, NULL);
    } else {
        rounds = atol(kind);
        kit_work_compute(NULL);
    }
    _exit(0);
}

void *kit_work_in_child(void *kind)
{
    char line[64], path[4096];
    struct async_process child;
    int code;
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);

    if (n < 0)
        return async_fail(errno, "this program does not know where it lies");
    path[n] = '\0';
    snprintf(line, sizeof line, VARIABLE "=%ld", rounds);
    const char *const argv[] = {
        "env", strcmp(kind, "wait") == 0 ? VARIABLE "=wait" : line, path, NULL
    };
    int rc = async_create_subprocess_exec(&child, argv, ASYNC_DEVNULL, ASYNC_INHERIT,
                                          ASYNC_INHERIT);
    if (rc < 0)
        return async_return(rc);
    rc = async_process_wait(&child, &code);
    async_process_close(&child);
    if (rc == 0 && code != 0)
        return async_fail(ECHILD, "the child ended with %d", code);
    return async_return(rc);
}

/* ---- How long it took ---- */

struct kit_work_time kit_work_now(void)
{
    return (struct kit_work_time){ async_time(), real_now() };
}

double kit_work_since(struct kit_work_time then)
{
    double clock = async_time() - then.clock, real = real_now() - then.real;

    return clock > real ? clock : real;
}
