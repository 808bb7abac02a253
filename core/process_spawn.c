/* SPDX-License-Identifier: MIT */
/* The beginning of a child process: its pipes, its folder, its environment. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "async_process.h"
#include "processes.h"
#include "error.h"

enum { PATH_ROOM = 4096 };

extern char **environ;

/* ---- Its pipes ---- */

struct ends {                           /* of the three pipes; -1: none */
    int ours[3], theirs[3];
};

void process_close_pipes(const int fds[3])
{
    for (int i = 0; i < 3; i++)
        if (fds[i] >= 0)
            close(fds[i]);
}

/* Pipes, since programs open /dev/stdout anew; but what we write to is a socket, to
 * which one may write without a SIGPIPE. */
static int open_pipe(struct ends *ends, int which)
{
    int fds[2];

    if (which == 0 ? socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) < 0
                   : pipe2(fds, O_CLOEXEC) < 0)
        return -errno;
    ends->ours[which] = fds[0];
    ends->theirs[which] = fds[1];
    return fcntl(fds[0], F_SETFL, O_NONBLOCK) < 0 ? -errno : 0;
}

static int open_ends(struct ends *ends, const struct async_process_options *options)
{
    const enum async_process_stream how[] = { options->in, options->out, options->err };

    *ends = (struct ends){ { -1, -1, -1 }, { -1, -1, -1 } };
    for (int i = 0; i < 3; i++) {
        int rc = 0;
        if (how[i] == ASYNC_PIPE)
            rc = open_pipe(ends, i);
        else if (how[i] == ASYNC_DEVNULL)
            rc = ends->theirs[i] = open("/dev/null", O_RDWR | O_CLOEXEC);
        if (rc < 0) {
            rc = how[i] == ASYNC_PIPE ? rc : -errno;
            process_close_pipes(ends->ours);
            process_close_pipes(ends->theirs);
            return rc;
        }
    }
    return 0;
}

/* ---- Its program: looked for here, as not everywhere posix_spawnp() hears that there
 * was none, and by a PATH that is the child's ---- */

static int check_folder(const char *path)
{
    struct stat about;

    if (stat(path, &about) < 0)
        return -errno;
    if (!S_ISDIR(about.st_mode))
        return -ENOTDIR;
    return access(path, X_OK) < 0 ? -errno : 0;
}

/* A relative path is seen from where the child begins.  0, or -errno. */
static int check_program(const char *path, const char *cwd)
{
    struct stat about;
    char whole[PATH_ROOM];

    if (cwd && *path != '/') {
        snprintf(whole, sizeof whole, "%s/%s", cwd, path);
        path = whole;
    }
    if (access(path, X_OK) < 0 || stat(path, &about) < 0)
        return -errno;
    return S_ISDIR(about.st_mode) ? -EACCES : 0;
}

static const char *search_path(const char *const *env)
{
    if (!env)
        return getenv("PATH");
    for (; *env; env++)
        if (strncmp(*env, "PATH=", 5) == 0)
            return *env + 5;
    return NULL;
}

/* 0 with its path, or -errno as execvp() has it. */
static int find_program(char path[PATH_ROOM], const char *name,
                        const struct async_process_options *options)
{
    const char *at = search_path(options->env), *end;
    int rc = -ENOENT;

    if (strchr(name, '/')) {
        snprintf(path, PATH_ROOM, "%s", name);
        return check_program(path, options->cwd);
    }
    for (at = at ? at : "/bin:/usr/bin"; at; at = *end ? end + 1 : NULL) {
        end = strchrnul(at, ':');
        snprintf(path, PATH_ROOM, "%.*s%s%s", (int)(end - at), at, end > at ? "/" : "./",
                 name);
        int here = check_program(path, options->cwd);
        if (here == 0)
            return 0;
        if (here == -EACCES)
            rc = -EACCES;
    }
    return rc;
}

/* ---- It begins ---- */

/* The child has the signals as a shell would give them. */
static void set_signals(posix_spawnattr_t *attributes)
{
    sigset_t none, plain;

    sigemptyset(&none);
    sigemptyset(&plain);
    sigaddset(&plain, SIGPIPE);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &plain);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

static int spawn(pid_t *pid, const char *path, const char *const *argv,
                 const struct ends *ends, const struct async_process_options *options)
{
    char *const *env = options->env ? (char *const *)options->env : environ;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;

    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    set_signals(&attributes);
    for (int i = 0; i < 3; i++)
        if (ends->theirs[i] >= 0)
            posix_spawn_file_actions_adddup2(&actions, ends->theirs[i], i);
    if (options->err == ASYNC_STDOUT)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    if (options->cwd)
        posix_spawn_file_actions_addchdir_np(&actions, options->cwd);
    int error = posix_spawn(pid, path, &actions, &attributes, (char *const *)argv, env);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return -error;
}

int process_spawn(pid_t *pid, int ours[3], const char *const *argv,
                  const struct async_process_options *options)
{
    struct ends ends;
    char path[PATH_ROOM];

    int rc = options->cwd ? check_folder(options->cwd) : 0;
    if (rc < 0)
        return refuse(-rc, "%s: '%s'", strerror(-rc), options->cwd);
    rc = find_program(path, argv[0], options);
    if (rc == 0)
        rc = open_ends(&ends, options);
    if (rc < 0)
        return refuse(-rc, "%s: '%s'", strerror(-rc), argv[0]);
    rc = spawn(pid, path, argv, &ends, options);
    process_close_pipes(ends.theirs);
    if (rc < 0) {
        process_close_pipes(ends.ours);
        return refuse(-rc, "%s: '%s'", strerror(-rc), argv[0]);
    }
    memcpy(ours, ends.ours, sizeof ends.ours);
    return 0;
}
