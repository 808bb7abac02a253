/* SPDX-License-Identifier: MIT */
/* How child processes begin: what they are, where, with which environment; or why not. */
#define _GNU_SOURCE
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "async_process.h"
#include "stream_pair.h"

#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#else
#define RUNNING_ON_VALGRIND 0
#endif

static void *missing(void *arg)
{
    const char *const argv[] = { "no-such-program-anywhere", NULL }, *none[] = { NULL };
    struct async_process process;

    ck_assert_int_eq(async_create_subprocess_exec(&process, argv, ASYNC_PIPE, ASYNC_PIPE,
                                                  ASYNC_PIPE), -ENOENT);
    ck_assert_str_eq(async_caught()->text,
                     "No such file or directory: 'no-such-program-anywhere'");
    ck_assert_int_eq(async_create_subprocess_exec(&process, none, ASYNC_PIPE, ASYNC_PIPE,
                                                  ASYNC_PIPE), -EINVAL);
    async_process_close(&process);
    return NULL;
}

/* As many as there are free numbers: three pipes take six. */
static void *few_descriptors(void *arg)
{
    struct async_process process;
    struct rlimit limit, low;
    int next = dup(0);

    close(next);
    getrlimit(RLIMIT_NOFILE, &limit);
    low = limit;
    for (int more = 0; more < 6; more++) {
        low.rlim_cur = (rlim_t)(next + more);
        setrlimit(RLIMIT_NOFILE, &low);
        int rc = async_create_subprocess_shell(&process, "exit 0", ASYNC_PIPE, ASYNC_PIPE,
                                               ASYNC_PIPE);
        setrlimit(RLIMIT_NOFILE, &limit);
        ck_assert_int_eq(rc, -EMFILE);
        ck_assert_str_eq(async_caught()->text, "Too many open files: '/bin/sh'");
        async_process_close(&process);
        ck_assert_int_eq(dup(0), next);         /* all of them were closed again */
        close(next);
    }
    return NULL;
}

/* (valgrind counts descriptors in its own way.) */
START_TEST(a_child_without_descriptors_is_not_started)
{
    if (RUNNING_ON_VALGRIND)
        return;
    ck_assert_int_eq(run_whole(few_descriptors), 0);
}
END_TEST

START_TEST(a_program_that_is_missing_is_named)
{
    ck_assert_int_eq(run_whole(missing), 0);
}
END_TEST

/* ---- Its folder and its environment ---- */

static void prints(const char *const *argv, const char *cwd, const char *const *env,
                   const char *wanted)
{
    const struct async_process_options options = { .out = ASYNC_PIPE, .cwd = cwd,
                                                   .env = env };
    struct async_process process;
    struct async_output out;

    ck_assert_int_eq(async_create_subprocess_exec_with(&process, argv, &options), 0);
    ck_assert_int_eq(async_process_communicate(&process, NULL, 0, &out, NULL), 0);
    ck_assert_str_eq(out.bytes, wanted);
    free(out.bytes);
    async_process_close(&process);
}

static void *elsewhere(void *arg)
{
    static const char line[] = "pwd; echo ${WHO-nobody} ${HOME-nowhere}";
    const char *const argv[] = { "sh", "-c", line, NULL };
    const char *const env[] = { "WHO=you", NULL }, *const none[] = { NULL };

    setenv("HOME", "/here", 1);
    prints(argv, "/", NULL, "/\nnobody /here\n");
    prints(argv, "/usr", env, "/usr\nyou nowhere\n");
    prints(argv, "/", none, "/\nnobody nowhere\n");
    return NULL;
}

START_TEST(a_child_begins_in_its_folder_with_its_environment)
{
    ck_assert_int_eq(run_whole(elsewhere), 0);
}
END_TEST

static char folder[64];

static void write_script(void)
{
    char path[80];

    strcpy(folder, "/tmp/interleave-process-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/hello", folder);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs("#!/bin/sh\necho hello\n", file);
    fclose(file);
    ck_assert_int_eq(chmod(path, 0700), 0);
}

static void remove_script(void)
{
    char path[80];

    snprintf(path, sizeof path, "%s/hello", folder);
    ck_assert_int_eq(remove(path), 0);
    ck_assert_int_eq(remove(folder), 0);
}

static void *find_it(void *arg)
{
    const char *const plain[] = { "hello", NULL }, *const here[] = { "./hello", NULL };
    char path[80];
    const char *const env[] = { path, NULL }, *const current[] = { "PATH=", NULL };
    struct async_process process;

    write_script();
    snprintf(path, sizeof path, "PATH=/:%s", folder);
    prints(here, folder, NULL, "hello\n");
    prints(plain, NULL, env, "hello\n");
    prints(plain, folder, current, "hello\n");
    ck_assert_int_eq(async_create_subprocess_exec_with(
        &process, plain, &(struct async_process_options){ .cwd = folder }), -ENOENT);
    ck_assert_int_eq(async_create_subprocess_exec_with(
        &process, here, &(struct async_process_options){ .cwd = "/" }), -ENOENT);
    ck_assert_str_eq(async_caught()->text, "No such file or directory: './hello'");
    remove_script();
    return NULL;
}

START_TEST(its_program_is_looked_for_from_there)
{
    ck_assert_int_eq(run_whole(find_it), 0);
}
END_TEST

static void *no_folder(void *arg)
{
    struct async_process process;

    ck_assert_int_eq(async_create_subprocess_shell_with(
        &process, "pwd", &(struct async_process_options){ .cwd = "/no/such" }), -ENOENT);
    ck_assert_str_eq(async_caught()->text, "No such file or directory: '/no/such'");
    ck_assert_int_eq(async_create_subprocess_shell_with(
        &process, "pwd", &(struct async_process_options){ .cwd = "/bin/sh" }), -ENOTDIR);
    ck_assert_str_eq(async_caught()->text, "Not a directory: '/bin/sh'");
    async_process_close(&process);
    return NULL;
}

START_TEST(a_folder_that_is_missing_is_named)
{
    ck_assert_int_eq(run_whole(no_folder), 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("process_begin");
    tcase_add_test(tests, a_program_that_is_missing_is_named);
    tcase_add_test(tests, a_child_without_descriptors_is_not_started);
    tcase_add_test(tests, a_child_begins_in_its_folder_with_its_environment);
    tcase_add_test(tests, its_program_is_looked_for_from_there);
    tcase_add_test(tests, a_folder_that_is_missing_is_named);
    Suite *suite = suite_create("process_begin");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
