/* SPDX-License-Identifier: MIT */
/* A few telephone lines: a condition, and a mark for each line. */
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

static struct async_condition c = ASYNC_CONDITION("lines");
static int dialled;
static bool busy[MOST_LINES + 1];

static int idle(void)
{
    for (int i = 1; i <= dialled; i++)
        if (!busy[i])
            return i;
    return 0;
}

static bool some(void *arg)
{
    return idle() || dialled < (int)input("most");
}

static int take_line(void)
{
    async_condition_acquire(&c);
    int rc = async_condition_wait_for(&c, some, NULL), line = idle();
    bool fresh = rc >= 0 && !line;
    if (fresh)
        line = ++dialled;
    busy[line] = true;
    async_condition_release(&c);
    if (fresh)
        dial(line);
    return rc < 0 ? rc : line;
}

static void give_back(int line)
{
    busy[line] = false;
    if (async_condition_acquire(&c) == 0) {
        async_condition_notify(&c, 1);
        async_condition_release(&c);
    }
}

static void close_pool(void)
{
    for (int i = 1; i <= dialled; i++)
        hang_up(i);
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
