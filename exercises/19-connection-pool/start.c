/* SPDX-License-Identifier: MIT */
/* A few telephone lines. */
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

static int dialled;                         /* lines that there are */

/* A line's number, or less than 0. */
static int take_line(void)
{
    int line = ++dialled;

    int rc = dial(line);
    return rc < 0 ? rc : line;
}

static void give_back(int line)
{
    hang_up(line);
}

static void close_pool(void)
{
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
