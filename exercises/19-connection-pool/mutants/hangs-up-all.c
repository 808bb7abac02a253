/* SPDX-License-Identifier: MIT */
/* Fails: hung up: was hung up, and never dialled */
/* All lines that there might be are hung up, dialled or not. */
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

static struct async_semaphore places;
static int idle[MOST_LINES], idle_count, dialled;

static int take_line(void)
{
    int rc = async_semaphore_acquire(&places);
    if (rc)
        return rc;
    if (idle_count)
        return idle[--idle_count];
    int line = ++dialled;
    rc = dial(line);
    return rc < 0 ? rc : line;
}

static void give_back(int line)
{
    idle[idle_count++] = line;
    async_semaphore_release(&places);
}

static void close_pool(void)
{
    for (int i = 1; i <= (int)input("most"); i++)
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

    async_semaphore_init(&places, "lines", (int)input("most"));
    for (int i = 0; i < n; i++)
        callers[i] = async_coroutine_with(input_text_at("call.names", i),
                                          caller, &i, sizeof i);
    int rc = async_gather(callers, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    close_pool();
    return async_return(rc);
}
