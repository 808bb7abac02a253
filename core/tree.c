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
    case LOG_WAIT_SEMAPHORE:
        if (task->wait_name)
            dprintf(fd, "wants a place of '%s'", task->wait_name);
        else
            dprintf(fd, "wants a place of a semaphore without a name (was "
                    "async_semaphore_init() called?)");
        break;
    case LOG_WAIT_PUT: dprintf(fd, "waits to put into '%s'", task->queue->name); break;
    case LOG_WAIT_GET: dprintf(fd, "waits to get from '%s'", task->queue->name); break;
    case LOG_WAIT_JOIN: dprintf(fd, "waits for the end of '%s'", task->wait_name); break;
    case LOG_WAIT_READ: dprintf(fd, "reads descriptor %llu", value); break;
    case LOG_WAIT_WRITE: dprintf(fd, "writes to descriptor %llu", value); break;
    case LOG_WAIT_RECEIVE: dprintf(fd, "reads %s", task->wait_name); break;
    case LOG_WAIT_SEND: dprintf(fd, "writes to %s", task->wait_name); break;
    case LOG_WAIT_CONNECT: dprintf(fd, "connects to %s", task->wait_name); break;
    case LOG_WAIT_ACCEPT: dprintf(fd, "accepts at %s", task->wait_name); break;
    case LOG_WAIT_SERVE: dprintf(fd, "serves at %s", task->wait_name); break;
    case LOG_WAIT_THREAD: dprintf(fd, "waits for thread job '%s'", task->wait_name); break;
    case LOG_WAIT_CHILD: dprintf(fd, "waits for child %llu", value); break;
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

/* The i-th of several that this one waits for, tasks and others, NULL after the last;
 * *one: it waits for wait_task instead. */
static struct async_record *member_of(const struct task *task, int i, bool *one)
{
    const struct async_record *awaited = task->awaited;
    bool gathers = task->wait == LOG_WAIT_TASK || task->wait == LOG_WAIT_GATHER;

    *one = false;
    if (task->wait == LOG_WAIT_SEVERAL || task->wait == LOG_WAIT_GROUP)
        return task->member(task->lone_waiter, i);
    if (gathers && awaited && !awaited->done && !awaited->task)
        return gather_child(awaited, i);
    *one = gathers || task->wait == LOG_WAIT_LIMIT || task->wait == LOG_WAIT_SHIELD;
    return NULL;
}

static struct task *task_with_number(uint32_t number)
{
    struct task *task = number ? task_first() : NULL;

    while (task && task_number(task) != number)
        task = task_after(task);
    return task;
}

/* The next task from the *i-th on that this one awaits; NULL after the last. */
static struct task *awaited_by(const struct task *task, int *i)
{
    struct async_record *member;
    bool one;

    if (task == loop.current || task_is_ready(task))
        return NULL;
    while ((member = member_of(task, (*i)++, &one)))
        if (member->task)
            return member->task;
    if (!one || *i > 1)
        return NULL;
    if (task->awaited && task->awaited->id == task->wait_task)
        return task->awaited->task;
    return task_with_number(task->wait_task);
}

/* From a root to the task that is being printed. */
struct path {
    const struct path *up;
    const struct task *task;
    int depth;
};

static bool is_on(const struct path *path, const struct task *task)
{
    while (path && path->task != task)
        path = path->up;
    return path != NULL;
}

static void print_tree(int fd, const struct task *task, const struct path *up,
                       uint32_t mark)
{
    struct path path = { up, task, up ? up->depth + 1 : 0 };
    const struct task *child, *last = NULL;

    if (task->record->mark == mark) {
        dprintf(fd, "%*s'%s' again: %s\n", 2 + 2 * path.depth, "", task->record->name,
                is_on(up, task) ? "a cycle" : "see above");
        return;
    }
    task->record->mark = mark;
    print_task(fd, task, path.depth);
    for (int i = 0; (child = awaited_by(task, &i)); last = child) {
        if (path.depth == DEPTH_MOST) {
            dprintf(fd, "%*sand so on, see below\n", 4 + 2 * path.depth, "");
            return;
        }
        if (child != last)
            print_tree(fd, child, &path, mark);
    }
}

/* A root is awaited by nobody. */
static void mark_awaited(uint32_t mark)
{
    for (const struct task *task = task_first(); task; task = task_after(task)) {
        const struct task *child;
        for (int i = 0; (child = awaited_by(task, &i));)
            child->record->mark = mark;
    }
}

void async_print_tasks(int fd)
{
    uint32_t awaited = record_new_mark(), printed = record_new_mark();

    mark_awaited(awaited);
    for (const struct task *task = task_first(); task; task = task_after(task))
        if (task->record->mark != awaited && task->record->mark != printed)
            print_tree(fd, task, NULL, printed);
    for (const struct task *task = task_first(); task; task = task_after(task))
        if (task->record->mark != printed)
            print_tree(fd, task, NULL, printed);
}

/* In the handler itself, since a task that never gives way is what one looks for. */
static void dump(int signal)
{
    int saved = errno;

    (void)signal;
    dprintf(STDERR_FILENO, "tasks at %.3f s:\n", async_time());
    async_print_tasks(STDERR_FILENO);
    errno = saved;
}

void async_enable_task_dump(void)
{
    struct sigaction action = { .sa_handler = dump, .sa_flags = SA_RESTART };

    sigaction(SIGQUIT, &action, NULL);
}
