/* SPDX-License-Identifier: MIT */
/* What the files that answer "why" share among themselves. */
#ifndef WHY_INSIDE_H
#define WHY_INSIDE_H

#include "why.h"

enum { WHY_NAME = 64 };

/* One more line; further text is printed into its end.  NULL: there is no room. */
struct why_line *why_add(struct why *why, const struct model *model, uint64_t time,
                         uint32_t place, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
void why_strong(struct why_line *line, bool bad, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
const char *why_name(char out[WHY_NAME], const struct model *model, const struct lane *lane);
const char *why_text(char out[WHY_NAME], const struct model *model, uint32_t name);
/* A moment, in as many decimals as the gap needs. */
const char *why_time(char out[WORDS_DURATION], const struct why *why, uint64_t time);
void why_kind(struct why *why, int kind);

/* It could have run between these times, but had not got its turn. */
void why_late(struct why *why, const struct model *model, uint64_t from, uint64_t to);
/* It waits in this span: follow who waits for whom, as it stood at `time`. */
void why_chain(struct why *why, const struct model *model, const struct lane *lane,
               const struct span *span, uint64_t time);

#endif
