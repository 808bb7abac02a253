/* SPDX-License-Identifier: MIT */
/* Fails: groups apart: Dan began only at 5 s, though those tools were free at 0.5 s */
/* One lock for everything: safe, and nobody works beside anybody. */
#include "exercise.h"

enum { MOST = 10 };

static struct async_lock tools[MOST] = {
    ASYNC_LOCK("tool 0"), ASYNC_LOCK("tool 1"), ASYNC_LOCK("tool 2"), ASYNC_LOCK("tool 3"),
    ASYNC_LOCK("tool 4"), ASYNC_LOCK("tool 5"), ASYNC_LOCK("tool 6"), ASYNC_LOCK("tool 7"),
};

static struct async_lock table = ASYNC_LOCK("table");

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

    int rc = async_lock_acquire(&table);
    if (rc < 0)
        return async_return(rc);
    rc = work(i, &tools[(int)input_at("second", i)]);
    async_lock_release(&table);
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
