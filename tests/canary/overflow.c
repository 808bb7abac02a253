/* SPDX-License-Identifier: MIT */
/* A canary: writes one byte behind a block of the heap. */
#include <stdlib.h>

int main(void)
{
    char *volatile block = malloc(16);
    volatile int end = 16;

    block[end] = 1;
    free(block);
    return 0;
}
