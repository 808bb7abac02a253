/* SPDX-License-Identifier: MIT */
/* Text from outside, made UTF-8. */
#ifndef DECODE_H
#define DECODE_H

#include <stddef.h>

/* The text (owned by the caller, ends with a NUL) from `size` bytes in the encoding
 * that a content type names ("text/html; charset=latin1").  Where it names none: UTF-8,
 * or if these bytes are none, windows-1252.  NULL if the bytes are not in it. */
char *decode_text(const char *bytes, size_t size, const char *content_type,
                  size_t *text_size);
/* Characters in UTF-8. */
size_t decode_count(const char *text, size_t size);
/* Bytes that the first n of them take, all if there are fewer. */
size_t decode_bytes(const char *text, size_t size, size_t n);

#endif
