/* SPDX-License-Identifier: MIT */
/* 13 Lost update: two people put three coins each into one box, and count it anew.
 * Where a wait stands between reading and writing, another one's coin is lost. */
#include "kit.h"

static int coins;
static struct async_lock key = ASYNC_LOCK("key");

static int add_slowly(void)
{
    int value = coins;
    int rc = async_sleep(0);            /* somebody else may write here */
    if (rc < 0)
        return rc;
    coins = value + 1;
    return 0;
}

static int add_locked(void)
{
    int rc = async_lock_acquire(&key);
    if (rc < 0)
        return rc;
    rc = add_slowly();
    async_lock_release(&key);
    return rc;
}

static int add_at_once(void)
{
    coins++;                            /* no wait inside: nothing can come between */
    return async_sleep(0);
}

static const struct way {
    const char *name;
    int (*add)(void);
} ways[] = {
    { "no lock", add_slowly },
    { "lock", add_locked },
    { "no await between", add_at_once },
};

static void *save(void *arg)
{
    const struct way *way = arg;
    int rc = 0;

    for (int i = 0; rc == 0 && i < 3; i++)
        rc = way->add();
    return async_return(rc);
}

static void *program(void *arg)
{
    for (int i = 0; i < 3; i++) {
        struct async_task savers[] = {
            async_coroutine_with("Ida", save, &ways[i], sizeof ways[i]),
            async_coroutine_with("Joe", save, &ways[i], sizeof ways[i]),
        };
        coins = 0;
        int rc = async_gather(savers, 2, NULL, 0);
        if (rc < 0)
            return async_return(rc);
        printf("%s: %d of 6\n", ways[i].name, coins);
    }
    return NULL;
}

const struct kit_demo lost_update_demo = {
    .name = "lost-update", .title = "a wait between reading and writing",
    .program = program,
    .question = "Two people put in three coins each. How many are in the box?",
    .moral = "Between a read and its write there is no wait, or there is a lock.",
};
