/* SPDX-License-Identifier: MIT */
/* Loans: arguments of tasks that lie on the stack where they were started, which may
 * go before they have ended.  Then it is told, and the stack stays to the end of the
 * run. */
#ifndef LOAN_H
#define LOAN_H

#include <stdbool.h>
#include <stdint.h>

struct task;

/* What one stack has lent; made with its first loan. */
struct loans {
    uint32_t count;                     /* live tasks with their argument on it */
    const char *lowest;                 /* of these arguments */
    void *stack;                        /* while it is kept, though its owner ended */
    struct loans *next;                 /* all such */
};

/* A task is started with this argument: whose stack does it lie on? */
void loan_note(struct task *task, const char *argument);
/* The same for whoever counts it down when it is through; NULL: on nobody's. */
struct loans *loan_take(const char *argument);
/* It lies on a stack that can run now. */
bool loan_is_on_stack(const void *argument);
/* A stack's owner (named "'x' has ended", ...) goes.  Takes over the loans, or NULL. */
void loan_give_stack(struct loans *loans, void *stack, const char *owner);
/* The same for main's stack, which what is left behind may use without a word. */
void loan_keep_stack(struct loans *loans, void *stack);
void loan_give_kept_stacks(void);       /* at the end of a run */
/* bare.c: those of the running bare coroutine on whose stack it lies, or NULL. */
struct loans **bare_lends(const void *argument);

/* In the function that a stack begins with, when the coroutine has returned: its frame
 * is gone, but must not be overwritten by what is called next. */
#define LOAN_SPARE_FRAMES(loans) \
    do { \
        const char *here_ = __builtin_frame_address(0); \
        *(volatile char *)__builtin_alloca((size_t)(here_ - (loans)->lowest)) = 0; \
        stack_allow((loans)->lowest, here_); \
    } while (0)

#endif
