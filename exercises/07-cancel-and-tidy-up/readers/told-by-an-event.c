/* SPDX-License-Identifier: MIT */
/* Out of the door: an event says that the oven is off. */
#include "exercise.h"

static struct async_event off = ASYNC_EVENT("off");

static int tidy(void)
{
    int rc = async_sleep(input("cool"));
    printf("oven off\n");
    async_event_set(&off);
    return rc;
}

static void *bake(void *arg)
{
    printf("oven on\n");
    int rc = async_sleep(input("bake"));
    if (rc < 0) {
        tidy();
        return async_return(-ECANCELED);
    }
    printf("bread done\n");
    return async_return(tidy());
}

static void *phone(void *arg)
{
    return async_return(async_sleep(input("call")));
}

void *solution(void *arg)
{
    struct async_task bread = async_create_task("bread", bake, NULL),
                      ph = async_create_task("phone", phone, NULL);
    async_await(ph, NULL);
    async_cancel(bread);
    async_event_wait(&off);
    async_sleep(0);
    printf("out of the door\n");
    return NULL;
}
