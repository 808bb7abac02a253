/* SPDX-License-Identifier: MIT */
/* The model: a log as lanes of spans.  Every renderer reads this and nothing else.
 * Feed it records as they come; it is complete after each one.  Times are ns on
 * the run's clock, from 0. */
#ifndef MODEL_H
#define MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "log.h"
#include "machine.h"
#include "recording.h"

enum span_state {
    SPAN_RUNNING,           /* has the thread */
    SPAN_READY,             /* could run, has not got its turn */
    SPAN_SLEEPING,
    SPAN_WAITING,           /* for someone */
    SPAN_BLOCKED,           /* has the thread, but only waits with it */
    SPAN_FREE,              /* the thread's own lane: nobody needs it */
    SPAN_STATES
};

struct span {
    uint64_t begin, end;    /* end is LOG_NEVER while it lasts */
    uint64_t until;         /* sleeping, blocked: when it will end; else LOG_NEVER */
    uint64_t value;         /* waiting: what for, as in the log (see wait) */
    uint64_t record;        /* number of the record that began it, from 0 */
    uint32_t about;         /* waiting: task (see wait); ready, running: who woke it */
    uint32_t place;         /* name of "file:line", 0: unknown */
    uint16_t state;         /* enum span_state */
    uint16_t wait;          /* enum log_wait that it stands in; ready, running:
                               that ended */
};

/* What stood before some moment of a lane. */
struct lane_sum {
    uint64_t time[SPAN_STATES];     /* ns in each state */
    uint64_t runs;                  /* RUNNING spans begun, those without length too */
};

struct lane {
    uint32_t task;          /* 0: the thread's own lane */
    uint32_t creator;
    uint32_t name, function, place;     /* names, see model_name() */
    uint64_t created, ended;            /* LOG_NEVER: not yet */
    bool done;                          /* false with `ended` set: the run ended first */
    uint64_t told;          /* when its outcome was told, once done */
    uint16_t outcome;       /* enum log_outcome, once done */
    int64_t code;
    uint32_t text;          /* name of the failure's text, 0: none */
    /* In order of time, without gaps from created to ended.  Only RUNNING spans may
     * be without length: on the virtual clock most steps are. */
    struct span *spans;
    uint64_t count, capacity;
    struct lane_sum *sums;  /* before every 16th span */
    uint64_t sum_capacity;
};

struct print {
    uint64_t time;
    uint32_t task;          /* 0: not a task's */
    uint64_t offset, length;    /* in model->output */
};

struct warning {
    uint64_t time;
    uint32_t task, place, text;
    uint16_t kind;          /* enum log_warning */
};

struct model {
    struct log_header header;
    struct lane thread;
    struct lane *lanes;     /* in order of creation */
    uint64_t lane_count, lane_capacity;
    struct lane *pool;      /* of pool threads 1, 2, ...; `about`: the job, `value`: its
                               name */
    uint64_t pool_count, pool_capacity;
    uint64_t job_count;     /* thread jobs so far */
    struct print *prints;
    uint64_t print_count, print_capacity;
    char *output;           /* all that was printed, in order */
    uint64_t output_size, output_capacity;
    struct warning *warnings;
    uint64_t warning_count, warning_capacity;
    uint64_t fed;           /* records */
    uint64_t skipped;       /* unknown or contradictory records, passed over */
    const char *complaint;  /* the first contradiction in words; NULL: none */
    uint64_t complaint_at;  /* in which record, from 0 */
    uint64_t now;           /* time of the last record */
    uint32_t program;       /* name, 0: none was told */
    uint64_t done_count;    /* lanes other than the first that are done */
    bool ended;             /* the run's end was seen: then how main ended */
    uint16_t outcome;
    int64_t code;
    uint32_t running;       /* the task that has the thread, 0: none */
    struct machine machine; /* the loop, its alarms, what tasks share */
    uint64_t settled;       /* lanes before this one ended with an earlier run */
    struct model_private *private;      /* name table, task index */
};

void model_init(struct model *model, const struct log_header *header);
void model_feed(struct model *model, const struct log_record *records, uint64_t n);
void model_done(struct model *model);
/* Go back: the model is then what it was after some number of records, model->fed, at
 * most `fed` and a few thousand before it where the log gives a chance; feed it on from
 * there.  Costs what is taken back and a look at each lane. */
void model_rewind(struct model *model, uint64_t fed);
/* The same, to a moment not after `time`. */
void model_rewind_to(struct model *model, uint64_t time);

/* Ticks of the log to ns on the run's clock; LOG_NEVER if that cannot be. */
uint64_t model_time(const struct model *model, uint64_t ticks);
/* The name with this id; "?" if the log never gave one.  Never NULL; valid until
 * the model is fed again. */
const char *model_name(const struct model *model, uint32_t name);
struct lane *model_lane(const struct model *model, uint32_t task);  /* NULL: unknown */
/* The span that covers `time` in a lane (the last of several), NULL before its creation
 * and after its end. */
const struct span *lane_at(const struct lane *lane, uint64_t time);
/* The part of a span that `time` lies in.  A sleeper whose alarm is past could run: from
 * then on it is ready, whether the loop has got to know or not. */
struct span span_part(const struct span *span, uint64_t time);
/* What a lane was before `time`, by parts.  Fast wherever it is asked. */
void lane_sum(const struct lane *lane, uint64_t time, struct lane_sum *sum);

#endif
