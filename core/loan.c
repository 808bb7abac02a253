/* SPDX-License-Identifier: MIT */
/* Loans: who uses another's local variables. */
#include "loan.h"

#include <stdlib.h>

#include "context.h"
#include "generator.h"
#include "loop.h"
#include "report.h"
#include "stack.h"
#include "task.h"

static struct loans *kept;

/* The stacks that can run now: the task's, its generators', bare coroutines'. */
static struct loans **lender_of(const void *argument)
{
    struct task *self = loop.current;

    if (task_has_on_stack(self, argument))
        return &self->loans;
    struct loans **found = generator_lends(self, argument);
    return found ? found : bare_lends(argument);
}

static struct loans *loans_new(void)
{
    struct loans *loans = calloc(1, sizeof *loans);

    if (!loans)
        panic("out of memory for a task's argument");
    return loans;
}

bool loan_is_on_stack(const void *argument)
{
    return loop.current && lender_of(argument);
}

struct loans *loan_take(const char *argument)
{
    struct loans **lender = lender_of(argument);

    if (!lender)
        return NULL;
    if (!*lender)
        *lender = loans_new();
    if (lender == &loop.current->loans)
        loop.current->ties |= TASK_LENDS;
    struct loans *loans = *lender;
    if (loans->count == 0 || argument < loans->lowest)
        loans->lowest = argument;
    loans->count++;
    return loans;
}

void loan_note(struct task *task, const char *argument)
{
    task->lender = loan_take(argument);
    if (task->lender)
        task->ties |= TASK_BORROWS;
}

static void tell(const struct loans *loans, const char *owner)
{
    const struct task *other = task_first();

    while (other && other->lender != loans)
        other = task_after(other);
    if (other)
        report_as(LOG_WARN_LENT, async_current_task(), NULL,
                  "%s, but '%s', which it started, still uses its local variables (%s)",
                  owner, other->record->name, other->record->place);
    else
        report_as(LOG_WARN_LENT, async_current_task(), NULL, "%s, but a thread job, which "
                  "it started, still uses its local variables", owner);
}

void loan_keep_stack(struct loans *loans, void *stack)
{
    if (!loans)
        loans = loans_new();
    loans->stack = stack;
    loans->next = kept;
    kept = loans;
}

void loan_give_stack(struct loans *loans, void *stack, const char *owner)
{
    if (loans && loans->count > 0) {
        tell(loans, owner);
        loan_keep_stack(loans, stack);
    } else {
        free(loans);
        stack_give(stack);
    }
}

void loan_give_kept_stacks(void)
{
    while (kept) {
        struct loans *loans = kept;
        kept = loans->next;
        stack_give(loans->stack);
        free(loans);
    }
}
