/* SPDX-License-Identifier: MIT */
/* Fails: dialled when needed: 2 lines were dialled, and 4 were needed */
/* The two lines of the example, in every run. */
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

static int idle[MOST_LINES], idle_count; /* lines that nobody uses */

static int dialled; /* lines that there are */

static int take_line(void)
{
    int rc = async_semaphore_acquire(&places);
    if (rc < 0)
        return rc;
    if (idle_count > 0)
        return idle[--idle_count];
    int line = ++dialled; /* before the wait: others look meanwhile */
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

    async_semaphore_init(&places, "lines", 2);
    for (int i = 0; i < n; i++)
        callers[i] = async_coroutine_with(input_text_at("call.names", i),
                                          caller, &i, sizeof i);
    int rc = async_gather(callers, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    close_pool();
    return async_return(rc);
}
