/* SPDX-License-Identifier: MIT */
/* Reports, last words, and the list of tasks. */
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

void report(struct async_task task, const struct async_error *error,
            const char *format, ...)
{
    char message[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (logger_on)
        logger_put(&(struct logger_event){
            LOG_WARNING, LOG_WARN_OTHER, .task = task_running_number(),
            .other = logger_name(message) });
    if (handler)
        handler(&(struct async_report){ message, error, task }, handler_arg);
    else if (error && *error->text)
        fprintf(stderr, "%s: %s\n", message, error->text);
    else
        fprintf(stderr, "%s\n", message);
}

/* ---- Tasks in words ---- */

static void print_wait(int fd, const struct task *task)
{
    double now = async_time(), until = 1e-9 * (double)task->wait_value;
    struct async_record *awaited = task->awaited;

    switch (task->wait) {
    case LOG_WAIT_SLEEP:
        if (task->wait_value == LOG_NEVER)
            dprintf(fd, "sleeps for ever");
        else
            dprintf(fd, "sleeps until %.3f s (now %.3f s)", until, now);
        break;
    case LOG_WAIT_TASK:
        dprintf(fd, "waits for '%s'", awaited ? awaited->name : "?");
        break;
    case LOG_WAIT_GATHER:
        dprintf(fd, "waits for a gather of %llu", (unsigned long long)task->wait_value);
        break;
    default:
        dprintf(fd, "waits for its turn");
    }
    dprintf(fd, " at %s", task->wait_place ? task->wait_place : task->record->place);
}

static void print_task(int fd, const struct task *task)
{
    dprintf(fd, "  '%s' (task %u, made at %s) ", task->record->name, task_number(task),
            task->record->place);
    if (task == loop.current)
        dprintf(fd, "has the thread");
    else if (task->wait == LOG_WAIT_NONE)
        dprintf(fd, "has not had its first step");
    else if (task->queued)
        dprintf(fd, "is ready, at %s", task->wait_place ? task->wait_place : "?");
    else
        print_wait(fd, task);
    dprintf(fd, "\n");
}

void async_print_tasks(int fd)
{
    for (const struct task *task = task_first; task; task = task->next)
        print_task(fd, task);
}

/* ---- Last words ---- */

static void say(const char *format, va_list arguments)
{
    char message[512];

    vsnprintf(message, sizeof message, format, arguments);
    fflush(stdout);
    fprintf(stderr, "%s\n", message);
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
    say(format, arguments);
    va_end(arguments);
    end_program();
}

void panic_with_tasks(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
    fflush(stderr);
    async_print_tasks(STDERR_FILENO);
    end_program();
}

int setting_descriptor(const char *name, const char *text)
{
    char *end;
    long fd = strncmp(text, "fd:", 3) == 0 && text[3] ? strtol(text + 3, &end, 10) : -1;

    if (fd < 0 || *end || fd > 1 << 20)
        panic("%s is \"%s\": it takes fd:N, an open descriptor", name, text);
    return (int)fd;
}
