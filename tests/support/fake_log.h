/* SPDX-License-Identifier: MIT */
/* Logs made by hand: records without a runtime, for tests of what reads them. */
#ifndef FAKE_LOG_H
#define FAKE_LOG_H

#include <stdint.h>

#include "recording.h"

struct fake_log {
    struct recording recording;
    uint64_t now;               /* time of the next records, ns */
    uint32_t names;             /* given out so far */
};

enum { FAKE_MS = 1000000 };     /* ns */
#define FAKE_S UINT64_C(1000000000)

/* An empty log on the virtual clock; flags: enum log_flag. */
void fake_log_init(struct fake_log *log, uint32_t flags);
void fake_log_done(struct fake_log *log);

/* Write the text as LOG_TEXT records and name it.  Returns the new name's id. */
uint32_t fake_name(struct fake_log *log, const char *text);
/* Append one record at log->now. */
void fake_record(struct fake_log *log, enum log_kind kind, uint32_t task,
                 uint32_t other, uint32_t detail, uint64_t value);
void fake_print(struct fake_log *log, uint32_t task, const char *text);

/* The usual sequences. */
void fake_begin(struct fake_log *log, const char *program);
void fake_created(struct fake_log *log, uint32_t task, uint32_t by, const char *name);
void fake_step(struct fake_log *log, uint32_t task);    /* LOG_STEP_BEGIN */
void fake_sleep(struct fake_log *log, uint32_t task, uint64_t until);   /* LOG_STEP_END */
void fake_ready(struct fake_log *log, uint32_t task, uint32_t by, enum log_wait ended);
void fake_finished(struct fake_log *log, uint32_t task, enum log_outcome outcome,
                   int64_t code, uint32_t text);    /* LOG_DONE, LOG_STEP_END */
void fake_end(struct fake_log *log);                    /* LOG_RUN_END */

/* Three downloads of two seconds, one after another (6 s) and together (2 s): tasks
 * 1 "main", 2 to 4 "Task1" to "Task3", each of which prints "Task1 starting" and
 * "Task1 done".  The caller frees both with recording_done(). */
void fake_race(struct recording *sync, struct recording *async);

#endif
