/* SPDX-License-Identifier: MIT */
/* The exercise's own parts: checks as a library, support, the solution. */
#define _GNU_SOURCE
#include "workshop.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compiler.h"
#include "draw.h"
#include "module.h"
#include "process.h"

enum { PATIENCE = 120 };

/* ---- Places -------------------------------------------------------------------------- */

static bool is_root(const char *folder)
{
    char path[PATH_ROOM + 20];

    snprintf(path, sizeof path, "%s/core/async.h", folder);
    return access(path, R_OK) == 0;
}

/* Up from this program to the folder that holds the runtime's header. */
static bool find_root(struct workshop *shop, char *error)
{
    ssize_t n = readlink("/proc/self/exe", shop->root, sizeof shop->root - 1);

    shop->root[n > 0 ? n : 0] = '\0';
    for (char *slash; (slash = strrchr(shop->root, '/')); ) {
        *slash = '\0';
        if (is_root(shop->root))
            return true;
    }
    snprintf(error, ERROR, "cannot find the runtime (core/async.h) above this program");
    return false;
}

static bool find_runner(struct workshop *shop, char *error)
{
    snprintf(shop->runtime, PATH_ROOM, "%.4000s/build/plain/exercise.o", shop->root);
    snprintf(shop->runner, PATH_ROOM, "%.4000s/build/plain/exercise-runner", shop->root);
    if (access(shop->runtime, R_OK) == 0 && access(shop->runner, X_OK) == 0)
        return true;
    snprintf(error, ERROR, "%.400s is missing: run make", shop->runner);
    return false;
}

static bool is_folder(const char *path)
{
    struct stat status;

    if (mkdir(path, 0700) < 0 && errno != EEXIST)
        return false;
    /* Nobody else may put a library there for us to load. */
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode) &&
           status.st_uid == geteuid() && !(status.st_mode & (S_IWGRP | S_IWOTH)) &&
           access(path, W_OK) == 0;
}

static bool find_cache(struct workshop *shop, char *error)
{
    const char *own = getenv("INTERLEAVE_CACHE"), *base = getenv("XDG_CACHE_HOME");
    const char *home = getenv("HOME");

    snprintf(shop->cache, PATH_ROOM, "%.4000s/build/checks", shop->root);
    if (own)
        snprintf(shop->cache, PATH_ROOM, "%s", own);
    if (is_folder(shop->cache))
        return true;
    if (base && *base)
        snprintf(shop->cache, PATH_ROOM, "%.4000s/interleave", base);
    else
        snprintf(shop->cache, PATH_ROOM, "%.4000s/.cache/interleave", home ? home : "");
    if (is_folder(shop->cache))
        return true;
    snprintf(error, ERROR, "no folder for what is made once: %.400s (set INTERLEAVE_CACHE)",
             strerror(errno));
    return false;
}

/* ---- Making, kept by content ----------------------------------------------------------- */

static void add_flags(const struct workshop *shop, struct words *argv)
{
    words_add(argv, compiler_name(), "-std=c11", "-O2", "-fPIC", "-Wall", "-Wextra",
              "-Wno-unused-parameter", "-Wno-missing-field-initializers", NULL);
    words_format(argv, "-I%s/core", shop->root);
    words_format(argv, "-I%s/exercises/grader", shop->root);
    words_format(argv, "-I%s", shop->exercise->folder);
}

/* Run the compiler for `out`; nothing half-made ever has that name. */
static bool make(struct words *argv, const char *out, char *error)
{
    char *part = format_text("%s.%ld", out, (long)getpid());
    struct ended ended;

    words_add(argv, "-o", part, NULL);
    bool good = process_run(argv->all, NULL, PATIENCE, &ended, error);
    if (good && !ended_well(&ended)) {
        snprintf(error, ERROR, "the exercise's own code does not compile:\n%.500s",
                 ended.said);
        good = false;
    } else if (good && rename(part, out) < 0) {
        snprintf(error, ERROR, "cannot write %.300s: %s", out, strerror(errno));
        good = false;
    }
    if (!good)
        unlink(part);
    if (ended.said)
        ended_free(&ended);
    free(part);
    words_free(argv);
    return good;
}

static void cached(const struct workshop *shop, const char *what, char *out)
{
    snprintf(out, PATH_ROOM, "%.3900s/%.60s-%016llx.%s", shop->cache, shop->exercise->name,
             (unsigned long long)shop->content, what);
}

