/* SPDX-License-Identifier: MIT */
/* Limits by the system, walls by bubblewrap. */
#define _GNU_SOURCE
#include "sandbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "process.h"

enum { FILE_BYTES = 32 << 20, SCRATCH_BYTES = 16 << 20, DESCRIPTORS = 256 };

static void add_walls(const struct confinement *how, struct words *argv)
{
    static const char *const system[] = { "/usr", "/bin", "/lib", "/lib64",
                                          "/etc/alternatives", "/etc/ld.so.cache", NULL };

    words_add(argv, "bwrap", "--unshare-all", "--die-with-parent", "--cap-drop", "ALL",
              "--dir", "/tmp", NULL);
    for (int i = 0; system[i]; i++)
        words_add(argv, "--ro-bind-try", system[i], system[i], NULL);
    words_add(argv, "--dev-bind", "/dev/null", "/dev/null", "--dev-bind", "/dev/urandom",
              "/dev/urandom", NULL);
    for (int i = 0; how->seen[i]; i += 2)
        words_add(argv, "--ro-bind", how->seen[i], how->seen[i + 1], NULL);
    if (how->work) {
        words_add(argv, "--bind", how->work, "/work", NULL);
    } else {
        words_add(argv, "--size", NULL);
        words_format(argv, "%d", SCRATCH_BYTES);
        words_add(argv, "--tmpfs", "/work", NULL);
    }
    words_add(argv, "--remount-ro", "/", "--chdir", "/work", "--", NULL);
}

struct spawn_room sandbox_begin(const struct sandbox *sandbox,
                                const struct confinement *how, struct words *argv)
{
    if (sandbox->wrapped)
        add_walls(how, argv);
    return (struct spawn_room){
        .folder = how->work ? how->work : "/", .cpu = how->limits.cpu,
        .memory = how->limits.memory * (1LL << 20), .file = FILE_BYTES,
        .descriptors = DESCRIPTORS,
    };
}

const char *sandbox_inside(const struct sandbox *sandbox, const char *outside,
                           const char *inside)
{
    return sandbox->wrapped ? inside : outside;
}

/* The whole way once, with a program that does nothing. */
static bool try_walls(struct sandbox *sandbox)
{
    struct confinement how = { .limits = { .cpu = 5, .memory = 1024 } };
    struct words argv = { 0 };
    struct ended ended;
    char error[ERROR];

    sandbox->wrapped = true;
    struct spawn_room room = sandbox_begin(sandbox, &how, &argv);
    words_add(&argv, "/bin/true", NULL);
    if (!process_run(argv.all, &room, 10, &ended, error)) {
        sandbox->wrapped = false;
        snprintf(sandbox->why_not, sizeof sandbox->why_not, "%.190s", error);
    } else {
        sandbox->wrapped = ended_well(&ended);
        ended.said[strcspn(ended.said, "\n")] = '\0';
        if (!sandbox->wrapped)
            snprintf(sandbox->why_not, sizeof sandbox->why_not,
                     "bubblewrap does not work here (%.120s)", ended.said);
        ended_free(&ended);
    }
    words_free(&argv);
    return sandbox->wrapped;
}

static bool is_in_path(const char *program)
{
    const char *path = getenv("PATH");
    char name[PATH_ROOM];

    for (size_t n; path && *path; path += n + (path[n] == ':')) {
        n = strcspn(path, ":");
        snprintf(name, sizeof name, "%.*s/%s", (int)n, path, program);
        if (access(name, X_OK) == 0)
            return true;
    }
    return false;
}

bool sandbox_open(struct sandbox *sandbox, enum sandbox_wish wish, char *error)
{
    *sandbox = (struct sandbox){ 0 };
    if (wish == SANDBOX_NONE)
        snprintf(sandbox->why_not, sizeof sandbox->why_not, "--sandbox none was given");
    else if (!is_in_path("bwrap"))
        snprintf(sandbox->why_not, sizeof sandbox->why_not,
                 "bubblewrap is not installed (package bubblewrap)");
    else if (try_walls(sandbox))
        return true;
    if (wish != SANDBOX_REQUIRED)
        return true;
    snprintf(error, ERROR, "--sandbox required: %s", sandbox->why_not);
    return false;
}

void sandbox_shut_off(void)
{
    static const char *const kept[] = { "PATH", "TMPDIR", "CC", "INTERLEAVE_CACHE", "HOME",
                                        "XDG_CACHE_HOME", "TERM", "NO_COLOR", NULL };
    char *values[sizeof kept / sizeof *kept] = { NULL };

    for (int i = 0; kept[i]; i++)
        if (getenv(kept[i]))
            values[i] = copy_text(getenv(kept[i]));
    clearenv();
    setenv("PATH", "/usr/local/bin:/usr/bin:/bin", 1);
    setenv("LC_ALL", "C", 1);
    setenv("CCACHE_DISABLE", "1", 1);   /* a cache is no place for what they hand in */
    for (int i = 0; kept[i]; i++)
        if (values[i]) {
            setenv(kept[i], values[i], 1);
            free(values[i]);
        }
}
