/* SPDX-License-Identifier: MIT */
/* Take in a learner's file. */
#define _POSIX_C_SOURCE 200809L
#include "submission.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exercise_folder.h"
#include "words_list.h"

/* What a compiler and a report can be told without harm. */
static char *harmless(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *name = copy_text(slash ? slash + 1 : path);

    if (strlen(name) > 80)
        name[80] = '\0';
    for (char *at = name; *at; at++)
        if (!isalnum((unsigned char)*at) && !strchr("._-+", *at))
            *at = '_';
    if (*name == '-' || *name == '.')
        *name = '_';
    size_t n = strlen(name);
    if (n > 2 && strcmp(name + n - 2, ".c") == 0)
        return name;
    char *with = format_text("%s.c", name);
    free(name);
    return with;
}

/* ---- Folders -------------------------------------------------------------------------------- */

bool is_source_name(const char *name)
{
    size_t n = strlen(name);

    return n > 2 && name[0] != '.' && strcmp(name + n - 2, ".c") == 0;
}

static int is_source(const struct dirent *entry)
{
    return is_source_name(entry->d_name);
}

char *folder_source(const char *folder, int *count)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, is_source, alphasort);
    char *first = n > 0 ? format_text("%s/%s", folder, entries[0]->d_name) : NULL;

    for (int i = 0; i < n; i++)
        free(entries[i]);
    if (n >= 0)
        free(entries);
    *count = n < 0 ? 0 : n;
    return first;
}

/* ---- Files ---------------------------------------------------------------------------------- */

static bool refuse(char *error, const char *path, const char *why)
{
    const char *slash = strrchr(path, '/');

    snprintf(error, ERROR, "%.100s %s", slash ? slash + 1 : path, why);
    return false;
}

static bool refuse_unread(char *error, const char *path)
{
    char why[200];

    snprintf(why, sizeof why, "cannot be read: %s", strerror(errno));
    return refuse(error, path, why);
}

static bool refuse_folder(char *error, const char *path)
{
    int count;

    free(folder_source(path, &count));
    return refuse(error, path, count == 0 ? "is a folder without a C file in it (NAME.c)" :
                               count == 1 ? "is a folder: give the C file in it" :
                               "is a folder with several C files: one has to be handed in");
}

static bool check_kind(int fd, const char *path, size_t *size, char *error)
{
    struct stat status;

    if (fstat(fd, &status) < 0)
        return refuse_unread(error, path);
    if (S_ISDIR(status.st_mode))
        return refuse_folder(error, path);
    if (!S_ISREG(status.st_mode))
        return refuse(error, path, "is not a file");
    if (status.st_size > SOURCE_MOST)
        return refuse(error, path, "is larger than 1 MiB: no exercise needs so much");
    *size = (size_t)status.st_size;
    return true;
}

static bool take_text(struct source *source, int fd, const char *path, size_t size,
                      char *error)
{
    ssize_t n;

    source->text = calloc(1, size + 1);
    if (!source->text)
        return refuse(error, path, "does not fit into memory");
    while (source->size < size &&
           (n = read(fd, source->text + source->size, size - source->size)) != 0) {
        if (n < 0 && errno != EINTR)
            return refuse_unread(error, path);
        source->size += n > 0 ? (size_t)n : 0;
    }
    if (memchr(source->text, '\0', source->size))
        return refuse(error, path, "is not a text: it holds zero bytes");
    return true;
}

bool source_read(struct source *source, const char *path, bool follow, char *error)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | (follow ? 0 : O_NOFOLLOW));
    size_t size = 0;

    *source = (struct source){ 0 };
    if (fd < 0)
        return errno == ELOOP ? refuse(error, path, "is a symbolic link: hand in the file "
                                       "itself") : refuse_unread(error, path);
    source->name = harmless(path);
    bool good = check_kind(fd, path, &size, error) &&
                take_text(source, fd, path, size, error);
    close(fd);
    if (!good)
        source_free(source);
    return good;
}

void source_free(struct source *source)
{
    free(source->name);
    free(source->text);
    *source = (struct source){ 0 };
}
