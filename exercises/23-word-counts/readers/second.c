/* SPDX-License-Identifier: MIT */
/* A week of the village paper. */
#include <ctype.h>

#include "async_file.h"
#include "exercise.h"

enum { MOST = 10 };

static int total;

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
    rc = async_file_read(file, 0, text);
    int closed = async_file_close(file);
    if (rc < 0)
        return rc;
    if (closed < 0)
        free(*text);
    return closed < 0 ? closed : 0;
}

/* One day's paper. */
static void *count_page(void *arg)
{
    const char *name = arg;
    char *text;

    int rc = ask("archive", name, NULL);
    if (rc < 0)
        return async_return(rc);
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
    struct async_task pages[MOST];
    int n = input_length("archive.names");

    for (int i = 0; i < n; i++) {
        const char *name = input_text_at("archive.names", i);
        pages[i] = async_coroutine(name, count_page, (void *)name);
    }
    int rc = async_gather(pages, n, NULL, 0);
    if (rc < 0)
        return async_return(rc);
    answer("words", total);
    return NULL;
}
