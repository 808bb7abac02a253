/* SPDX-License-Identifier: MIT */
/* A canary: decides on a byte that nobody wrote.  Valgrind alone sees this. */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    unsigned char *volatile block = malloc(16);

    puts(block[7] > 7 ? "more" : "less");
    free(block);
    return 0;
}
