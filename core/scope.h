/* SPDX-License-Identifier: MIT */
/* Open scopes of a task, innermost first: they end in that order, and before the
 * task does. */
#ifndef SCOPE_H
#define SCOPE_H

#include "report.h"
#include "task.h"

static inline void scope_open(struct task *task, void *scope, void **outer)
{
    *outer = task->scope;
    task->scope = scope;
}

static inline void scope_close(struct task *task, void *scope, void *outer)
{
    if (task->scope != scope)
        panic("'%s' ended a scope that is not its innermost open one: scopes end in the "
              "opposite order of their beginning, in the task that began them",
              task->record->name);
    task->scope = outer;
}

static inline void scope_check_none(const struct task *task)
{
    if (task->scope)
        panic("%s: '%s' ended with a scope still open: every path must reach its _end()",
              task->record->place, task->record->name);
}

#endif
