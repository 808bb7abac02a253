/* SPDX-License-Identifier: MIT */
/* swapcontext, as the C library brings it: a switch costs two system calls. */
#define _XOPEN_SOURCE 700
#include <stdlib.h>
#include <ucontext.h>

#include "measure.h"

enum { STACK = 65536, MAX_TASKS = 1000 };

static ucontext_t main_context, contexts[MAX_TASKS];
static int tasks, running;
static long rounds;

/* In turn: each task hands over to the next one, the last one to the first. */
static void pass_on(void)
{
    for (;;) {
        int from = running;

        if (from == tasks - 1 && --rounds == 0)
            swapcontext(&contexts[from], &main_context);
        running = (from + 1) % tasks;
        swapcontext(&contexts[from], &contexts[running]);
    }
}

static void prepare(ucontext_t *context, char *stack)
{
    getcontext(context);
    context->uc_stack.ss_sp = stack;
    context->uc_stack.ss_size = STACK;
    makecontext(context, pass_on, 0);
}

static void pass_round(const char *name, int n, long count)
{
    char *stacks = malloc((size_t)n * STACK);

    if (!stacks)
        exit(1);
    tasks = n;
    rounds = count;
    for (int i = 0; i < n; i++)
        prepare(&contexts[i], stacks + (size_t)i * STACK);
    measure_start();
    swapcontext(&main_context, &contexts[0]);
    measure_each(name, (double)n * (double)count);
    free(stacks);
}

static void measure_switch(void)
{
    pass_round("switch", 2, 250000);
}

static void measure_yield(void)
{
    pass_round("yield", 1000, 500);
}

int main(int argc, char **argv)
{
    static const struct figure figures[] = {
        { "switch", measure_switch }, { "yield", measure_yield }, { NULL, NULL },
    };

    return measure_main(argc, argv, figures);
}
