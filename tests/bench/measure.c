/* SPDX-License-Identifier: MIT */
/* Clocks, memory and percentiles for the measuring programs. */
#define _GNU_SOURCE
#include "measure.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { MAX_SLEEPERS = 100000 };

static double start_time, start_cpu, start_memory;
static float late[MAX_SLEEPERS];
static int sleepers;

int measure_main(int argc, char **argv, const struct figure *figures)
{
    for (; argc == 2 && figures->name; figures++) {
        if (strcmp(figures->name, argv[1]) == 0) {
            figures->measure();
            return 0;
        }
    }
    return 3;
}

void measure_print(const char *name, double value, const char *unit)
{
    printf("%s %.9g %s\n", name, value, unit);
}

double measure_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double cpu_used(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

static double peak_memory(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
    return (double)usage.ru_maxrss;
#else
    return (double)usage.ru_maxrss * 1024;
#endif
}

void measure_start(void)
{
    memset(late, 0, sizeof(late));      /* its pages are not the tasks' */
    start_memory = peak_memory();
    start_cpu = cpu_used();
    start_time = measure_now();
}

double measure_elapsed(void)
{
    return measure_now() - start_time;
}

double measure_cpu(void)
{
    return cpu_used() - start_cpu;
}

double measure_memory(void)
{
    return peak_memory() - start_memory;
}

void measure_each(const char *name, double count)
{
    measure_print(name, measure_elapsed() * 1e9 / count, "ns");
}

unsigned measure_random_us(void)
{
    static uint32_t state = 12345;

    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % 1000000;
}

void measure_late(double by)
{
    if (sleepers < MAX_SLEEPERS)
        late[sleepers++] = (float)by;
}

static int earlier(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

static void print_part(const char *prefix, const char *part, double value,
                       const char *unit)
{
    char name[64];

    snprintf(name, sizeof(name), "%s_%s", prefix, part);
    measure_print(name, value, unit);
}

void measure_sleepers(const char *prefix)
{
    print_part(prefix, "wall", measure_elapsed(), "s");
    print_part(prefix, "cpu", measure_cpu(), "s");
    if (sleepers == 0)
        return;
    qsort(late, (size_t)sleepers, sizeof(late[0]), earlier);
    print_part(prefix, "late_p50", late[sleepers / 2] * 1e6, "us");
    print_part(prefix, "late_p99", late[sleepers - 1 - sleepers / 100] * 1e6, "us");
    print_part(prefix, "late_max", late[sleepers - 1] * 1e6, "us");
}
