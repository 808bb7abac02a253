/* SPDX-License-Identifier: MIT */
/* Out of the door: the phone call is the limit of async_wait_for(). */
#include "exercise.h"

static void *bake(void *arg)
{
    printf("oven on\n");
    int rc = async_sleep(input("bake"));
    if (rc != -ECANCELED)
        printf("bread done\n");
    async_sleep(input("cool"));
    printf("oven off\n");
    return rc == 0 ? NULL : async_return(-ECANCELED);
}

void *solution(void *arg)
{
    struct async_task bread = async_create_task("bread", bake, NULL);
    async_wait_for(bread, input("call"), NULL);
    double left = input("call") - async_time();
    if (left > 0)
        async_sleep(left);
    printf("out of the door\n");
    return NULL;
}
