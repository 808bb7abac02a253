/* SPDX-License-Identifier: MIT */
/* What core has to say: reports through one hook, and last words. */
#ifndef REPORT_H
#define REPORT_H

#include "async.h"
#include "log.h"

/* To the handler that the program set, else one line to standard error. */
void report(struct async_task task, const struct async_error *error,
            const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The same with its kind in the log. */
void report_as(enum log_warning kind, struct async_task task,
               const struct async_error *error, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Of what the log holds already. */
void report_logged(struct async_task task, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Where nobody can be told: a sentence on standard error and in the log, which is closed;
 * what was printed is flushed, and the program ends with status 1. */
_Noreturn void panic(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same, followed by all tasks and what they wait for. */
_Noreturn void panic_with_tasks(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
/* The same of what the log holds already. */
_Noreturn void panic_logged_with_tasks(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* A setting that is "0" or "1"; another one ends the program. */
bool setting_flag(const char *name, const char *text);
/* The descriptor in a setting such as "fd:7"; a wrong one ends the program. */
int setting_descriptor(const char *name, const char *text);

#endif
