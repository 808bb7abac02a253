/* SPDX-License-Identifier: MIT */
/* Lists of words. */
#define _POSIX_C_SOURCE 200809L
#include "words_list.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *must(void *memory)
{
    if (!memory) {
        fputs("out of memory\n", stderr);
        abort();
    }
    return memory;
}

char *copy_text(const char *text)
{
    return must(strdup(text));
}

static char *format_list(const char *format, va_list args)
{
    va_list again;

    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = must(malloc((size_t)n + 1));
    vsnprintf(text, (size_t)n + 1, format, args);
    return text;
}

char *format_text(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    char *text = format_list(format, args);
    va_end(args);
    return text;
}

static void take(struct words *words, char *word)
{
    if (words->count + 2 > words->room) {
        words->room = 2 * words->room + 16;
        words->all = must(realloc(words->all, (size_t)words->room * sizeof *words->all));
    }
    words->all[words->count++] = word;
    words->all[words->count] = NULL;
}

void words_add(struct words *words, ...)
{
    va_list args;

    va_start(args, words);
    for (const char *word; (word = va_arg(args, const char *)); )
        take(words, copy_text(word));
    va_end(args);
}

void words_format(struct words *words, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    take(words, format_list(format, args));
    va_end(args);
}

void words_all(struct words *words, char *const *more)
{
    for (; *more; more++)
        take(words, copy_text(*more));
}

void words_free(struct words *words)
{
    for (int i = 0; i < words->count; i++)
        free(words->all[i]);
    free(words->all);
    *words = (struct words){ 0 };
}
