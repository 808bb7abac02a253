/* SPDX-License-Identifier: MIT */
/* Out of the door: the oven cools up to a moment, whatever comes. */
#include "exercise.h"

static void *bake(void *arg)
{
    printf("oven on\n");
    int rc = async_sleep(input("bake"));
    if (rc >= 0)
        printf("bread done\n");
    double end = async_time() + input("cool");
    while (async_time() < end)
        async_sleep(end - async_time());
    printf("oven off\n");
    if (rc < 0)
        return async_return(rc);
    return NULL;
}

void *solution(void *arg)
{
    struct async_task bread = async_create_task("bread", bake, NULL);
    async_sleep(input("call"));
    if (!async_done(bread)) {
        async_cancel(bread);
        struct async_task t[] = { bread };
        async_gather(t, 1, NULL, ASYNC_RETURN_EXCEPTIONS);
    }
    printf("out of the door\n");
    return NULL;
}
