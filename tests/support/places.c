/* SPDX-License-Identifier: MIT */
/* Lines of lessons in expected outputs. */
#define _POSIX_C_SOURCE 200809L
#include "places.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LESSONS GOLDEN_DIR "/../../lessons/"

enum { PATH = 4096, PLACE = 200 };

/* The lesson's main file, or one in its folder. */
static FILE *open_source(const char *lesson, const char *file)
{
    char path[PATH];

    snprintf(path, sizeof path, LESSONS "%s", file);
    FILE *source = fopen(path, "r");
    if (source)
        return source;
    snprintf(path, sizeof path, LESSONS "%s/%s", lesson, file);
    source = fopen(path, "r");
    ck_assert_msg(source != NULL, "%s has no file %s", lesson, file);
    return source;
}

/* Words end with a NUL each, the last ones with two. */
static int line_of(const char *lesson, const char *file, const char *words)
{
    FILE *source = open_source(lesson, file);
    char line[400];
    int number = 0;

    while (*words && fgets(line, sizeof line, source))
        for (number++; *words && strstr(line, words); )
            words += strlen(words) + 1;
    fclose(source);
    ck_assert_msg(!*words, "%s has no line with \"%s\"", file, words);
    return number;
}

/* "FILE|WORDS|WORDS" */
static void fill(FILE *out, const char *place, size_t length, const char *lesson)
{
    char parts[PLACE + 2] = "";

    ck_assert_uint_le(length, PLACE);
    memcpy(parts, place, length);
    for (char *at = parts; (at = strchr(at, '|')); )
        *at++ = '\0';
    const char *file = parts + (*parts == '#');
    int line = line_of(lesson, file, file + strlen(file) + 1);
    if (*parts == '#')
        fprintf(out, "%d", line);
    else
        fprintf(out, "%s:%d", file, line);
}

char *places_filled(const char *text, const char *lesson)
{
    char *filled;
    size_t size;
    FILE *out = open_memstream(&filled, &size);

    for (; *text; text++) {
        size_t length = *text == '{' ? strcspn(text, "}\n") : 0;
        const char *file_end = length ? strstr(text, ".c|") : NULL;
        if (file_end && file_end < text + length) {
            fill(out, text + 1, length - 1, lesson);
            text += length;
        } else {
            fputc(*text, out);
        }
    }
    fclose(out);
    return filled;
}
