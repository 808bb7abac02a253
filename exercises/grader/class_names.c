/* SPDX-License-Identifier: MIT */
/* Names for a class: of rows, reports and files. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

#include "class.h"
#include "words.h"

enum { NAME_COLUMNS = 60, NAME_BYTES = 200 };

/* The last part of a path, and where it begins. */
static const char *last_part(const char *path, size_t *length)
{
    size_t end = strlen(path), begin;

    while (end > 1 && path[end - 1] == '/')
        end--;
    for (begin = end; begin > 0 && path[begin - 1] != '/'; begin--)
        ;
    *length = end - begin;
    return path + begin;
}

/* Nothing that a terminal, a spreadsheet's reader or a file system stumbles over. */
static char *harmless(const char *text, size_t length)
{
    char name[NAME_BYTES];

    words_fit(name, sizeof name, text, length, NAME_COLUMNS, false);
    for (char *at = name; *at; at++)
        if (*at == '/')
            *at = '_';
    if (name[0] == '.' || name[0] == '\0')
        name[0] = '_';
    return copy_text(name);
}

static char *own_name(const struct class_entry *entry)
{
    size_t length;
    const char *part = last_part(entry->called, &length);

    return harmless(part, length);
}

/* "ann_solution.c" of "class/ann/solution.c" */
static char *longer_name(const struct class_entry *entry)
{
    size_t own, around;
    const char *part = last_part(entry->called, &own);
    char *folder = format_text("%.*s", (int)(part - entry->called), entry->called);
    const char *outer = last_part(folder, &around);
    char *whole = *folder && *outer != '/' && *outer != '.'
                      ? format_text("%.*s_%.*s", (int)around, outer, (int)own, part)
                      : format_text("%.*s", (int)own, part);
    char *name = harmless(whole, strlen(whole));

    free(whole);
    free(folder);
    return name;
}

/* Has another one of the first `count` this name? */
static bool is_taken(const struct class *class, int count, int except, const char *name)
{
    for (int i = 0; i < count; i++)
        if (i != except && strcmp(class->all[i].name, name) == 0)
            return true;
    return false;
}

/* All that are alike change, so that no name tells less than another. */
static void lengthen(struct class *class)
{
    char **longer = calloc((size_t)class->count + 1, sizeof *longer);

    if (!longer)
        abort();
    for (int i = 0; i < class->count; i++)
        if (is_taken(class, class->count, i, class->all[i].name))
            longer[i] = longer_name(&class->all[i]);
    for (int i = 0; i < class->count; i++)
        if (longer[i]) {
            free(class->all[i].name);
            class->all[i].name = longer[i];
        }
    free(longer);
}

/* "-2" for the next one of the same name. */
static void number(struct class *class, int i)
{
    char *base = class->all[i].name, *name = copy_text(base);

    for (int n = 2; is_taken(class, i, i, name); n++) {
        free(name);
        name = format_text("%s-%d", base, n);
    }
    free(base);
    class->all[i].name = name;
}

void class_name_all(struct class *class)
{
    for (int i = 0; i < class->count; i++)
        class->all[i].name = own_name(&class->all[i]);
    lengthen(class);
    for (int i = 0; i < class->count; i++)
        number(class, i);
}
