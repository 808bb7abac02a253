/* SPDX-License-Identifier: MIT */
/* 22 Debugger: a session with gdb, in which this program is stopped before a wait, in the
 * middle of it, when main sleeps and its stack is no thread's, and after it.  The commands
 * are in session.gdb; without gdb the program runs alone. */
#include <string.h>

#include "gdb.h"
#include "kit.h"

#define KEPT __attribute__((noinline))

static volatile int stops;

KEPT static void set_trace(void)        /* a place to stop at */
{
    stops++;
}

KEPT static void *meanwhile(void *arg)
{
    stops++;
    return NULL;
}

KEPT static void *some_coroutine(void *arg)
{
    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    return "some result";
}

static void *program(void *arg)
{
    static char *result;                /* static: no compiler optimises it away */

    async_call_later(0.5, meanwhile, NULL);
    set_trace();                        /* before the wait */
    int rc = async_await(async_coroutine("some_coroutine", some_coroutine, NULL),
                         (void **)&result);
    if (rc < 0)
        return async_return(rc);
    set_trace();                        /* after it */
    printf("%s\n", result);
    return NULL;
}

static void debugged(void)
{
    async_run(program, NULL, NULL);
}

static int script(void)
{
    printf("in gdb:\n");
    gdb_session(0);
    printf("alone:\n");
    return async_run(program, NULL, NULL);
}

static void (*const misuses[])(void) = { debugged, NULL };

const struct kit_demo debugger_demo = {
    .name = "debugger", .title = "gdb lists tasks, and walks a sleeping one's stack",
    .script = script, .misuses = misuses, .alone = true, .seconds = 1,
    .question = "The program is stopped while main sleeps. Where does gdb find main?",
    .moral = "`interleave tasks` lists who waits for what, `interleave bt` how it got there.",
};
