/* SPDX-License-Identifier: MIT */
/* Print lists of numbers as Python does. */
#include <stdio.h>

#include "kit_numbers.h"

void kit_print_numbers(void *const *numbers, int n)
{
    putchar('[');
    for (int i = 0; i < n; i++) {
        printf(i > 0 ? ", " : "");
        if (numbers[i])
            printf("%d", *(const int *)numbers[i]);
        else
            printf("None");
    }
    printf("]\n");
}
