/* SPDX-License-Identifier: MIT */
/* What the files of the trace format share among themselves. */
#ifndef PERFETTO_INSIDE_H
#define PERFETTO_INSIDE_H

#include "jot.h"
#include "model.h"

struct trace {
    struct jot jot;
    const struct model *model;  /* of the side being written */
    uint64_t pid, arrows;       /* arrows so far, of all sides */
};

struct stretch {
    uint64_t begin, end;        /* ns */
};

/* An event up to its time; the caller adds what else it has and closes it. */
void trace_event(struct trace *trace, const char *phase, const char *name,
                 const char *category, uint64_t tid, uint64_t time);
/* NULL: the loop's own. */
uint64_t trace_tid(const struct trace *trace, const struct lane *lane);
/* Where a span is drawn if all before it end at `from`; empty: nowhere. */
struct stretch trace_next(const struct trace *trace, const struct span *span,
                          uint64_t from);

/* Arrows from who woke to who was woken. */
void trace_wakes(struct trace *trace);
/* How many are ready, as a counter. */
void trace_queue(struct trace *trace);

#endif