static int is_part(const struct dirent *entry)
{
    size_t n = strlen(entry->d_name);

    return n > 2 && (strcmp(entry->d_name + n - 2, ".h") == 0 ||
                     strcmp(entry->d_name, "checks.c") == 0 ||
                     strcmp(entry->d_name, "support.c") == 0 ||
                     strcmp(entry->d_name, "solution.c") == 0);
}

/* How it is made. */
static void hash_commands(struct workshop *shop)
{
    struct words argv = { 0 };

    add_flags(shop, &argv);
    module_add_linking(shop, &argv);
    for (int i = 0; i < argv.count; i++)
        shop->content = hash_text(shop->content, argv.all[i]);
    words_free(&argv);
}

/* Of all that goes into what is kept, and of the compiler that makes it. */
static bool hash_content(struct workshop *shop, char *error)
{
    struct dirent **entries;
    char path[PATH_ROOM];
    int n = scandir(shop->exercise->folder, &entries, is_part, alphasort);
    bool good = n >= 0;

    for (int i = 0; i < n; i++) {
        shop->content = hash_text(shop->content, entries[i]->d_name);
        good = good && hash_file(&shop->content,
                                 exercise_path(shop->exercise, entries[i]->d_name, path));
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    shop->seed = shop->content;             /* of the exercise alone, wherever it is made */
    hash_commands(shop);
    good = good && hash_file(&shop->content, shop->runtime);
    snprintf(path, sizeof path, "%.4000s/exercises/grader/checking.h", shop->root);
    hash_file(&shop->content, path);
    if (!good)
        snprintf(error, ERROR, "cannot read %.400s: %s", shop->exercise->folder,
                 strerror(errno));
    return good;
}

/* ---- Parts --------------------------------------------------------------------------------- */

static bool make_checks(struct workshop *shop, const char *library, char *error)
{
    char path[PATH_ROOM];
    struct words argv = { 0 };

    add_flags(shop, &argv);
    words_format(&argv, "-I%s/visualizer", shop->root);
    words_add(&argv, "-shared", exercise_path(shop->exercise, "checks.c", path), NULL);
    return make(&argv, library, error);
}

static bool count_checks(struct workshop *shop, char *error)
{
    const struct check *check = shop->checks;

    for (; check->name; check++) {
        if (!check->test || check->points < 0 || !check->wanted) {
            snprintf(error, ERROR, "%s/checks.c: \"%s\" lacks a test or what it wants",
                     shop->exercise->name, check->name);
            return false;
        }
        shop->points += check->points;
        shop->check_count++;
    }
    return true;
}

static bool load_checks(struct workshop *shop, char *error)
{
    char library[PATH_ROOM];

    cached(shop, "so", library);
    if (access(library, R_OK) != 0 && !make_checks(shop, library, error))
        return false;
    shop->library = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    shop->checks = shop->library ? dlsym(shop->library, "checks") : NULL;
    if (shop->checks)
        return count_checks(shop, error);
    snprintf(error, ERROR, "%s/checks.c: %s", shop->exercise->name, dlerror());
    return false;
}

static bool make_support(struct workshop *shop, char *error)
{
    char path[PATH_ROOM];
    struct words argv = { 0 };

    if (access(exercise_path(shop->exercise, "support.c", path), R_OK) != 0)
        return true;
    cached(shop, "support.o", shop->support);
    if (access(shop->support, R_OK) == 0)
        return true;
    add_flags(shop, &argv);
    words_add(&argv, "-c", path, NULL);
    return make(&argv, shop->support, error);
}

bool workshop_solution(struct workshop *shop, char *error)
{
    char path[PATH_ROOM], module[PATH_ROOM];
    struct words argv = { 0 };

    if (shop->solution[0])
        return true;
    cached(shop, "solution", module);
    if (access(module, R_OK) != 0) {
        add_flags(shop, &argv);
        words_add(&argv, exercise_path(shop->exercise, "solution.c", path), NULL);
        module_add_linking(shop, &argv);
        if (!make(&argv, module, error))
            return false;
    }
    memcpy(shop->solution, module, sizeof module);
    return true;
}

bool workshop_open(struct workshop *shop, const struct exercise *exercise,
                   enum sandbox_wish wish, char *error)
{
    *shop = (struct workshop){ .exercise = exercise, .content = HASH_BEGIN };
    if (sandbox_open(&shop->sandbox, wish, error) && find_root(shop, error) &&
        find_runner(shop, error) && find_cache(shop, error) && hash_content(shop, error) &&
        workshop_headers(shop, error) && load_checks(shop, error) && make_support(shop, error))
        return true;
    workshop_close(shop);
    return false;
}

void workshop_close(struct workshop *shop)
{
    if (shop->library)
        dlclose(shop->library);
    shop->library = NULL;
}
