/* SPDX-License-Identifier: MIT */
/* What the checks of an exercise (checks.c) are written with: predicates over what
 * one run wrote into the event log.  They run in the grader, never in the learner's
 * process.
 *
 *     #include "checking.h"
 *
 *     static bool at_once(struct run *run)
 *     {
 *         return all_overlap(run, tasks(run, "page *"));
 *     }
 *
 *     const struct check checks[] = {
 *         { .name = "at once", .points = 4, .test = at_once,
 *           .wanted = "the downloads run at the same time",
 *           .misconception = "awaiting a coroutine does not start it beside others" },
 *         { NULL }
 *     };
 *
 * A predicate returns true if it holds.  Else it notes what was seen, at what time
 * and in which task, for the feedback; so `return a(...) && b(...)` reports the first
 * that fails.  In names and lines * stands for any text: "page *".  Times are
 * seconds on the run's clock; two are equal if they differ by less than a
 * microsecond.  Everything given out lives as long as the run. */
#ifndef CHECKING_H
#define CHECKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "log.h"
#include "model.h"

struct run;                 /* one scenario, one log */

struct check {
    const char *name;       /* short, unique, also for reports: "at once" */
    int points;
    const char *after;      /* name of a check before it: not tried unless that passed */
    const char *scenario;   /* name of the only one it looks at; NULL: must hold in all */
    const char *wanted;     /* a sentence for the learner, without a full stop */
    const char *misconception;  /* what a failure most likely comes from; may be NULL.  Not
                               told where the run crashed, got stuck, or main failed */
    int hint;               /* the hint to offer then, from 1; 0: the next one */
    bool (*test)(struct run *run);
};
/* Every checks.c defines it; the last has no name. */
extern const struct check checks[];

/* ---- Inputs, as the submission got them ---------------------------------------- */

double input(const struct run *run, const char *name);
const char *input_text(const struct run *run, const char *name);
int input_length(const struct run *run, const char *name);
double input_at(const struct run *run, const char *name, int i);
const char *input_text_at(const struct run *run, const char *name, int i);
double input_sum(const struct run *run, const char *name);
double input_most(const struct run *run, const char *name);     /* the largest */
double input_least(const struct run *run, const char *name);

/* ---- Spells: stretches of time, in order of their begin --------------------------- */

struct spell {
    double begin, end;      /* end: that of the run if it never came */
    bool ended;
    uint32_t task;          /* whose; 0: nobody's */
    const char *name;       /* of the task, the coroutine, or the printed line */
    uint32_t lock;          /* holding(): what is held, for model_name(); else 0 */
};
struct spells {
    struct spell *all;
    int count;
    const char *what;       /* for messages: "tasks 'page *'" */
};

/* Tasks with such a name, from their first step to their end. */
const struct spells *tasks(struct run *run, const char *name);
/* Tasks, and coroutines awaited in place, that run this function or have this name. */
const struct spells *calls(struct run *run, const char *function_or_name);
/* Each time that a task with such a name slept, or waited, or blocked the thread. */
const struct spells *states(struct run *run, const char *name, enum span_state state);
/* Thread jobs with such a name, from their begin on a pool thread to their end; their
 * task is the one that gave them to the pool. */
const struct spells *jobs(struct run *run, const char *name);
/* From acquiring to releasing a lock or a semaphore of that name; "*": each of them. */
const struct spells *holding(struct run *run, const char *name);
/* From a printed line to the next one of the same task or of the same words for `*`:
 * between(run, "start *", "end *") pairs "start 1" with "end 1". */
const struct spells *between(struct run *run, const char *first, const char *last);
/* Printed lines, as moments. */
const struct spells *lines(struct run *run, const char *line);

/* ---- Predicates over spells.  All but none() fail where there are no spells. ------- */

bool how_many(struct run *run, const struct spells *spells, int n);
bool none(struct run *run, const struct spells *spells);
/* There is a moment at which all of them are under way. */
bool all_overlap(struct run *run, const struct spells *spells);
/* Each begins when the one before has ended, or later. */
bool one_after_another(struct run *run, const struct spells *spells);
bool at_most(struct run *run, const struct spells *spells, int n);      /* at once */
bool reaches(struct run *run, const struct spells *spells, int n);      /* n at once, some time */
/* In no span of `seconds` (its end not counted) more than n of them begin. */
bool at_most_begin_within(struct run *run, const struct spells *spells, int n,
                          double seconds);
