/* SPDX-License-Identifier: MIT */
/* Fails: oven is off: the phone rang at 4 s, while the oven cooled, and it was never turned off */
/* Only the baking is expected to be cancelled. */
#include "exercise.h"

/* Bake a bread, and leave the oven as it was. */
static void *bake(void *arg)
{
    printf("oven on\n");
    int rc = async_sleep(input("bake"));
    if (rc == 0)
        printf("bread done\n");
    int cooled = async_sleep(input("cool"));
    if (cooled < 0)
        return async_return(cooled);
    printf("oven off\n");
    return async_return(rc < 0 ? rc : cooled);
}

void *solution(void *arg)
{
    struct async_task bread = async_create_task("bread", bake, NULL);

    int rc = async_sleep(input("call"));            /* then the phone rings */
    if (rc < 0)
        return async_return(rc);
    async_cancel(bread);
    rc = async_await(bread, NULL);
    if (rc < 0 && rc != -ECANCELED)
        return async_return(rc);
    printf("out of the door\n");
    return NULL;
}
