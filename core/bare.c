/* SPDX-License-Identifier: MIT */
/* Bare coroutines: a stack, and two switches for each value. */
#include <stdlib.h>

#include "async.h"
#include "context.h"
#include "loan.h"
#include "report.h"
#include "stack.h"

struct async_bare {
    struct context context, resumer;    /* where it is, and who asked last */
    struct async_bare *outer;           /* the bare coroutine that resumed it */
    async_fn *fn;
    void *arg, *passed;                 /* the value on its way, in or out */
    void *stack;
    struct loans *loans;                /* what lies on it, or NULL */
    enum async_bare_status status;
};

static struct async_bare *running;

struct loans **bare_lends(const void *argument)
{
    for (struct async_bare *bare = running; bare; bare = bare->outer)
        if (stack_has(bare->stack, argument))
            return &bare->loans;
    return NULL;
}

static void bare_entry(void *arg)
{
    struct async_bare *bare = arg;

    bare->passed = bare->fn(bare->arg);
    if (bare->loans && bare->loans->count > 0)
        LOAN_SPARE_FRAMES(bare->loans);
    bare->status = ASYNC_BARE_DONE;
    running = bare->outer;
    context_leave(&bare->context, &bare->resumer, 0);
}

struct async_bare *async_bare_create(async_fn *fn, void *arg)
{
    struct async_bare *bare = calloc(1, sizeof *bare);
    void *stack = bare ? stack_take() : NULL;

    if (!stack) {
        free(bare);
        return NULL;
    }
    bare->fn = fn;
    bare->arg = arg;
    bare->stack = stack;
    context_make(&bare->context, stack_low(stack), stack, bare_entry, bare);
    return bare;
}

int async_bare_resume(struct async_bare *bare, void *in, void **out)
{
    if (bare->status != ASYNC_BARE_SUSPENDED)
        return -EINVAL;
    bare->passed = in;
    bare->status = ASYNC_BARE_RUNNING;
    bare->outer = running;
    running = bare;
    context_switch(&bare->resumer, &bare->context, 0);
    if (out)
        *out = bare->passed;
    return bare->status == ASYNC_BARE_DONE ? 0 : 1;
}

void *async_bare_yield(void *out)
{
    struct async_bare *bare = running;

    if (!bare)
        panic("async_bare_yield() was called outside a bare coroutine");
    bare->passed = out;
    bare->status = ASYNC_BARE_SUSPENDED;
    running = bare->outer;
    context_switch(&bare->context, &bare->resumer, 0);
    return bare->passed;
}

enum async_bare_status async_bare_status(const struct async_bare *bare)
{
    return bare->status;
}

int async_bare_destroy(struct async_bare *bare)
{
    if (bare->status == ASYNC_BARE_RUNNING)
        return -EINVAL;
    stack_allow(stack_low(bare->stack), bare->stack);
    loan_give_stack(bare->loans, bare->stack, "a bare coroutine was destroyed");
    free(bare);
    return 0;
}
