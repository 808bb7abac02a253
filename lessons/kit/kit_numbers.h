/* SPDX-License-Identifier: MIT */
/* Lists of numbers, printed as Python prints them. */
#ifndef KIT_NUMBERS_H
#define KIT_NUMBERS_H

/* Print n results that point to ints: [1, 2, 3]; None for NULL. */
void kit_print_numbers(void *const *numbers, int n);

#endif
