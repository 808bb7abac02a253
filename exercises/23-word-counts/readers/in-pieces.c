/* SPDX-License-Identifier: MIT */
/* A week of the village paper: files are read in pieces. */
#include <ctype.h>

#include "async_file.h"
#include "exercise.h"

enum { MOST = 10 };

static int count_words(const char *text)
{
    int words = 0;

    for (char before = ' '; *text; before = *text++)
        words +=
            isspace((unsigned char)before) && !isspace((unsigned char)*text);
    return words;
}

static int read_file(const char *name, char **text)
{
    struct async_file *f;
    char *piece;
    size_t n = 0;
    int rc = async_file_open(name, "r", &f);
    if (rc)
        return rc;
    *text = calloc(1, 1);
    for (;;) {
        long k = async_file_read(f, 100, &piece);
        if (k <= 0) {
            if (k == 0)
                free(piece);
            rc = (int)k;
            break;
        }
        *text = realloc(*text, n + (size_t)k + 1);
        memcpy(*text + n, piece, (size_t)k + 1);
        n += (size_t)k;
        free(piece);
    }
    async_file_close(f);
    return rc;
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
    int n = input_length("archive.names");
    struct async_task files[MOST];

    for (int i = 0; i < n; i++) {
        const char *name = input_text_at("archive.names", i);
        files[i] = async_coroutine(name, count, (void *)name);
    }
    int rc = async_gather(files, n, NULL, 0);
    if (rc == 0)
        answer("words", total);
    return async_return(rc);
}
