/* SPDX-License-Identifier: MIT */
/* Fails: no waiting in vain: Cleo began to talk only at 3.1 s, and could at 2.5 s */
/* Who finds no line sleeps a while and looks again. */
#include "exercise.h"

enum { MOST_CALLERS = 20, MOST_LINES = 8 };

/* ---- Given ------------------------------------------------------------------- */

static int dial(int line)
{
    printf("dial %d\n", line);
    return async_sleep(input("dial"));
}

static void hang_up(int line)
{
    printf("hang up %d\n", line);
}

/* ---- The pool ---------------------------------------------------------------- */

static int idle[MOST_LINES], idle_count;    /* lines that nobody uses */
static int dialled;                         /* lines that there are */

static int take_line(void)
{
    int rc = 0;

    while (rc == 0 && idle_count == 0 && dialled >= (int)input("most"))
        rc = async_sleep(0.7);
    if (rc < 0)
        return rc;
    if (idle_count > 0)
        return idle[--idle_count];
    int line = ++dialled;
    rc = dial(line);
    return rc < 0 ? rc : line;
}

static void give_back(int line)
{
    idle[idle_count++] = line;
}

static void close_pool(void)
{
    while (idle_count > 0)
        hang_up(idle[--idle_count]);
}

/* ---- The callers ------------------------------------------------------------- */

static void *caller(void *arg)
{
    int i = *(const int *)arg;
    const char *name = input_text_at("call.names", i);

    int rc = async_sleep(input_at("arrivals", i));
    int line = rc < 0 ? rc : take_line();
    if (line < 0)
        return async_return(line);
    printf("%s on line %d\n", name, line);
    rc = ask("call", name, NULL);
    printf("%s off line %d\n", name, line);
    give_back(line);
    return async_return(rc);
}

void *solution(void *arg)
{
    struct async_task callers[MOST_CALLERS];
    int n = input_length("call.names");

    for (int i = 0; i < n; i++)
        callers[i] = async_coroutine_with(input_text_at("call.names", i), caller, &i,
                                          sizeof i);
    int rc = async_gather(callers, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    close_pool();
    return async_return(rc);
}
