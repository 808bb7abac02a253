/* SPDX-License-Identifier: MIT */
/* Who is in a class, and where its results go. */
#define _XOPEN_SOURCE 700
#include "class.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "feedback.h"
#include "remove_tree.h"
#include "submission.h"

/* ---- Entries ------------------------------------------------------------------------------- */

static bool is_known(const struct class *class, const char *path)
{
    for (int i = 0; i < class->count; i++)
        if (strcmp(class->all[i].path, path) == 0)
            return true;
    return false;
}

/* The same file given twice is one submission. */
static void add(struct class *class, const char *called, const char *path)
{
    if (is_known(class, path))
        return;
    if (class->count == class->room) {
        class->room = 2 * class->room + 16;
        class->all = realloc(class->all, (size_t)class->room * sizeof *class->all);
        if (!class->all)
            abort();
    }
    class->all[class->count] = (struct class_entry){ .called = copy_text(called),
                                                     .path = copy_text(path) };
    class->count++;
}

/* ---- Folders ------------------------------------------------------------------------------- */

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static bool is_folder(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* What an earlier run of ours wrote there, or an archive's program. */
static bool is_no_learner(const struct class *class, const char *path)
{
    struct stat here, kept;
    const char *name = strrchr(path, '/') + 1;

    if (strcmp(name, "__MACOSX") == 0)
        return true;
    return class->apart && stat(path, &here) == 0 && stat(class->apart, &kept) == 0 &&
           here.st_dev == kept.st_dev && here.st_ino == kept.st_ino;
}

/* A learner's folder is named by itself, and is its only C file. */
static void add_learner(struct class *class, const char *folder)
{
    int sources;
    char *source = folder_source(folder, &sources);

    add(class, folder, sources == 1 ? source : folder);
    free(source);
}

static bool add_folder(struct class *class, const char *folder, char *error)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, is_visible, alphasort), before = class->count;

    for (int i = 0; i < n; i++) {
        char *path = format_text("%s/%s", folder, entries[i]->d_name);
        if (is_source_name(entries[i]->d_name))
            add(class, path, path);
        else if (!is_folder(path))
            words_add(&class->left_out, entries[i]->d_name, NULL);
        else if (!is_no_learner(class, path))
            add_learner(class, path);
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

/* Two runs would remove each other's programs.  Whoever judges has the folder locked, the
 * workers, too; a system that cannot do so is believed. */
static bool lock_output(const struct class *class, char *error)
{
    int fd = open(class->output, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
        return true;
    close(fd);
    snprintf(error, ERROR, "another run works in %.400s: wait for its end, or give another "
             "folder", class->output);
    return false;
}

bool class_open_output(struct class *class, const char *output, char *error)
{
    bool made = make_output(class, output);

    if (made && !lock_output(class, error))
        return false;
    if (made && open_work(class))
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
        free(class->all[i].called);
        free(class->all[i].name);
        free(class->all[i].path);
        row_free(&class->all[i].row);
    }
    free(class->all);
    words_free(&class->left_out);
    free(class->output);
    free(class->work);
    *class = (struct class){ 0 };
}
