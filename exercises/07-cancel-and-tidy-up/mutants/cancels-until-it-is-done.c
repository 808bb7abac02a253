/* SPDX-License-Identifier: MIT */
/* Fails: cools: the bread was cancelled 2 times */
/* The request is repeated until it is heard, and hits the cooling as well. */
#include "exercise.h"

static void *bake(void *arg)
{
    printf("oven on\n");
    int rc = async_sleep(input("bake"));
    if (rc == 0)
        printf("bread done\n");
    async_sleep(input("cool"));
    printf("oven off\n");
    return async_return(rc);
}

void *solution(void *arg)
{
    struct async_task bread = async_create_task("bread", bake, NULL);
    async_sleep(input("call"));
    while (!async_done(bread)) {
        async_cancel(bread);
        async_sleep(0.1);
    }
    printf("out of the door\n");
    return NULL;
}
