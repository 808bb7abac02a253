/* SPDX-License-Identifier: MIT */
/* Tasks in words: the tree of who awaits whom, cycles too. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "loop.h"
#include "task.h"

enum { DEPTH_MOST = 40 };

static void print_wait(int fd, const struct task *task)
{
    unsigned long long value = task->wait_value;

    switch (task->wait) {
    case LOG_WAIT_SLEEP:
        if (value == LOG_NEVER)
            dprintf(fd, "sleeps for ever");
        else
            dprintf(fd, "sleeps until %.3f s", 1e-9 * (double)value);
        break;
    case LOG_WAIT_TASK:
        dprintf(fd, "waits for '%s'", task->awaited ? task->awaited->name : "?");
        break;
    case LOG_WAIT_GATHER: dprintf(fd, "waits for a gather of %llu", value); break;
    case LOG_WAIT_SEVERAL: dprintf(fd, "waits for some of %llu tasks", value); break;
    case LOG_WAIT_LIMIT: dprintf(fd, "waits with a time limit"); break;
    case LOG_WAIT_SHIELD: dprintf(fd, "waits behind a shield"); break;
    case LOG_WAIT_GROUP: dprintf(fd, "waits for %llu tasks of its group", value); break;
    case LOG_WAIT_LOCK: dprintf(fd, "wants lock '%s'", task->wait_name); break;
    case LOG_WAIT_EVENT: dprintf(fd, "waits for event '%s'", task->wait_name); break;
    case LOG_WAIT_CONDITION:
        dprintf(fd, "waits for condition '%s'", task->wait_name);
        break;
    case LOG_WAIT_SEMAPHORE: dprintf(fd, "wants a place of '%s'", task->wait_name); break;
    case LOG_WAIT_PUT: dprintf(fd, "waits to put into '%s'", task->wait_name); break;
    case LOG_WAIT_GET: dprintf(fd, "waits to get from '%s'", task->wait_name); break;
    case LOG_WAIT_JOIN: dprintf(fd, "waits for the end of '%s'", task->wait_name); break;
    case LOG_WAIT_READ: dprintf(fd, "reads descriptor %llu", value); break;
    case LOG_WAIT_WRITE: dprintf(fd, "writes to descriptor %llu", value); break;
    default: dprintf(fd, "waits for its turn");
    }
}

static void print_task(int fd, const struct task *task, int depth)
{
    const char *place = task->wait_place ? task->wait_place : "?";

    dprintf(fd, "%*s'%s' (task %u, made at %s) ", 2 + 2 * depth, "", task->record->name,
            task_number(task), task->record->place);
    if (task == loop.current) {
        dprintf(fd, "has the thread; its last wait was at %s\n", place);
        return;
    }
    if (task->wait == LOG_WAIT_NONE) {
        dprintf(fd, "has not had its first step\n");
        return;
    }
    if (task_is_ready(task))
        dprintf(fd, "is ready");
    else
        print_wait(fd, task);
    dprintf(fd, ", since %.3f s, at %s\n", 1e-9 * (double)task->wait_since, place);
}

/* The i-th task that this one awaits; NULL after the last. */
static struct task *awaited_by(const struct task *task, int i)
{
    bool by_record = task->wait == LOG_WAIT_TASK || task->wait == LOG_WAIT_GATHER ||
                     task->wait == LOG_WAIT_SHIELD;

    if (task == loop.current || task_is_ready(task))
        return NULL;
    if (by_record && task->awaited && !task->awaited->done && !task->awaited->task) {
        struct async_record *child = gather_child(task->awaited, i);
        while (child && !child->task)
            child = gather_child(task->awaited, ++i);
        return child ? child->task : NULL;
    }
    if (i > 0 || task->wait_task == 0)
        return NULL;
    for (struct task *other = task_first; other; other = other->next)
        if (task_number(other) == task->wait_task)
            return other;
    return NULL;
}

static void print_tree(int fd, const struct task *task, int depth, uint32_t mark)
{
    if (task->record->mark == mark) {
        dprintf(fd, "%*s'%s' again: a cycle\n", 2 + 2 * depth, "", task->record->name);
        return;
    }
    task->record->mark = mark;
    print_task(fd, task, depth);
    const struct task *last = NULL, *child;
    for (int i = 0; depth < DEPTH_MOST && (child = awaited_by(task, i)); i++) {
        if (child != last)
            print_tree(fd, child, depth + 1, mark);
        last = child;
    }
}

/* A root is awaited by nobody. */
static void mark_awaited(uint32_t mark)
{
    for (const struct task *task = task_first; task; task = task->next) {
        const struct task *child;
        for (int i = 0; (child = awaited_by(task, i)); i++)
            child->record->mark = mark;
    }
}

void async_print_tasks(int fd)
{
    uint32_t awaited = record_new_mark(), printed = record_new_mark();

    mark_awaited(awaited);
    for (const struct task *task = task_first; task; task = task->next)
        if (task->record->mark != awaited && task->record->mark != printed)
            print_tree(fd, task, 0, printed);
    for (const struct task *task = task_first; task; task = task->next)
        if (task->record->mark != printed)
            print_tree(fd, task, 0, printed);
}

/* In the handler itself, since a task that never gives way is what one looks for. */
static void dump(int signal)
{
    int saved = errno;

    (void)signal;
    dprintf(STDERR_FILENO, "tasks at %.3f s:\n", 1e-9 * (double)loop.looked);
    async_print_tasks(STDERR_FILENO);
    errno = saved;
}

void async_enable_task_dump(void)
{
    struct sigaction action = { .sa_handler = dump, .sa_flags = SA_RESTART };

    sigaction(SIGQUIT, &action, NULL);
}
