/* SPDX-License-Identifier: MIT */
/* The writer of the event log (log.h): into a file or a ring, or nowhere.  Off, a
 * call costs one test of logger_on. */
#ifndef LOGGER_H
#define LOGGER_H

#include <stdbool.h>
#include <stdint.h>

#include "log.h"

extern bool logger_on;

/* Open what INTERLEAVE_TRACE names, once; idempotent. */
void logger_start(void);
/* Record into a new file from now on: 0, or -errno. */
int logger_open_file(const char *path);
/* Write what is left, and the final header; what is printed later is not recorded. */
void logger_close(void);
/* To a file: hand over what was collected, so that a reader sees it. */
void logger_flush(void);

struct logger_event {                   /* what is not named is 0 */
    enum log_kind kind;
    uint32_t detail, task, other;
    const char *place;                  /* a literal: known by its address */
    uint64_t value;
};
void logger_put(const struct logger_event *event);
/* The thread goes from one task to the next: LOG_STEP_END as `end` says, and
 * LOG_STEP_BEGIN of `begun`, at one time. */
void logger_switch(const struct logger_event *end, uint32_t begun);

/* The id of a name (text: copied), giving it one if it is new; 0 for NULL. */
uint32_t logger_name(const char *text);
/* `task`, or its thread job with that number, printed these bytes. */
void logger_print(uint32_t task, uint32_t job, const char *bytes, uint64_t size);

/* To the ring's reader: what the program is doing. */
void logger_status(enum log_status status, int64_t until);

#endif
