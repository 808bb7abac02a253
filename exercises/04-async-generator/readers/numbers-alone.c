/* SPDX-License-Identifier: MIT */
/* A dripping tap: who drinks is a coroutine, and a drop is its number. */
#include "exercise.h"
static void *drops(void *arg)
{
    intptr_t i;
    int rc = 0;
    for (i = 1; i <= input_length("delays"); i++) {
        rc = async_sleep(input_at("delays", (int)i - 1));
        if (rc == 0)
            rc = async_yield((void *)i, NULL);
        if (rc < 0)
            break;
    }
    printf("tap closed\n");
    return async_return(rc);
}
static int got;
static void *drink(void *arg)
{
    struct async_generator *tap = arg;
    void *v;
    int rc = 0;
    while (got < (int)input("glass") && (rc = async_next(*tap, &v)) == 1) {
        printf("drop %ld\n", (long)(intptr_t)v);
        got++;
        async_sleep(input("sip"));
    }
    return NULL;
}
void *solution(void *arg)
{
    struct async_generator tap = async_generator("tap", drops, NULL);
    async_await(async_coroutine("drink", drink, &tap), NULL);
    int rc = async_generator_close(tap);
    printf("glass with %d\n", got);
    return async_return(rc);
}
