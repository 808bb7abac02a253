/* SPDX-License-Identifier: MIT */
/* The end of a task: outcome, those who waited, its stack. */
#include <stdio.h>

#include "debug.h"
#include "loan.h"
#include "logger.h"
#include "loop.h"
#include "output.h"
#include "report.h"
#include "scope.h"
#include "stack.h"
#include "task.h"

static enum log_outcome outcome_of(const struct error *error)
{
    if (!error)
        return LOG_RETURNED;
    return error->public.code == ECANCELED ? LOG_CANCELLED : LOG_FAILED;
}

static COLD void log_end(const struct task *task, const struct error *error)
{
    uint32_t text = error && *error->text ? logger_name(error->text) : 0;

    output_note();
    if (task->record->cancelling > task->own_requests && outcome_of(error) != LOG_CANCELLED)
        logger_put(&(struct logger_event){
            LOG_WARNING, LOG_WARN_SWALLOWED, .task = task_number(task),
            .place = task->wait_place, .other = logger_name("swallowed cancellation") });
    logger_put(&(struct logger_event){ LOG_STEP_END, LOG_WAIT_END,
                                       .task = task_number(task) });
    logger_put(&(struct logger_event){
        LOG_DONE, outcome_of(error), .task = task_number(task), .other = text,
        .value = error ? (uint64_t)error->public.code : 0 });
}

static void remove_from_all(struct task *task)
{
    if (task->previous)
        task->previous->next = task->next;
    else
        task_first = task->next;
    if (task->next)
        task->next->previous = task->previous;
    else
        task_last = task->previous;
}

/* Main's is kept in any case, while what is left behind tidies up. */
static COLD void give_special_stack(struct task *task)
{
    char owner[NAME_BYTES + 16];

    if (task->is_main) {
        loan_keep_stack(task->loans, task->stack);
        return;
    }
    snprintf(owner, sizeof owner, "'%s' has ended", task->record->name);
    loan_give_stack(task->loans, task->stack, owner);
}

/* Whoever comes after the next one is perhaps a task that ends, too. */
static inline void task_prefetch_end(struct task *task)
{
    __builtin_prefetch((char *)task - 64, 1);
    __builtin_prefetch(&task->lender, 1);
    __builtin_prefetch(&task->makings, 1);
    __builtin_prefetch(&task->next, 1);
}

static _Noreturn void leave(struct task *task)
{
    if (task->back) {
        struct task *back = task->back;
        loop.current = back;
        if (logger_on)
            task_log_step_begin(back);
        context_leave(&task->context, &back->context, 0);
    }
    if (!loop_next_is_task() || loop.one_by_one) {
        loop.current = NULL;
        context_leave(&task->context, &loop.context, 0);
    }
    struct task *next = loop_pop_task();
    task_prefetch_end(CONTAINER_OF(loop.first, struct task, run));
    if (logger_on)
        task_log_step_begin(next);
    context_leave(&task->context, &next->context, next->wake);
}

void task_end(struct task *task, void *result)
{
    struct async_record *record = task->record;
    struct error *error = stories_take_ending(&task->stories, result);

    if (!error && task->must_cancel)
        error = error_keep(task->must_cancel);
    error_drop(task->must_cancel);
    task->must_cancel = NULL;
    if (!error && task_has_on_stack(task, result))
        panic("%s: '%s' returned a pointer to its own local variable, which has ended "
              "with it", record->place, record->name);
    scope_check_none(task);
    if (logger_on)
        log_end(task, error);
    if (debug_on)
        debug_task_ends(task, outcome_of(error) == LOG_CANCELLED);
    remove_from_all(task);
    if (task->lender)
        task->lender->count--;
    record_finish(record, result, error);
    record->task = NULL;
    task->ended = true;
    if (!task->is_main)                 /* its handles are good to the end of the run */
        makings_done(&task->makings);
    stories_done(&task->stories);
    record_drop(record);
    if (task->left_behind && --loop.left_behind == 0)
        loop_stop_after(2);             /* as asyncio's gather of them would */
    error_drop(task->must_cancel);          /* a handler's, to a task that was ending */
    if (task->loans || task->is_main)
        give_special_stack(task);
    else
        stack_give(task->stack);
    leave(task);
}
