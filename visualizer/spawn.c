/* SPDX-License-Identifier: MIT */
/* Fork and exec; what goes wrong in the child before exec is told by the parent. */
#define _GNU_SOURCE
#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shared.h"

#if defined __linux__ && !defined ASYNC_PORTABLE
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

extern char **environ;

bool spawn_pipe(int ends[2])
{
    if (pipe(ends) < 0)
        return false;
    ends[0] = shared_above_stdio(ends[0]);
    ends[1] = shared_above_stdio(ends[1]);
    if (ends[0] >= 0 && ends[1] >= 0)
        return true;
    for (int i = 0; i < 2; i++)
        if (ends[i] >= 0)
            close(ends[i]);
    return false;
}

static bool same_name(const char *a, const char *b)
{
    size_t n = strcspn(a, "=");

    return n == strcspn(b, "=") && strncmp(a, b, n) == 0;
}

static bool is_set_anew(const char *variable, char *const *set)
{
    for (; *set; set++)
        if (same_name(variable, *set))
            return true;
    return false;
}

/* Our environment with `set` in place of what has the same names.  Shares the
 * strings; NULL: out of memory. */
static char **environment(char *const *set)
{
    size_t room = 1, n = 0;

    for (char **e = environ; *e; e++)
        room++;
    for (char *const *s = set; *s; s++)
        room++;
    char **all = malloc(room * sizeof *all);
    if (!all)
        return NULL;
    for (char **e = environ; *e; e++)
        if (!is_set_anew(*e, set))
            all[n++] = *e;
    for (char *const *s = set; *s; s++)
        if (strchr(*s, '='))
            all[n++] = *s;
    all[n] = NULL;
    return all;
}

static void die_with(pid_t parent)
{
#if defined __linux__ && !defined ASYNC_PORTABLE
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (getppid() != parent)        /* it died before we asked */
        _exit(127);
}

/* No handler of the parent's may run in the child; ignored ones would be inherited. */
static void default_signals(void)
{
    sigset_t none;

    for (int i = 1; i < NSIG; i++)
        signal(i, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Whatever somebody in this program has open, marked or not, ends with exec. */
static void keep_descriptors_here(void)
{
#if defined CLOSE_RANGE_CLOEXEC && defined _GNU_SOURCE
    if (close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC) == 0)
        return;
#endif
    long most = sysconf(_SC_OPEN_MAX);
    for (int fd = STDERR_FILENO + 1; fd < (most < 1 << 16 ? most : 1 << 16); fd++)
        fcntl(fd, F_SETFD, FD_CLOEXEC);
}

static bool child_descriptors(const struct spawn *spawn)
{
    int null = open("/dev/null", O_RDONLY);

    if (null < 0 || dup2(null, STDIN_FILENO) < 0 ||
        dup2(spawn->output, STDOUT_FILENO) < 0 ||
        dup2(spawn->errors, STDERR_FILENO) < 0)
        return false;
    keep_descriptors_here();
    for (int i = 0; i < SPAWN_KEPT; i++)
        if (spawn->kept[i] >= 0 && fcntl(spawn->kept[i], F_SETFD, 0) < 0)
            return false;
    return true;
}

/* A limit that is lower already stays. */
static bool limit(int what, long long value)
{
    struct rlimit now;

    if (value == 0)
        return true;
    if (getrlimit(what, &now) < 0)
        return false;
    if (now.rlim_max == RLIM_INFINITY || now.rlim_max > (rlim_t)value)
        now.rlim_max = (rlim_t)value;
    now.rlim_cur = now.rlim_max;
    return setrlimit(what, &now) == 0;
}

static bool move_into(const struct spawn_room *room)
{
    const struct rlimit no_core = { 0, 0 };

    if (!room)
        return true;
    bool good = (!room->folder || chdir(room->folder) == 0) &&
                setrlimit(RLIMIT_CORE, &no_core) == 0 && limit(RLIMIT_CPU, room->cpu) &&
                limit(RLIMIT_FSIZE, room->file) && limit(RLIMIT_NOFILE, room->descriptors);
#if defined __linux__
    good = good && limit(RLIMIT_AS, room->memory);
#elif defined RLIMIT_AS
    limit(RLIMIT_AS, room->memory);     /* some systems have the name and not the limit */
#endif
    return good;
}

/* A terminal's Ctrl-C goes to the parent alone; a stranger's program has no terminal that
 * it could open. */
static void stand_apart(const struct spawn *spawn)
{
    if (spawn->room)
        setsid();
    else
        setpgid(0, 0);
}

/* In the child: exec, or say through `report` why not. */
static _Noreturn void become(const struct spawn *spawn, char **env, pid_t parent,
                             int report)
{
    stand_apart(spawn);
    die_with(parent);
    if (child_descriptors(spawn) && move_into(spawn->room)) {
        default_signals();
        environ = env;
        execvp(spawn->argv[0], spawn->argv);
    }
    int why = errno;
    if (write(report, &why, sizeof why) < 0)
        _exit(126);
    _exit(127);
}

/* 0 once exec has closed the other end, else the errno that the child sent. */
static int why_not_started(int report)
{
    int why = 0;
    ssize_t n;

    do
        n = read(report, &why, sizeof why);
    while (n < 0 && errno == EINTR);
    return n == (ssize_t)sizeof why ? why : 0;
}

static pid_t fork_and_exec(const struct spawn *spawn, char **env, int report[2])
{
    sigset_t all, before;
    pid_t parent = getpid();

    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    pid_t pid = fork();
    if (pid == 0)
        become(spawn, env, parent, report[1]);
    int why = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    close(report[1]);
    if (pid > 0) {
        if (!spawn->room)
            setpgid(pid, pid);      /* whoever comes first, child or we */
        why = why_not_started(report[0]);
    }
    close(report[0]);
    if (pid > 0 && why != 0) {
        while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
            ;
        pid = -1;
    }
    errno = why;
    return pid;
}

pid_t spawn(const struct spawn *spawn, char *error, int size)
{
    int report[2];
    pid_t pid = -1;
    char **env = environment(spawn->set);

    if (env && spawn_pipe(report))
        pid = fork_and_exec(spawn, env, report);
    if (pid < 0)
        snprintf(error, (size_t)size, "cannot start %s: %s", spawn->argv[0],
                 strerror(errno));
    free(env);
    return pid;
}

int spawn_watch(pid_t pid)
{
#if defined SYS_pidfd_open && !defined ASYNC_PORTABLE
    int fd = (int)syscall(SYS_pidfd_open, pid, 0);
    return fd >= 0 ? shared_above_stdio(fd) : -1;
#else
    (void)pid;
    return -1;
#endif
}
