/* SPDX-License-Identifier: MIT */
/* A week of the village paper. */
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

enum { MOST = 10 };

/* All of a file: 0 and *text, to be freed, or minus an errno. */
static int read_file(const char *name, char **text)
{
    struct async_file *file;

    int rc = async_file_open(name, "r", &file);
    if (rc < 0)
        return rc;
    long size = async_file_read(file, 0, text);
    rc = async_file_close(file);
    if (size < 0)
        return (int)size;
    if (rc < 0)
        free(*text);
    return rc < 0 ? rc : 0;
}

struct page { const char *name; int *total; };

static void *count_page(void *arg)
{
    const struct page *page = arg;
    char *text;

    int rc = ask("archive", page->name, NULL);
    if (rc < 0)
        return async_return(rc);
    rc = read_file(page->name, &text);
    if (rc == -ENOENT) {
        printf("%s: missing\n", page->name);
        return NULL;
    }
    if (rc < 0)
        return async_return(rc);
    int words = count_words(text);
    free(text);
    printf("%s: %d words\n", page->name, words);
    *page->total += words;
    return NULL;
}

void *solution(void *arg)
{
    int n = input_length("archive.names"), total = 0;
    struct async_task tasks[MOST];

    for (int i = 0; i < n; i++) {
        struct page page = { input_text_at("archive.names", i), &total };
        tasks[i] = async_coroutine_with(page.name, count_page, &page, sizeof page);
    }
    int rc = async_gather(tasks, n, NULL, 0);
    if (rc < 0)
        return async_return(rc);
    answer("words", total);
    return NULL;
}
