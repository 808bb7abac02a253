/* SPDX-License-Identifier: MIT */
/* A canary: writes one byte behind a block of the heap. */
#include <stdlib.h>

int main(void)
{
    volatile char *volatile block = malloc(16);

    block[16] = 1;
    free((void *)block);
    return 0;
}
