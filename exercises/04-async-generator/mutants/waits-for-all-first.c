/* SPDX-License-Identifier: MIT */
/* Fails: one by one: "drop 1" was printed at 4 s, not at 1 s */
/* The values are collected first and handed out afterwards. */
#include "exercise.h"

static void *drops(void *arg)
{
    int rc = 0;

    for (int i = 0; rc == 0 && i < input_length("delays"); i++)
        rc = async_sleep(input_at("delays", i));
    for (int drop = 1; rc == 0 && drop <= input_length("delays"); drop++)
        rc = async_yield(&drop, NULL);
    printf("tap closed\n");
    return async_return(rc);
}

void *solution(void *arg)
{
    int got = 0, rc = 0;
    struct async_generator tap = async_generator("tap", drops, NULL);
    void *drop;

    while (rc == 0 && got < (int)input("glass") && (rc = async_next(tap, &drop)) > 0) {
        printf("drop %d\n", *(int *)drop);
        got++;
        rc = async_sleep(input("sip"));
    }
    async_generator_close(tap);
    printf("glass with %d\n", got);
    return async_return(rc);
}
