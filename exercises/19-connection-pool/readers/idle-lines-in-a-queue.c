/* SPDX-License-Identifier: MIT */
/* A few telephone lines: those that are idle lie in a queue. */
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

static struct async_queue idle;
static int dialled;

static int take_line(void)
{
    void *line;
    if (async_queue_get_nowait(&idle, &line) == 0)
        return (int)(intptr_t)line;
    if (dialled < (int)input("most")) {
        int mine = ++dialled;
        int rc = dial(mine);
        return rc < 0 ? rc : mine;
    }
    int rc = async_queue_get(&idle, &line);
    return rc < 0 ? rc : (int)(intptr_t)line;
}

static void give_back(int line)
{
    async_queue_put_nowait(&idle, (void *)(intptr_t)line);
}

static void close_pool(void)
{
    void *line;
    while (async_queue_get_nowait(&idle, &line) == 0)
        hang_up((int)(intptr_t)line);
    async_queue_destroy(&idle);
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

    async_queue_init(&idle, "idle", 0);
    for (int i = 0; i < n; i++)
        callers[i] = async_coroutine_with(input_text_at("call.names", i),
                                          caller, &i, sizeof i);
    int rc = async_gather(callers, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    close_pool();
    return async_return(rc);
}
