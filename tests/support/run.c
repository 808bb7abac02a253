/* SPDX-License-Identifier: MIT */
/* Run a program with pipes on all three descriptors, and drain them together. */
#define _GNU_SOURCE
#include "run.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#ifndef LESSON_DIR
#define LESSON_DIR "build/lessons"
#endif

enum { ARGUMENTS = 32 };

static const char *const same_environment[] = {
    "LC_ALL=C.UTF-8", "NO_COLOR", "COLUMNS", "LINES", "TERM", "INTERLEAVE_TRACE",
    "INTERLEAVE_REMOTE", "INTERLEAVE_LIFELINE", "INTERLEAVE_CLOCK", "INTERLEAVE_SYNC",
    "INTERLEAVE_STRETCH", "INTERLEAVE_STACK", "INTERLEAVE_PATIENCE", NULL
};

static void set_all(const char *const *set)
{
    for (; set && *set; set++) {
        const char *equals = strchr(*set, '=');
        char name[100];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(*set, "="), *set);
        if (equals)
            setenv(name, equals + 1, 1);
        else
            unsetenv(name);
    }
}

static _Noreturn void become(const struct run_options *options, int in, int out, int err)
{
    if (options->output_to)
        out = open(options->output_to, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0)
        _exit(126);
    if (options->output_closed)
        close(1);
    set_all(same_environment);
    set_all(options->set);
    alarm(RUN_LONGEST);
    const char *path = options->path ? options->path : options->argv[0];
    execvp(path, (char *const *)options->argv);
    fprintf(stderr, "%s: %s\n", path, strerror(errno));
    _exit(127);
}

/* All of `text` fits into the pipe, or the test is not one for this helper. */
static int input_of(const char *text)
{
    int ends[2];

    if (!text)
        return open("/dev/null", O_RDONLY | O_CLOEXEC);
    ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
    ck_assert_int_eq(write(ends[1], text, strlen(text)), (ssize_t)strlen(text));
    close(ends[1]);
    return ends[0];
}

/* The two ends of standard output: a pipe, or a terminal that changes nothing. */
static void open_output(int terminal, int ends[2])
{
    struct winsize size = { .ws_row = 24, .ws_col = (unsigned short)terminal };
    struct termios raw;

    if (!terminal) {
        ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
        return;
    }
    ck_assert_int_eq(openpty(&ends[0], &ends[1], NULL, NULL, &size), 0);
    tcgetattr(ends[1], &raw);
    cfmakeraw(&raw);
    tcsetattr(ends[1], TCSANOW, &raw);
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
}

/* False at its end: nothing more, or a terminal (EIO) that nobody has open. */
static bool take(int fd, char **all, size_t *size)
{
    char bytes[4096];
    ssize_t n = read(fd, bytes, sizeof bytes);

    if (n <= 0)
        return n < 0 && errno == EINTR;
    *all = realloc(*all, *size + (size_t)n + 1);
    ck_assert_ptr_nonnull(*all);
    memcpy(*all + *size, bytes, (size_t)n);
    *size += (size_t)n;
    (*all)[*size] = '\0';
    return true;
}

static void take_both(int out, int err, struct run_result *result)
{
    struct pollfd fds[2] = { { out, POLLIN, 0 }, { err, POLLIN, 0 } };

    while (fds[0].fd >= 0 || fds[1].fd >= 0) {
        if (poll(fds, 2, -1) < 0)
            continue;
        if (fds[0].revents && !take(out, &result->out, &result->out_size))
            fds[0].fd = -1;
        if (fds[1].revents && !take(err, &result->err, &result->err_size))
            fds[1].fd = -1;
    }
}

void run_program(const struct run_options *options, struct run_result *result)
{
    int out[2], err[2], status, in = input_of(options->input);

    *result = (struct run_result){ .out = calloc(1, 1), .err = calloc(1, 1) };
    open_output(options->terminal, out);
    ck_assert_int_eq(pipe2(err, O_CLOEXEC), 0);
    pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0)
        become(options, in, out[1], err[1]);
    close(in);
    close(out[1]);
    close(err[1]);
    take_both(out[0], err[0], result);
    close(out[0]);
    close(err[0]);
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    result->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    ck_assert_msg(result->status != 128 + SIGALRM, "%s does not end", options->argv[0]);
}

void run_result_done(struct run_result *result)
{
    free(result->out);
    free(result->err);
    *result = (struct run_result){ 0 };
}

void run_lesson(struct run_result *result, const char *lesson, ...)
{
    char path[4096];
    const char *argv[ARGUMENTS] = { path };
    va_list args;

    snprintf(path, sizeof path, LESSON_DIR "/%s", lesson);
    va_start(args, lesson);
    for (int n = 1; (argv[n] = va_arg(args, const char *)); n++)
        ck_assert_int_lt(n, ARGUMENTS - 1);
    va_end(args);
    run_program(&(struct run_options){ .argv = argv }, result);
}
