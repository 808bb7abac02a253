/* SPDX-License-Identifier: MIT */
/* A week of the village paper. */
#include <ctype.h>

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
    FILE *file = fopen(name, "r");

    if (!file)
        return async_set_error(errno, "%s cannot be opened", name);
    *text = calloc(1, 1 << 16);
    size_t size = *text ? fread(*text, 1, (1 << 16) - 1, file) : 0;
    fclose(file);
    return *text && size < 1 << 16 ? 0 : async_set_error(ENOMEM, "%s is too large", name);
}

void *solution(void *arg)
{
    int total = 0;

    for (int i = 0; i < input_length("archive.names"); i++) {
        const char *name = input_text_at("archive.names", i);
        char *text;
        int rc = ask("archive", name, NULL);
        if (rc == 0)
            rc = read_file(name, &text);
        if (rc < 0)
            return async_return(rc);
        int words = count_words(text);
        free(text);
        printf("%s: %d words\n", name, words);
        total += words;
    }
    answer("words", total);
    return NULL;
}
