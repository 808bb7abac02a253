/* SPDX-License-Identifier: MIT */
/* A dripping tap: one number for all drops, loops that are left by break. */
#include "exercise.h"
static int number;
static void *drops(void *arg)
{
    int i = 0, rc;
    for (;;) {
        if (i >= input_length("delays"))
            break;
        if ((rc = async_sleep(input_at("delays", i))) < 0)
            break;
        number = ++i;
        if (async_yield(&number, NULL) < 0) {
            puts("tap closed");
            return NULL;
        }
    }
    puts("tap closed");
    return NULL;
}
void *solution(void *arg)
{
    struct async_generator g = async_generator("g", drops, NULL);
    int in = 0;
    void *v;
    for (;;) {
        if (in == (int)input("glass"))
            break;
        if (async_next(g, &v) <= 0)
            break;
        int d = *(int *)v;
        printf("drop %d\n", d);
        async_sleep(input("sip"));
        in = d;
    }
    async_generator_close(g);
    fprintf(stderr, "full\n");
    printf("glass with %d\n", in);
    return NULL;
}
