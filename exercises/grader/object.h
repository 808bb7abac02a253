/* SPDX-License-Identifier: MIT */
/* Look into a compiled object (ELF) before it is linked: what does it define, what
 * would run before main, what would change how it is linked?  The file is believed
 * in nothing. */
#ifndef OBJECT_H
#define OBJECT_H

#include <stdbool.h>
#include <stddef.h>

struct object {
    unsigned char *bytes;
    size_t size;
};

/* False with a sentence in `error` (ERROR bytes). */
bool object_read(struct object *object, const char *path, char *error);
void object_free(struct object *object);

/* Does it define this symbol for others to see (or, as `undefined`, use it)?  One that was
 * never read has none. */
bool object_has(const struct object *object, const char *symbol, bool undefined);
/* Call fn for each symbol that it defines for others, or uses of others, until one returns
 * false; then false. */
bool object_each(const struct object *object,
                 bool (*fn)(const char *symbol, void *arg), void *arg);
bool object_each_used(const struct object *object,
                      bool (*fn)(const char *symbol, void *arg), void *arg);
/* False, with the section's name: one that compilers do not make of plain C. */
bool object_plain_sections(const struct object *object, char *name, size_t size);
/* Is it one that we can read: ELF, 64 bits, whole? */
bool object_is_sound(const struct object *object);

#endif
