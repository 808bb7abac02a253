/* SPDX-License-Identifier: MIT */
/* Fails: no waiting in vain: Bob began to talk only at 2 s, and could at 1.5 s */
/* A lock around the whole pool, held while a line is dialled. */
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

static struct async_lock l = ASYNC_LOCK("pool");
static int idle[MOST_LINES], idle_count, dialled;
static struct async_semaphore s;

static int take_line(void)
{
    int line;
    async_semaphore_acquire(&s);
    async_lock_acquire(&l);
    if (idle_count > 0)
        line = idle[--idle_count];
    else {
        line = ++dialled;
        dial(line);
    }
    async_lock_release(&l);
    return line;
}

static void give_back(int line)
{
    idle[idle_count++] = line;
    async_semaphore_release(&s);
}

static void close_pool(void)
{
    while (idle_count > 0)
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

    async_semaphore_init(&s, "s", (int)input("most"));
    for (int i = 0; i < n; i++)
        callers[i] = async_coroutine_with(input_text_at("call.names", i),
                                          caller, &i, sizeof i);
    int rc = async_gather(callers, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    close_pool();
    return async_return(rc);
}
