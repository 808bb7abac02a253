/* SPDX-License-Identifier: MIT */
/* A canary: a task loses a block on its own stack, across a sleep. */
#include <stdlib.h>

#include "async.h"

static void *loses_a_block(void *arg)
{
    void *volatile block = malloc(100);

    async_sleep(0);
    block = NULL;
    return block;
}

int main(void)
{
    return async_run(loses_a_block, NULL, NULL) != 0;
}
