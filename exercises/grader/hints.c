/* SPDX-License-Identifier: MIT */
/* Hints, and other texts of an exercise's folder. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "feedback.h"

enum { LARGEST = 1 << 20 };

/* A text of another system's editor is one of ours. */
static void make_plain(char *text)
{
    char *to = text;
    const char *from = text;

    if (strncmp(from, BYTE_ORDER_MARK, 3) == 0)
        from += 3;
    for (; *from; from++)
        if (from[0] != '\r' || from[1] != '\n')
            *to++ = *from;
    *to = '\0';
}

char *exercise_text(const struct exercise *exercise, const char *file)
{
    char path[PATH_ROOM];
    FILE *in = fopen(exercise_path(exercise, file, path), "rb");
    char *text = in ? calloc(1, LARGEST + 1) : NULL;

    if (text && fread(text, 1, LARGEST, in) == 0) {
        free(text);
        text = NULL;
    }
    if (in)
        fclose(in);
    if (text)
        make_plain(text);
    return text;
}

/* Behind the n-th heading of hints.md; NULL: there are not so many. */
static const char *section(const char *text, int n)
{
    while (text && n > 0) {
        text = strstr(text, "## Hint");
        if (text) {
            text += strcspn(text, "\n");
            n--;
        }
    }
    return text;
}

char *hint_text(const struct exercise *exercise, int n)
{
    char *all = exercise_text(exercise, "hints.md");
    const char *from = all ? section(all, n) : NULL;
    char *hint = NULL;

    if (from) {
        from += strspn(from, "\n");
        const char *to = strstr(from, "## Hint");
        size_t size = to ? (size_t)(to - from) : strlen(from);
        while (size > 0 && strchr(" \n", from[size - 1]))
            size--;
        hint = format_text("%.*s", (int)size, from);
    }
    free(all);
    return hint;
}

int hint_count(const struct exercise *exercise)
{
    char *all = exercise_text(exercise, "hints.md");
    int n = 0;

    while (all && section(all, n + 1))
        n++;
    free(all);
    return n;
}
