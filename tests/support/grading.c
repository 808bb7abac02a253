/* SPDX-License-Identifier: MIT */
/* Run the grader's commands in a scratch folder. */
#define _POSIX_C_SOURCE 200809L
#include "grading.h"

#include <check.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 24 };

struct run_result result;
char folder[64];

void grading_begin(void)
{
    strcpy(folder, "/tmp/interleave-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

void grading_end(void)
{
    char command[120];

    run_result_done(&result);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    ck_assert_int_eq(system(command), 0);
}

static void start(const char *const *set, const char *command, va_list args)
{
    const char *argv[WORDS] = { command, "--sandbox", "none" };
    char program[300];
    int n = strcmp(command, "interleave") == 0 ? 1 : 3;

    while ((argv[n] = va_arg(args, const char *)) && n < WORDS - 2)
        n++;
    argv[n] = NULL;
    run_result_done(&result);
    snprintf(program, sizeof program, GRADER_DIR "/%s", command);
    run_program(&(struct run_options){ .path = program, .argv = argv, .set = set }, &result);
}

void grade_run(const char *command, ...)
{
    va_list args;

    va_start(args, command);
    start(NULL, command, args);
    va_end(args);
}

void grade_run_with(const char *const *set, const char *command, ...)
{
    va_list args;

    va_start(args, command);
    start(set, command, args);
    va_end(args);
}

const char *in_folder(const char *name)
{
    static char path[160];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

void write_file(const char *name, const char *text)
{
    FILE *file = fopen(in_folder(name), "w");

    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

void check_has(const char *text, const char *words)
{
    ck_assert_msg(strstr(text, words) != NULL, "no \"%s\" in:\n%s", words, text);
}
