/* SPDX-License-Identifier: MIT */
/* Out of the door: the cooling is a task of its own, and shielded. */
#include "exercise.h"

static void *cool(void *arg)
{
    return async_return(async_sleep(input("cool")));
}

static void *bake(void *arg)
{
    puts("oven on");
    int rc = async_sleep(input("bake"));
    if (!rc)
        puts("bread done");
    struct async_task c = async_create_task("cooling", cool, NULL);
    if (async_shield(c, NULL) == -ECANCELED) {
        rc = -ECANCELED;
        async_await(c, NULL);
    }
    puts("oven off");
    return async_return(rc);
}

void *solution(void *arg)
{
    struct async_task bread = async_create_task("bread", bake, NULL);
    async_sleep(input("call"));
    async_cancel(bread);
    async_wait(&bread, 1, ASYNC_ALL_COMPLETED, ASYNC_FOREVER, NULL);
    puts("out of the door");
    return NULL;
}
