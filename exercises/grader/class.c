/* SPDX-License-Identifier: MIT */
/* Who is in a class, and where its results go. */
#define _XOPEN_SOURCE 700
#include "class.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "feedback.h"
#include "remove_tree.h"

/* ---- Names --------------------------------------------------------------------------------- */

static bool is_taken(const struct class *class, const char *name)
{
    for (int i = 0; i < class->count; i++)
        if (strcmp(class->all[i].name, name) == 0)
            return true;
    return false;
}

/* The file's name without what would harm a report or a file's name; "-2" for the next
 * one of the same name. */
static char *unique_name(const struct class *class, const char *path)
{
    const char *slash = strrchr(path, '/');
    char *base = copy_text(slash && slash[1] ? slash + 1 : path), *name;

    if (strlen(base) > 100)
        base[100] = '\0';
    for (unsigned char *at = (unsigned char *)base; *at; at++)
        if (*at < ' ' || *at == 0x7f || *at == '/')
            *at = '_';
    if (*base == '.')
        *base = '_';
    name = copy_text(base);
    for (int i = 2; is_taken(class, name); i++) {
        free(name);
        name = format_text("%s-%d", base, i);
    }
    free(base);
    return name;
}

static void add(struct class *class, const char *called, const char *path)
{
    if (class->count == class->room) {
        class->room = 2 * class->room + 16;
        class->all = realloc(class->all, (size_t)class->room * sizeof *class->all);
        if (!class->all)
            abort();
    }
    class->all[class->count] = (struct class_entry){ .name = unique_name(class, called),
                                                     .path = copy_text(path) };
    class->count++;
}

/* ---- Folders ------------------------------------------------------------------------------- */

static bool is_source(const char *name)
{
    size_t n = strlen(name);

    return n > 2 && name[0] != '.' && strcmp(name + n - 2, ".c") == 0;
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static bool is_folder(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* A learner's folder: its only C file, else a name that cannot be read. */
static char *only_source(const char *folder)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, is_visible, alphasort), sources = 0;
    char *found = NULL;

    for (int i = 0; i < n; i++) {
        if (is_source(entries[i]->d_name) && sources++ == 0)
            found = format_text("%s/%s", folder, entries[i]->d_name);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    if (sources == 1)
        return found;
    free(found);
    return format_text("%s/%s", folder, sources ? "one C file, not several" : "a C file");
}

static bool add_folder(struct class *class, const char *folder, char *error)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, is_visible, alphasort), before = class->count;

    for (int i = 0; i < n; i++) {
        char *path = format_text("%s/%s", folder, entries[i]->d_name);
        if (is_folder(path)) {
            char *source = only_source(path);
            add(class, path, source);
            free(source);
        } else if (is_source(entries[i]->d_name)) {
            add(class, path, path);
        }
        free(path);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    if (n >= 0 && class->count > before)
        return true;
    snprintf(error, ERROR, "%.400s: %s", folder, n < 0 ? strerror(errno)
                                                       : "it holds no C files");
    return false;
}

/* Its own solution, checks and mutants are nobody's work. */
static bool is_exercise(const char *folder)
{
    char *conf = format_text("%s/exercise.conf", folder);
    bool there = access(conf, F_OK) == 0;

    free(conf);
    return there;
}

bool class_add(struct class *class, const char *path, char *error)
{
    struct stat status;

    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
        if (!is_exercise(path))
            return add_folder(class, path, error);
        snprintf(error, ERROR, "%.200s is an exercise, not a folder of submissions: give files "
                 "of it, or %.200s/mutants", path, path);
        return false;
    }
    if (lstat(path, &status) < 0) {
        snprintf(error, ERROR, "%.400s: %s", path, strerror(errno));
        return false;
    }
    add(class, path, path);
    return true;
}

/* ---- Output -------------------------------------------------------------------------------- */

/* Programs are made in here, so that a run that is stopped leaves nothing elsewhere; the
 * next one removes it. */
static bool open_work(struct class *class)
{
    char *whole = realpath(class->output, NULL);

    if (!whole)
        return false;
    class->work = format_text("%s/.work", whole);
    free(whole);
    remove_tree(class->work);
    return mkdir(class->work, 0700) == 0 && setenv("TMPDIR", class->work, 1) == 0;
}

static bool make_output(struct class *class, const char *output)
{
    const char *base = getenv("TMPDIR");

    if (output) {
        class->output = copy_text(output);
        return mkdir(output, 0777) == 0 || (errno == EEXIST && is_folder(output));
    }
    class->output = format_text("%s/interleave-XXXXXX", base && *base ? base : "/tmp");
    class->temporary = mkdtemp(class->output) != NULL;
    return class->temporary;
}

bool class_open_output(struct class *class, const char *output, char *error)
{
    if (make_output(class, output) && open_work(class))
        return true;
    snprintf(error, ERROR, "cannot make the folder %.400s: %s", class->output,
             strerror(errno));
    return false;
}

void class_done(struct class *class)
{
    if (class->work)
        remove_tree(class->temporary ? class->output : class->work);
    for (int i = 0; i < class->count; i++) {
        free(class->all[i].name);
        free(class->all[i].path);
        row_free(&class->all[i].row);
    }
    free(class->all);
    free(class->output);
    free(class->work);
    *class = (struct class){ 0 };
}
