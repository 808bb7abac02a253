/* SPDX-License-Identifier: MIT */
/* Fails: cools: bread blocked the thread at 2 s */
/* Tidying up in blocking form, since a cancelled task may not wait, it is thought. */
#include "exercise.h"

static void *bake(void *arg)
{
    printf("oven on\n");
    int rc = async_sleep(input("bake"));
    if (rc == 0)
        printf("bread done\n");
    async_blocking_sleep(input("cool"));
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
