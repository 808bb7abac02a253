/* SPDX-License-Identifier: MIT */
/* The score of a run and of a race: how long, how much work, how free the thread. */
#ifndef SCORE_H
#define SCORE_H

#include <stdbool.h>
#include <stdint.h>

#include "model.h"

enum { SCORE_WORDS = 48 };

struct score {
    uint64_t elapsed;       /* ns, from the run's begin to its end, or to `now` */
    uint64_t work;          /* ns that tasks ran, slept and blocked, added up */
    uint64_t free;          /* ns that nobody needed the thread */
    uint64_t tasks, done;   /* other than main; done: however they ended */
    uint64_t returned;      /* main among them: neither failed nor cancelled */
};

/* The score as it stands at `now` (ns; LOG_NEVER: at the last record). */
struct score score_of(const struct model *model, uint64_t now);

/* How many times faster `fast` is than `slow`; 0 if that cannot be said. */
double score_speedup(const struct score *slow, const struct score *fast);
/* "3.0x faster", "as long", "1.5x slower", "" if it cannot be said (or if one side did
 * less: a download that was cancelled was not faster); with the sign of
 * multiplication instead of x unless ascii.  Both return out. */
const char *score_faster(char out[SCORE_WORDS], const struct score *slow,
                         const struct score *fast, bool ascii);
/* "free 99.9 %", "free 100 %" only if it always was, "never free". */
const char *score_free(char out[SCORE_WORDS], const struct score *score);

#endif
