/* SPDX-License-Identifier: MIT */
/* Words and numbers for people, measured in columns: what a log holds is never
 * printed raw.  Needs a UTF-8 locale (setlocale) unless `ascii` is set. */
#ifndef WORDS_H
#define WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WORDS_DURATION = 48 };       /* bytes that any duration or count fits in */

/* Write `text` (`length` bytes, any bytes) to `out` so that it can be shown: control
 * characters, broken UTF-8 and direction marks escaped, and what is wider than
 * `columns` cut with an ellipsis.  Returns the columns that it takes. */
int words_fit(char *out, size_t size, const char *text, size_t length, int columns,
              bool ascii);
/* Columns that words_fit() would take with all the room it wants. */
int words_width(const char *text, size_t length, bool ascii);

/* A duration is rounded; a moment is cut, as clocks are read: what is said to be at 1.5 s
 * is not before it, and is at 1.5 s wherever it is said. */

/* "6.0 s", "150 ms", "12 us", "2 min 5 s": as short as it may be.  Returns out. */
const char *words_duration(char out[WORDS_DURATION], uint64_t ns);
/* A moment with as many decimals as it has, up to three: "1.25 s", "2.0 s". */
const char *words_moment(char out[WORDS_DURATION], uint64_t ns);
/* A moment where moments stand in a column, or change: "2.000 s", so many decimals. */
const char *words_seconds(char out[WORDS_DURATION], uint64_t ns, int decimals);
/* "9,990" */
const char *words_count(char out[WORDS_DURATION], uint64_t n);

#endif
