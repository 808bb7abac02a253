/* SPDX-License-Identifier: MIT */
/* A dripping tap. */
#include "exercise.h"

/* The generator: a drop after each delay. */
static void *drops(void *arg)
{
    int drop;

    for (int i = 0; i < input_length("delays"); i++)
        async_sleep(input_at("delays", i));
    for (drop = 1; drop <= input_length("delays"); drop++)
        async_yield(&drop, NULL);
    return NULL;
}

void *solution(void *arg)
{
    int glass = (int)input("glass"), got = 0, rc;
    struct async_generator tap = async_generator("tap", drops, NULL);
    void *drop;

    while (got < glass && (rc = async_next(tap, &drop)) > 0) {
        printf("drop %d\n", *(int *)drop);
        got++;
        async_sleep(input("sip"));
    }
    printf("glass with %d\n", got);
    return NULL;
}
