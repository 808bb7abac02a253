/* SPDX-License-Identifier: MIT */
/* Reports and last words. */
#define _GNU_SOURCE
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "logger.h"
#include "loop.h"
#include "output.h"

static async_report_fn *handler;
static void *handler_arg;

void async_set_exception_handler(async_report_fn *fn, void *arg)
{
    handler = fn;
    handler_arg = arg;
}

static void tell(struct async_task task, const struct async_error *error,
                 const char *message)
{
    if (handler)
        handler(&(struct async_report){ message, error, task }, handler_arg);
    else if (error && *error->text)
        fprintf(stderr, "%s: %s\n", message, error->text);
    else
        fprintf(stderr, "%s\n", message);
}

static void log_and_tell(enum log_warning kind, struct async_task task,
                         const struct async_error *error, const char *message)
{
    if (logger_on)
        logger_put(&(struct logger_event){
            LOG_WARNING, kind, .other = logger_name(message),
            .task = task.id ? (uint32_t)task.id : task_running_number() });
    tell(task, error, message);
}

void report(struct async_task task, const struct async_error *error,
            const char *format, ...)
{
    char message[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    log_and_tell(LOG_WARN_OTHER, task, error, message);
}

void report_as(enum log_warning kind, struct async_task task,
               const struct async_error *error, const char *format, ...)
{
    char message[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    log_and_tell(kind, task, error, message);
}

void report_logged(struct async_task task, const char *format, ...)
{
    char message[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    tell(task, NULL, message);
}

/* ---- Last words ---- */

static void say(bool logged, const char *format, va_list arguments)
{
    static bool saying;         /* the log may have last words of its own */
    char message[512];

    vsnprintf(message, sizeof message, format, arguments);
    fflush(stdout);
    fprintf(stderr, "%s\n", message);
    if (logged || saying || !logger_on)
        return;
    saying = true;
    logger_put(&(struct logger_event){ LOG_WARNING, LOG_WARN_MISUSE,
                                       .other = logger_name(message),
                                       .task = task_running_number() });
}

static _Noreturn void end_program(void)
{
    output_note();
    logger_close();
    fflush(NULL);
    _exit(1);
}

void panic(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    say(false, format, arguments);
    va_end(arguments);
    end_program();
}

static _Noreturn void end_with_tasks(void)
{
    fflush(stderr);
    async_print_tasks(STDERR_FILENO);
    end_program();
}

void panic_with_tasks(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    say(false, format, arguments);
    va_end(arguments);
    end_with_tasks();
}

void panic_logged_with_tasks(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    say(true, format, arguments);
    va_end(arguments);
    end_with_tasks();
}

int setting_descriptor(const char *name, const char *text)
{
    char *end;
    long fd = strncmp(text, "fd:", 3) == 0 && text[3] ? strtol(text + 3, &end, 10) : -1;

    if (fd < 0 || *end || fd > 1 << 20)
        panic("%s is \"%s\": it takes fd:N, an open descriptor", name, text);
    return (int)fd;
}

bool setting_flag(const char *name, const char *text)
{
    if (strcmp(text, "0") != 0 && strcmp(text, "1") != 0)
        panic("%s is \"%s\": it takes 0 or 1", name, text);
    return *text == '1';
}
