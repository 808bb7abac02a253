/* SPDX-License-Identifier: MIT */
/* Fails: cools: bread ended at 2 s, and the oven was turned off at 3 s, by another task */
/* The task just ends; whoever cancelled it tidies up behind it. */
#include "exercise.h"

static void *bake(void *arg)
{
    printf("oven on\n");
    int rc = async_sleep(input("bake"));
    if (rc < 0)
        return async_return(rc);
    printf("bread done\n");
    rc = async_sleep(input("cool"));
    if (rc == 0)
        printf("oven off\n");
    return async_return(rc);
}

void *solution(void *arg)
{
    struct async_task bread = async_create_task("bread", bake, NULL);
    async_sleep(input("call"));
    if (async_cancel(bread)) {
        if (async_await(bread, NULL) < 0) {
            async_sleep(input("cool"));
            printf("oven off\n");
        }
    }
    printf("out of the door\n");
    return NULL;
}
