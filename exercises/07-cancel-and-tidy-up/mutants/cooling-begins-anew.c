/* SPDX-License-Identifier: MIT */
/* Fails: cools: the phone rang at 4 s, while the oven cooled, and "oven off" was printed at 6 s, not at 4 s nor at */
/* A cancelled cooling is begun again: the phone makes it longer. */
#include "exercise.h"

static void *bake(void *arg)
{
    printf("oven on\n");
    int rc = async_sleep(input("bake"));
    if (rc >= 0)
        printf("bread done\n");
    while (async_sleep(input("cool")) < 0)
        rc = -ECANCELED;
    printf("oven off\n");
    return async_return(rc);
}

void *solution(void *arg)
{
    struct async_task bread = async_create_task("bread", bake, NULL);
    async_sleep(input("call"));
    async_cancel(bread);
    async_await(bread, NULL);
    printf("out of the door\n");
    return NULL;
}
