/* SPDX-License-Identifier: MIT */
/* The archive's files, in a folder of this run's own. */
#define _XOPEN_SOURCE 700
#include <unistd.h>

#include "exercise.h"

static char folder[] = "/tmp/interleave-archive-XXXXXX";
static bool is_ours;                    /* the folder: else the current one is used */

static bool is_there(int i)
{
    return input_at("archive.missing", i) == 0;
}

static void remove_all(void)
{
    for (int i = 0; i < input_length("archive.names"); i++)
        unlink(input_text_at("archive.names", i));
    if (is_ours && chdir("/") == 0)
        rmdir(folder);
}

/* Words between blanks, tabs and line ends; what stands before the first one and behind
 * the last one differs from file to file. */
static void write_words(FILE *file, int words, int i)
{
    static const char *const between[] = { " ", " ", "\n", "  ", " ", "\t", "\n\n" };
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";

    if (i % 2)
        fputs(" \n", file);
    for (int k = 0; k < words; k++)
        fprintf(file, "%.*s%s", 1 + k * 5 % 9, &letters[k % 17],
                k + 1 < words ? between[(k + i) % 7] : i % 3 ? "\n" : "");
}

static int write_file(int i)
{
    FILE *file = fopen(input_text_at("archive.names", i), "w");

    if (!file)
        return async_set_error(errno, "the archive cannot be written");
    write_words(file, (int)input_at("archive.words", i), i);
    return fclose(file) == 0 ? 0 : async_set_error(errno, "the archive cannot be written");
}

void *exercise_program(void *arg)
{
    int rc = 0;

    is_ours = mkdtemp(folder) != NULL && chdir(folder) == 0;   /* not in a sandbox */
    atexit(remove_all);
    for (int i = 0; rc == 0 && i < input_length("archive.names"); i++)
        if (is_there(i))
            rc = write_file(i);
    return rc < 0 ? async_return(rc) : solution(arg);
}
