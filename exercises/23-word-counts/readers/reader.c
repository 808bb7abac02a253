/* SPDX-License-Identifier: MIT */
/* Line by line; the sum is made of the results, and a missing file is a failure. */
#include <ctype.h>

#include "async_file.h"
#include "exercise.h"

enum { MOST = 10 };

static int count_words(const char *text)
{
    int words = 0;

    for (char before = ' '; *text; before = *text++)
        words += isspace((unsigned char)before) && !isspace((unsigned char)*text);
    return words;
}

static void *count(void *arg)
{
    const char *name = arg;
    struct async_file *file;
    char *line;
    long length, words = 0;

    int rc = ask("archive", name, NULL);
    if (rc == 0)
        rc = async_file_open(name, "r", &file);
    if (rc == -ENOENT)
        printf("%s: missing\n", name);
    if (rc < 0)
        return async_return(rc);
    while ((length = async_file_readline(file, &line)) > 0) {
        words += count_words(line);
        free(line);
    }
    async_file_close(file);
    if (length < 0)
        return async_return((int)length);
    printf("%s: %ld words\n", name, words);
    return (void *)words;
}

void *solution(void *arg)
{
    int n = input_length("archive.names");
    struct async_task files[MOST];
    void *counts[MOST];
    double total = 0;

    for (int i = 0; i < n; i++)
        files[i] = async_ensure_future(async_coroutine(
            input_text_at("archive.names", i), count,
            (void *)input_text_at("archive.names", i)));
    int rc = async_gather(files, n, counts, ASYNC_RETURN_EXCEPTIONS);
    for (int i = 0; i < n; i++)
        if (!async_exception(files[i]))
            total += (double)(long)counts[i];
    if (rc == 0)
        answer("words", total);
    return async_return(rc);
}
