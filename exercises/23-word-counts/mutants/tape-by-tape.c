/* SPDX-License-Identifier: MIT */
/* Fails: at once: archive tuesday.txt began at 1.5 s */
/* A coroutine that is awaited runs to its end before the next one begins. */
#include <ctype.h>

#include "async_file.h"
#include "exercise.h"

static int count_words(const char *text)
{
    int words = 0;

    for (char before = ' '; *text; before = *text++)
        words += isspace((unsigned char)before) && !isspace((unsigned char)*text);
    return words;
}

/* All of a file: 0 and *text, to be freed, or minus an errno. */
static int read_file(const char *name, char **text)
{
    struct async_file *file;

    int rc = async_file_open(name, "r", &file);
    if (rc < 0)
        return rc;
    long size = async_file_read(file, 0, text);
    int closed = async_file_close(file);
    if (size >= 0 && closed < 0)
        free(*text);
    return size < 0 ? (int)size : closed;
}

static int total;

static void *count(void *arg)
{
    const char *name = arg;
    char *text;

    int rc = ask("archive", name, NULL);
    if (rc == 0)
        rc = read_file(name, &text);
    if (rc == -ENOENT) {
        printf("%s: missing\n", name);
        return NULL;
    }
    if (rc < 0)
        return async_return(rc);
    int words = count_words(text);
    free(text);
    printf("%s: %d words\n", name, words);
    total += words;
    return NULL;
}

void *solution(void *arg)
{
    for (int i = 0; i < input_length("archive.names"); i++) {
        const char *name = input_text_at("archive.names", i);
        int rc = async_await(async_coroutine(name, count, (void *)name), NULL);
        if (rc < 0)
            return async_return(rc);
    }
    answer("words", total);
    return NULL;
}
