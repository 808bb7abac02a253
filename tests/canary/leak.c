/* SPDX-License-Identifier: MIT */
/* A canary: loses a block.  tests/canary/prove expects to hear of it. */
#include <stdlib.h>

int main(void)
{
    void *volatile block = malloc(100);

    block = NULL;
    return block != NULL;
}
