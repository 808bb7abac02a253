/* SPDX-License-Identifier: MIT */
/* Fails: all search: Ann searched with 0 tools in hand, not one */
/* The search is moved before the locks: no await between them, no circle, and another task. */
#include "exercise.h"

enum { MOST = 10 };

static struct async_lock tools[MOST] = {
    ASYNC_LOCK("tool 0"), ASYNC_LOCK("tool 1"), ASYNC_LOCK("tool 2"), ASYNC_LOCK("tool 3"),
    ASYNC_LOCK("tool 4"), ASYNC_LOCK("tool 5"), ASYNC_LOCK("tool 6"), ASYNC_LOCK("tool 7"),
};

/* With the first tool in hand: search, take the second, work, put that one back. */
static int work(int i, struct async_lock *second)
{
    const char *name = input_text_at("work.names", i);

    int rc = async_lock_acquire(second);
    if (rc < 0)
        return rc;
    rc = ask("work", name, NULL);
    if (rc == 0)
        printf("%s\n", name);
    async_lock_release(second);
    return rc;
}

static void *child(void *arg)
{
    int i = *(const int *)arg;
    struct async_lock *first = &tools[(int)input_at("first", i)];
    struct async_lock *second = &tools[(int)input_at("second", i)];

    int rc = async_sleep(input("search"));
    if (rc == 0)
        rc = async_lock_acquire(first);
    if (rc < 0)
        return async_return(rc);
    rc = work(i, second);
    async_lock_release(first);
    return async_return(rc);
}

void *solution(void *arg)
{
    int n = input_length("work.names");
    struct async_task children[MOST];

    for (int i = 0; i < n; i++)
        children[i] = async_coroutine_with(input_text_at("work.names", i), child, &i,
                                           sizeof i);
    return async_return(async_gather(children, n, NULL, 0));
}
