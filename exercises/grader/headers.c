/* SPDX-License-Identifier: MIT */
/* The folder of headers that a submission is compiled with: the public ones and the
 * exercise's own, and exercise.h also as the compiler reads it fastest. */
#define _XOPEN_SOURCE 700
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compiler.h"
#include "draw.h"
#include "remove_tree.h"
#include "workshop.h"

/* Paths of headers. */
static void find_public(const struct workshop *shop, struct words *paths)
{
    static const char *const names[] = {
        "core/async.h", "core/async_file.h", "core/async_process.h", "core/async_stream.h",
        "core/async_thread.h", "exercises/grader/exercise.h", NULL
    };

    for (int i = 0; names[i]; i++)
        words_format(paths, "%s/%s", shop->root, names[i]);
}

static int is_header(const struct dirent *entry)
{
    size_t n = strlen(entry->d_name);

    return n > 2 && strcmp(entry->d_name + n - 2, ".h") == 0;
}

static void find_own(const struct workshop *shop, struct words *paths)
{
    struct dirent **entries;
    int n = scandir(shop->exercise->folder, &entries, is_header, alphasort);

    for (int i = 0; i < n; i++) {
        words_format(paths, "%s/%s", shop->exercise->folder, entries[i]->d_name);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
}

static const char *name_of(const char *path)
{
    return strrchr(path, '/') + 1;
}

/* Of all that the folder is made from. */
static bool hash_all(const struct workshop *shop, const struct words *paths, uint64_t *hash)
{
    struct words flags = { 0 };

    compiler_add_flags(&flags);
    for (int i = 0; i < flags.count; i++)
        *hash = hash_text(*hash, flags.all[i]);
    words_free(&flags);
    *hash = hash_text(*hash, shop->sandbox.wrapped ? "wrapped" : "");
    for (int i = 0; i < paths->count; i++) {
        *hash = hash_text(*hash, name_of(paths->all[i]));
        if (!hash_file(hash, paths->all[i]))
            return false;
    }
    return true;
}

static bool copy_into(const char *folder, const char *path)
{
    char bytes[4096], *copy = format_text("%s/%s", folder, name_of(path));
    FILE *from = fopen(path, "r"), *to = fopen(copy, "w");
    bool good = from && to;

    for (size_t n; good && (n = fread(bytes, 1, sizeof bytes, from)) > 0; )
        good = fwrite(bytes, 1, n, to) == n;
    good = good && !ferror(from);
    if (from)
        fclose(from);
    if (to && fclose(to) != 0)
        good = false;
    free(copy);
    return good;
}

/* It saves a third of a small file's compilation.  Compilers that do not know what it is
 * leave it alone; one that fails is found out where a submission is compiled. */
static void precompile(const struct workshop *shop, const char *folder)
{
    char error[ERROR], *path = format_text("%s/exercise.h", sandbox_inside(&shop->sandbox,
                                                                           folder, "/include"));
    struct compilation what = { .headers = folder, .work = folder, .file = path,
                                .out = "exercise.h.gch", .precompile = true };
    struct ended ended;

    if (compiler_run(&shop->sandbox, &what, &ended, error))
        ended_free(&ended);
    free(path);
}

/* All of it or nothing has the name; somebody else may be faster. */
static bool make_folder(const struct workshop *shop, const struct words *paths)
{
    char *part = format_text("%s.%ld", shop->headers, (long)getpid());
    bool good = mkdir(part, 0700) == 0;

    for (int i = 0; good && i < paths->count; i++)
        good = copy_into(part, paths->all[i]);
    if (good)
        precompile(shop, part);
    if (good && rename(part, shop->headers) < 0)
        good = errno == EEXIST || errno == ENOTEMPTY;
    int why = errno;
    remove_tree(part);
    free(part);
    errno = why;
    return good;
}

bool workshop_headers(struct workshop *shop, char *error)
{
    struct words paths = { 0 };
    uint64_t hash = HASH_BEGIN;

    find_public(shop, &paths);
    find_own(shop, &paths);
    bool good = hash_all(shop, &paths, &hash);
    snprintf(shop->headers, PATH_ROOM, "%.4000s/headers-%016llx", shop->cache,
             (unsigned long long)hash);
    if (good && access(shop->headers, R_OK) != 0)
        good = make_folder(shop, &paths);
    if (!good)
        snprintf(error, ERROR, "cannot copy the headers to %.300s: %s", shop->headers,
                 strerror(errno));
    words_free(&paths);
    return good;
}
