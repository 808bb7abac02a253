/* SPDX-License-Identifier: MIT */
/* Names and their small numbers, given by content in order of first use. */
#ifndef NAMES_H
#define NAMES_H

#include <stdbool.h>
#include <stdint.h>

/* The number of `text`, from 1; *is_new tells whether it was given now. */
uint32_t names_number(const char *text, bool *is_new);
/* The same for a literal: found by its address, so its bytes must stay. */
uint32_t names_literal(const char *text, bool *is_new);
void names_free_all(void);

#endif
