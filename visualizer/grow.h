/* SPDX-License-Identifier: MIT */
/* Arrays that grow.  Out of memory ends the program with a sentence, by exit(), so
 * that whoever holds the terminal can give it back. */
#ifndef GROW_H
#define GROW_H

#include <stddef.h>
#include <stdint.h>

/* Make room for `needed` items of `item` bytes; *capacity counts items.  Returns the
 * array, which may have moved. */
void *grow(void *array, uint64_t *capacity, uint64_t needed, size_t item);

#endif
