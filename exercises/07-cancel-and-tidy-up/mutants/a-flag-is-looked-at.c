/* SPDX-License-Identifier: MIT */
/* Fails: stops: bread looked again and again: from 0 s on it slept 4 times in a row */
/* A variable in place of a cancellation: the baker looks at it ten times a second. */
#include "exercise.h"

static bool called;

static void *bake(void *arg)
{
    printf("oven on\n");
    double end = async_time() + input("bake");
    while (!called && async_time() < end - 1e-9)
        async_sleep(0.1);
    if (!called)
        printf("bread done\n");
    async_sleep(input("cool"));
    printf("oven off\n");
    return async_return(called ? -ECANCELED : 0);
}

void *solution(void *arg)
{
    struct async_task bread = async_create_task("bread", bake, NULL);
    async_sleep(input("call"));
    called = true;
    async_await(bread, NULL);
    printf("out of the door\n");
    return NULL;
}
