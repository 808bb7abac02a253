/* SPDX-License-Identifier: MIT */
/* A canary: a task decides on a byte that nobody wrote, after a sleep. */
#include <stdio.h>
#include <stdlib.h>

#include "async.h"

static void *guesses(void *arg)
{
    unsigned char *volatile block = malloc(16);

    async_sleep(0);
    if (block[7] > 7)
        puts("more");
    free(block);
    return NULL;
}

int main(void)
{
    return async_run(guesses, NULL, NULL) != 0;
}
