/* SPDX-License-Identifier: MIT */
/* A few telephone lines: handed to the first in line, by a future. */
#include "exercise.h"

enum { MOST_CALLERS = 20, MOST_LINES = 8 };

static int dial(int line)
{
    printf("dial %d\n", line);
    return async_sleep(input("dial"));
}

static void hang_up(int line)
{
    printf("hang up %d\n", line);
}

static struct async_task waiters[20];
static int first, waiting;
static int idle[MOST_LINES], idle_count, dialled;

static int take_line(void)
{
    void *p;
    if (idle_count)
        return idle[--idle_count];
    if (dialled < (int)input("most")) {
        int line = ++dialled;
        dial(line);
        return line;
    }
    struct async_task f = async_future("line");
    waiters[waiting++] = f;
    int rc = async_await(f, &p);
    return rc < 0 ? rc : (int)(intptr_t)p;
}

static void give_back(int line)
{
    if (first < waiting)
        async_set_result(waiters[first++], (void *)(intptr_t)line);
    else
        idle[idle_count++] = line;
}

static void close_pool(void)
{
    while (idle_count)
        hang_up(idle[--idle_count]);
}

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
        callers[i] = async_coroutine_with(input_text_at("call.names", i),
                                          caller, &i, sizeof i);
    int rc = async_gather(callers, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    close_pool();
    return async_return(rc);
}
