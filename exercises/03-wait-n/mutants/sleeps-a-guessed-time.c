/* SPDX-License-Identifier: MIT */
/* Fails: each once: it took 10 s in place of 3 s */
/* Nobody awaits the tasks; main sleeps long enough, it is hoped. */
#include "exercise.h"

static void *bake(void *arg)
{
    int rc = ask("oven", arg, NULL);
    if (rc == 0)
        printf("%s\n", (const char *)arg);
    return async_return(rc);
}

void *solution(void *arg)
{
    struct async_task pizzas[10];

    for (int i = 0; i < input_length("oven.names"); i++) {
        const char *name = input_text_at("oven.names", i);
        pizzas[i] = async_create_task(name, bake, (void *)name);
        fprintf(stderr, "task %d\n", (int)pizzas[i].id);
    }
    return async_return(async_sleep(10));
}
