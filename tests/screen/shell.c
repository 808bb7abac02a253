/* SPDX-License-Identifier: MIT */
/* A shell of two orders: run the program, continue it. */
#define _GNU_SOURCE
#include "shell.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

struct news {
    enum { STARTED, STOPPED, ENDED } what;
    int value;                  /* pid or status */
};

extern char **environ;

/* ---- In the shell -------------------------------------------------------- */

static void set_environment(const char *const *set)
{
    const char *path = getenv("PATH");
    char kept[4096];

    snprintf(kept, sizeof kept, "%s", path ? path : "/usr/bin:/bin");
    clearenv();
    setenv("PATH", kept, 1);
    setenv("TERM", "xterm-256color", 1);
    setenv("LANG", "C.UTF-8", 1);
    for (; set && *set; set++) {
        if (strchr(*set, '='))
            putenv((char *)*set);
        else
            unsetenv(*set);
    }
}

static pid_t run(const struct term_options *options)
{
    pid_t pid = fork();

    if (pid != 0)
        return pid;
    setpgid(0, 0);
    tcsetpgrp(STDIN_FILENO, getpid());
    for (int i = 1; i < NSIG; i++)
        signal(i, SIG_DFL);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    set_environment(options->set);
    execvp(options->path ? options->path : options->argv[0], (char **)options->argv);
    perror(options->argv[0]);
    _exit(127);
}

static void tell(int to, int what, int value)
{
    struct news news = {what, value};

    if (write(to, &news, sizeof news) < 0)
        _exit(1);
}

/* 0: none; -1: the test is gone. */
static int next_order(int from)
{
    struct pollfd fd = {.fd = from, .events = POLLIN};
    char order;

    if (poll(&fd, 1, 5) <= 0)
        return 0;
    return read(from, &order, 1) == 1 ? order : -1;
}

static void follow_program(pid_t pid, int to)
{
    int status;

    if (waitpid(pid, &status, WNOHANG | WUNTRACED) != pid)
        return;
    tcsetpgrp(STDIN_FILENO, getpid());
    tell(to, WIFSTOPPED(status) ? STOPPED : ENDED, status);
}

static _Noreturn void be_shell(const struct term_options *options, int from, int to)
{
    pid_t pid = -1;
    int order;

    signal(SIGTTOU, SIG_IGN);
    signal(SIGTTIN, SIG_IGN);
    signal(SIGTSTP, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    while ((order = next_order(from)) >= 0) {
        if (order == 'r') {
            pid = run(options);
            tell(to, STARTED, (int)pid);
        } else if (order == 'c') {
            tcsetpgrp(STDIN_FILENO, pid);
            kill(-pid, SIGCONT);
        }
        if (pid > 0)
            follow_program(pid, to);
    }
    if (pid > 0)
        kill(-pid, SIGKILL);
    _exit(0);
}

/* ---- In the test --------------------------------------------------------- */

void shell_start(struct shell *shell, const struct term_options *options, int rows,
                 int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    int orders[2], news[2];

    *shell = (struct shell){.program = -1};
    ck_assert_int_eq(pipe2(orders, O_CLOEXEC), 0);
    ck_assert_int_eq(pipe2(news, O_CLOEXEC), 0);
    fflush(NULL);
    shell->pid = forkpty(&shell->terminal, NULL, NULL, &size);
    ck_assert_int_ge(shell->pid, 0);
    if (shell->pid == 0) {
        close(orders[1]);
        close(news[0]);
        be_shell(options, orders[0], news[1]);
    }
    close(orders[0]);
    close(news[1]);
    shell->orders = orders[1];
    shell->news = news[0];
    fcntl(shell->terminal, F_SETFD, FD_CLOEXEC);
}

void shell_listen(struct shell *shell)
{
    struct news news;

    if (read(shell->news, &news, sizeof news) != (ssize_t)sizeof news)
        ck_abort_msg("the shell is gone");
    if (news.what == STARTED) {
        shell->program = news.value;
    } else if (news.what == STOPPED) {
        shell->stopped = true;
    } else {
        shell->ended = true;
        shell->status = news.value;
    }
}

static void order(struct shell *shell, char what)
{
    ck_assert_int_eq(write(shell->orders, &what, 1), 1);
}

void shell_go(struct shell *shell)
{
    order(shell, 'r');
    shell_listen(shell);
}

void shell_continue(struct shell *shell)
{
    shell->stopped = false;
    order(shell, 'c');
}

void shell_end(struct shell *shell)
{
    close(shell->orders);
    close(shell->news);
    close(shell->terminal);
    waitpid(shell->pid, NULL, 0);
}
