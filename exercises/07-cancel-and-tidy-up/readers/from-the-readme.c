/* SPDX-License-Identifier: MIT */
/* Out of the door. */
#include "exercise.h"

/* Bake a bread, and leave the oven as it was. */
static void *bake(void *arg)
{
    printf("oven on\n");
    int rc = async_sleep(input("bake"));
    if (rc >= 0)
        printf("bread done\n");
    int cooled = async_sleep(input("cool"));
    printf("oven off\n");
    return async_return(rc < 0 ? rc : cooled);
}

void *solution(void *arg)
{
    struct async_task bread = async_create_task("bread", bake, NULL);

    int rc = async_sleep(input("call"));            /* then the phone rings */
    if (rc < 0)
        return async_return(rc);
    if (async_cancel(bread))
        async_await(bread, NULL);                   /* until the oven is off */
    printf("out of the door\n");
    return NULL;
}
