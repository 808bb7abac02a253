/* SPDX-License-Identifier: MIT */
/* A child process and two temporary files. */
#define _GNU_SOURCE
#include "last_words.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void read_back(FILE *file, char *text, size_t size)
{
    rewind(file);
    size_t n = fread(text, 1, size - 1, file);
    text[n] = '\0';
    fclose(file);
}

static void be_the_child(void (*fn)(void), FILE *out, FILE *err)
{
    struct rlimit none = { 0, 0 };

    setrlimit(RLIMIT_CORE, &none);
    dup2(fileno(out), STDOUT_FILENO);
    dup2(fileno(err), STDERR_FILENO);
    fn();
    fflush(NULL);
    _exit(0);
}

void last_words_of(void (*fn)(void), struct last_words *words)
{
    FILE *out = tmpfile(), *err = tmpfile();
    int status;

    ck_assert_ptr_nonnull(out);
    ck_assert_ptr_nonnull(err);
    fflush(NULL);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0)
        be_the_child(fn, out, err);
    pid_t ended = waitpid(child, &status, 0);
    ck_assert_int_eq(ended, child);
    words->status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    read_back(out, words->out, sizeof words->out);
    read_back(err, words->err, sizeof words->err);
}
