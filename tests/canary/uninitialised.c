/* SPDX-License-Identifier: MIT */
/* A canary: decides on a byte that nobody wrote.  Valgrind alone sees this. */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    unsigned char *volatile block = malloc(16);

    if (block[7] > 7)
        puts("more");
    free(block);
    return 0;
}
