/* SPDX-License-Identifier: MIT */
/* Glue and scissors. */
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

    int rc = async_sleep(input("search"));
    if (rc == 0)
        rc = async_lock_acquire(second);
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
    int a = (int)input_at("first", i), b = (int)input_at("second", i);
    struct async_lock *first = &tools[a < b ? a : b];       /* the lower number first */
    struct async_lock *second = &tools[a < b ? b : a];

    int rc = async_lock_acquire(first);
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
