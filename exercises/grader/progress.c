/* SPDX-License-Identifier: MIT */
/* Progress: one line for each exercise that is done. */
#define _XOPEN_SOURCE 700
#include "progress.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "row.h"

static void write_text(FILE *out, void *arg)
{
    fputs(arg, out);
}

bool progress_write(const char *path, const char *text, char *error)
{
    return file_save(path, write_text, (void *)text, error);
}

static void write_lines(FILE *out, void *arg)
{
    const struct progress *progress = arg;

    for (int i = 0; i < progress->count; i++)
        fprintf(out, "%s\n", progress->passed[i]);
}

static bool save(const struct progress *progress, char *error)
{
    char *path = format_text("%s/progress", progress->folder);
    bool good = file_save(path, write_lines, (void *)progress, error);

    free(path);
    return good;
}

static void load(struct progress *progress)
{
    char *path = format_text("%s/progress", progress->folder), *line = NULL;
    FILE *in = fopen(path, "r");
    size_t room = 0;

    while (in && getline(&line, &room, in) > 0 && progress->count < EXERCISES) {
        line[strcspn(line, "\n")] = '\0';
        if (*line)
            progress->passed[progress->count++] = copy_text(line);
    }
    free(line);
    if (in)
        fclose(in);
    free(path);
}

bool progress_open(struct progress *progress, const char *folder, char *error)
{
    *progress = (struct progress){ .count = 0 };
    if (mkdir(folder, 0777) < 0 && errno != EEXIST) {
        snprintf(error, ERROR, "cannot make the folder %s here: %s", folder,
                 strerror(errno));
        return false;
    }
    char *whole = realpath(folder, NULL);
    if (!whole || access(whole, W_OK) < 0) {
        snprintf(error, ERROR, "cannot use the folder %s here: %s", folder,
                 strerror(errno));
        free(whole);
        return false;
    }
    snprintf(progress->folder, sizeof progress->folder, "%s", whole);
    free(whole);
    load(progress);
    return true;
}

bool progress_passed(const struct progress *progress, const char *exercise)
{
    for (int i = 0; i < progress->count; i++)
        if (strcmp(progress->passed[i], exercise) == 0)
            return true;
    return false;
}

bool progress_pass(struct progress *progress, const char *exercise, char *error)
{
    if (progress_passed(progress, exercise) || progress->count == EXERCISES)
        return true;
    progress->passed[progress->count++] = copy_text(exercise);
    return save(progress, error);
}

bool progress_forget(struct progress *progress, const char *exercise, char *error)
{
    int kept = 0;

    for (int i = 0; i < progress->count; i++) {
        if (exercise && strcmp(progress->passed[i], exercise) != 0)
            progress->passed[kept++] = progress->passed[i];
        else
            free(progress->passed[i]);
    }
    progress->count = kept;
    return save(progress, error);
}
