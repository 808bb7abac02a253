/* SPDX-License-Identifier: MIT */
/* Golden files: what a test wrote must be tests/golden/NAME.txt, byte by byte.
 * `make golden` (GOLDEN=write, or INTERLEAVE_GOLDEN=rewrite) rewrites them. */
#ifndef GOLDEN_H
#define GOLDEN_H

#include <stddef.h>

/* Fails the running Check test, with the lines that differ, if the bytes are not
 * those of the golden file. */
void golden_check(const char *name, const char *bytes, size_t length);

#endif
