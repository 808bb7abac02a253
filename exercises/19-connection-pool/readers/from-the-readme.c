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

static struct async_semaphore lines;        /* a place for each line that may be */
static int idle[MOST_LINES], idle_count;
static int dialled;                         /* lines that there are */

/* A line's number, or less than 0. */
static int take_line(void)
{
    int rc = async_semaphore_acquire(&lines);
    if (rc < 0)
        return rc;
    if (idle_count > 0)
        return idle[--idle_count];
    int line = ++dialled;
    rc = dial(line);
    if (rc < 0) {
        hang_up(line);
        async_semaphore_release(&lines);
        return rc;
    }
    return line;
}

static void give_back(int line)
{
    idle[idle_count++] = line;
    async_semaphore_release(&lines);
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

    int made = async_semaphore_init(&lines, "lines", (int)input("most"));
    if (made < 0)
        return async_return(made);
    for (int i = 0; i < n; i++)
        callers[i] = async_coroutine_with(input_text_at("call.names", i), caller, &i,
                                          sizeof i);
    int rc = async_gather(callers, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    close_pool();
    return async_return(rc);
}
