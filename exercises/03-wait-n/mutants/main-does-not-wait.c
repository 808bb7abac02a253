/* SPDX-License-Identifier: MIT */
/* Fails: all baked: margherita was still there when main had ended, at 0 s */
/* Tasks are taken for threads that go on without main. */
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
    struct async_task pizza;

    for (int i = 0; i < input_length("oven.names"); i++) {
        const char *name = input_text_at("oven.names", i);
        pizza = async_create_task(name, bake, (void *)name);
    }
    (void)pizza;
    return NULL;
}
