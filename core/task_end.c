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

/* Main's is kept in any case, while what is left behind tidies up. */
static COLD void give_special_stack(struct task *task)
{
    char owner[NAME_BYTES + 16];
    struct loans *loans = task->loans;

    task->loans = NULL;
    if (task->ties & TASK_IS_MAIN) {
        loan_keep_stack(loans, task);
        return;
    }
    snprintf(owner, sizeof owner, "'%s' has ended", task->record->name);
    loan_give_stack(loans, task, owner);
}

/* Whoever comes after the next one is perhaps a task that ends, too. */
static inline void task_prefetch_end(struct task *task)
{
    __builtin_prefetch((char *)task - 64, 1);
    __builtin_prefetch(&task->link, 1);
}

static COLD _Noreturn void leave_specially(struct task *task)
{
    struct task *next = task->ties & TASK_GOES_BACK ? task->back : NULL;

    if (!next && loop_next_is_task() && !loop.one_by_one)
        next = CONTAINER_OF(loop_pop(), struct task, run);
    loop.current = next;
    if (logger_on && next)
        task_log_step_begin(next);
    context_leave(&task->context, next ? &next->context : &loop.context,
                  next ? next->wake : 0);
}

static _Noreturn void leave(struct task *task)
{
    if (loop.special || task->ties & TASK_GOES_BACK)
        leave_specially(task);
    if (!loop_next_is_task()) {
        loop.current = NULL;
        context_leave(&task->context, &loop.context, 0);
    }
    struct task *next = loop_pop_task();
    task_prefetch_end(CONTAINER_OF(loop.first, struct task, run));
    context_leave(&task->context, &next->context, next->wake);
}

static COLD void end_specially(struct task *task, const struct error *error)
{
    if (logger_on)
        log_end(task, error);
    if (debug_on)
        debug_task_ends(task, outcome_of(error) == LOG_CANCELLED);
    task->late_waits = 0;
}

/* A cancellation that no wait has taken is how it ends, unless it failed. */
static COLD struct error *take_cancellation(struct task *task, struct error *error)
{
    struct error *why = task->must_cancel;

    task->must_cancel = NULL;
    if (!error)
        return why;
    error_drop(why);
    return error;
}

static COLD void untie(struct task *task)
{
    if (task->ties & TASK_BORROWS)
        task->lender->count--;
    task->lender = NULL;
    if (task->ties & TASK_LEFT_BEHIND && --loop.left_behind == 0)
        loop_stop_after(2);             /* as asyncio's gather of them would */
}

static COLD _Noreturn void panic_returned_local(const struct task *task)
{
    panic("%s: '%s' returned a pointer to its own local variable, which has ended "
          "with it", task->record->place, task->record->name);
}

void task_end(struct task *task, void *result)
{
    struct async_record *record = task->record;
    struct error *error = stories_take_ending(&task->stories, result);

    if (task->must_cancel)
        error = take_cancellation(task, error);
    if (!error && task_has_on_stack(task, result))
        panic_returned_local(task);
    scope_check_none(task);
    if (loop.special)
        end_specially(task, error);
    link_take_out(&task->link);
    record_finish(record, result, error);
    record->task = NULL;
    task->ties |= TASK_ENDED;
    /* (Main's handles are good to the end of the run.) */
    if ((task->ties & (TASK_MADE | TASK_IS_MAIN)) == TASK_MADE)
        makings_free(&task->makings);
    stories_done(&task->stories);
    record_drop(record);
    if (task->ties & ~(TASK_MADE | TASK_ENDED))
        untie(task);
    if (task->must_cancel)              /* a handler's, to a task that was ending */
        error_drop(take_cancellation(task, NULL));
    if (task->ties & (TASK_LENDS | TASK_IS_MAIN))
        give_special_stack(task);
    else
        stack_give(task);
    leave(task);
}
