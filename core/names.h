/* SPDX-License-Identifier: MIT */
/* Names and their small numbers, given by content in order of first use. */
#ifndef NAMES_H
#define NAMES_H

#include <stdbool.h>
#include <stdint.h>

/* The number of `text`, from 1; *is_new tells whether it was given now. */
uint32_t names_number(const char *text, bool *is_new);
/* The same for a literal: found by its address, so its bytes must stay. */
enum { NAMES_LITERALS = 512 };
struct names_literal { const char *text; uint32_t number; };
extern struct names_literal names_literals[NAMES_LITERALS];
uint32_t names_new_literal(const char *text, bool *is_new);
static inline uint32_t names_literal(const char *text, bool *is_new)
{
    const struct names_literal *slot =
        &names_literals[((uintptr_t)text >> 3) % NAMES_LITERALS];

    *is_new = false;
    return slot->text == text ? slot->number : names_new_literal(text, is_new);
}
void names_free_all(void);

#endif