/* Their names in order of begin, or of end, match these patterns. */
bool begin_in_order(struct run *run, const struct spells *spells,
                    const char *const *names, int n);
bool end_in_order(struct run *run, const struct spells *spells,
                  const char *const *names, int n);
bool begin_by(struct run *run, const struct spells *spells, double seconds);   /* each */
bool begin_at(struct run *run, const struct spells *spells, double seconds);   /* each */
bool end_by(struct run *run, const struct spells *spells, double seconds);     /* each */
bool end_at(struct run *run, const struct spells *spells, double seconds);     /* each */
bool not_before(struct run *run, const struct spells *spells, double seconds); /* begin */
bool last_for(struct run *run, const struct spells *spells, double seconds);   /* each */
/* All of a end (begin) before any of b begins. */
bool a_before_b(struct run *run, const struct spells *a, const struct spells *b);
bool a_begins_before_b(struct run *run, const struct spells *a, const struct spells *b);
/* Each of them had its end (was released, left, printed). */
bool all_ended(struct run *run, const struct spells *spells);

/* ---- Predicates over the run --------------------------------------------------------- */

bool done_by(struct run *run, double seconds);
bool done_at(struct run *run, double seconds);
bool not_done_before(struct run *run, double seconds);
bool as_long_as_solution(struct run *run);              /* on the same inputs */
/* The run ends when the last of them does, not later: main waits for them and for nothing
 * else; to sleep a guessed time is another thing. */
bool ends_with(struct run *run, const struct spells *spells);
/* main returned (LOG_RETURNED), failed with any code, was cancelled. */
bool main_ended(struct run *run, enum log_outcome outcome);
/* Every task of such a name ended so, and there is at least one. */
bool tasks_ended(struct run *run, const char *name, enum log_outcome outcome);
bool failed_with(struct run *run, const char *task, int code);
/* All other tasks have ended when main does; to ask them to stop is not enough. */
bool main_ends_last(struct run *run);
/* No task was left to be cancelled when main ended; with locks_free(): nothing held. */
bool nothing_left_behind(struct run *run);
bool locks_free(struct run *run);
/* No task keeps the thread for longer, blocking calls included. */
bool no_step_longer_than(struct run *run, double seconds);
bool never_blocks(struct run *run);                     /* no blocking call */
/* No task sleeps four times in a row at one place with nothing done between: it would look
 * again and again whether something has happened. */
bool never_polls(struct run *run);
bool no_warnings(struct run *run);      /* never awaited, never retrieved, swallowed, ... */

/* ---- What was printed ----------------------------------------------------------------- */

bool prints(struct run *run, const char *line);         /* some line matches */
bool prints_not(struct run *run, const char *line);     /* none does */
bool prints_times(struct run *run, const char *line, int n);
bool prints_at(struct run *run, const char *line, double seconds);  /* at that time */
/* These lines in this order, others may stand between. */
bool prints_in_order(struct run *run, const char *const *lines, int n);
/* These and no others. */
bool prints_exactly(struct run *run, const char *const *lines, int n);
bool prints_as_solution(struct run *run);               /* on the same inputs */
/* What was given to answer(): the last one of that name. */
bool answers(struct run *run, const char *name, double value);      /* within 1e-6 of it */
bool answers_text(struct run *run, const char *name, const char *value);

/* ---- To write one's own predicate --------------------------------------------------- */

const struct model *run_model(const struct run *run);
const struct log_record *run_records(const struct run *run, uint64_t *count);
struct run *run_of_solution(struct run *run);       /* on the same inputs; never NULL */
const char *run_scenario(const struct run *run);            /* its name */
double run_seconds(const struct run *run);                  /* when it ended */
/* Under a drawn schedule who was ready first need not be first: no order by tie. */
bool run_is_drawn(const struct run *run);
/* Is the text so?  * stands for any text, also for none. */
bool like(const char *pattern, const char *text);
/* printf() into memory of the run. */
const char *say(struct run *run, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "between 1 s and 1.5 s", "at 1 s" */
const char *from_to(struct run *run, double first, double last);
/* Note what was seen and return false.  `seconds` < 0 or `task` 0: none. */
bool seen(struct run *run, double seconds, uint32_t task, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Behind seen(): what this most likely comes from, in place of the check's misconception
 * ("": nobody knows), and the hint that fits (0: the check's).  Returns false. */
bool because(struct run *run, const char *advice, int hint);

#endif
