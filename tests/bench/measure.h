/* SPDX-License-Identifier: MIT */
/* What the measuring programs share: a table of figures, clocks, and lines of the
 * form `name value unit` on standard output, which tests/bench/run collects.  A
 * program is called with the name of one figure. */
#ifndef MEASURE_H
#define MEASURE_H

#include <stddef.h>

enum { THREAD_ROUNDS = 30000 };     /* to a thread and back */

struct figure {
    const char *name;
    void (*measure)(void);
};

/* The whole of main: measures the named figure of a table that ends with NULL.
 * Returns the exit status: 3 for a figure that the program does not have. */
int measure_main(int argc, char **argv, const struct figure *figures);

enum { ECHO_CONNECTIONS = 64, ECHO_ROUNDS = 2000, ECHO_BYTES = 64 };

void measure_print(const char *name, double value, const char *unit);

double measure_now(void);           /* seconds, on a clock that only goes on */
void measure_start(void);           /* note time, CPU and memory */
double measure_elapsed(void);       /* seconds since measure_start */
double measure_cpu(void);           /* seconds of CPU since measure_start */
double measure_memory(void);        /* bytes, growth of the peak */

/* Nanoseconds for each of `count` since measure_start, printed. */
void measure_each(const char *name, double count);

/* Sleepers: whole microseconds from 0 to a second, the same ones in every program. */
unsigned measure_random_us(void);
/* Note how late, in seconds, one sleeper woke. */
void measure_late(double seconds);
/* Print wall, CPU and lateness of the sleepers noted, under names with `prefix`. */
void measure_sleepers(const char *prefix);

#endif
