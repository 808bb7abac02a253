/* SPDX-License-Identifier: MIT */
/* Each program of this folder prints what its twin in Python printed on CPython 3.11:
 * NAME.out, recorded by `make conformance RECORD=1`. */
#define _GNU_SOURCE
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run.h"

#define FOLDER GOLDEN_DIR "/../conformance/"

static char programs[4096];             /* the folder of the built ones */
static struct dirent **names;
static int count;

static int is_program(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');

    return dot && strcmp(dot, ".c") == 0 && strcmp(entry->d_name, "tell.c") != 0 &&
           strncmp(entry->d_name, "test_", 5) != 0;
}

/* Before any test runs, so that nothing of Check's can be called. */
static void find_programs(const char *self)
{
    const char *slash = strrchr(self, '/');

    snprintf(programs, sizeof programs, "%.*s", slash ? (int)(slash - self) : 1,
             slash ? self : ".");
    count = scandir(FOLDER, &names, is_program, alphasort);
    if (count <= 0) {
        fprintf(stderr, FOLDER ": no programs\n");
        exit(EXIT_FAILURE);
    }
}

static char *read_expected(const char *name)
{
    static char text[65536];
    char path[4096];

    snprintf(path, sizeof path, FOLDER "%s.out", name);
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "there is no %s", path);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

START_TEST(a_program_prints_what_its_twin_prints)
{
    char name[64], path[4352];
    struct run_result result;

    snprintf(name, sizeof name, "%.*s", (int)strlen(names[_i]->d_name) - 2,
             names[_i]->d_name);
    snprintf(path, sizeof path, "%s/%s", programs, name);
    const char *argv[] = { path, NULL };
    run_program(&(struct run_options){ .path = path, .argv = argv }, &result);
    const char *expected = read_expected(name);
    ck_assert_msg(result.status == 0, "%s: exit status %d\n%s%s", name, result.status,
                  result.out, result.err);
    ck_assert_msg(*expected && strcmp(result.out, expected) == 0,
                  "%s should print\n%sand prints\n%s%s", name, expected, result.out,
                  result.err);
    run_result_done(&result);
}
END_TEST

int main(int argc, char **argv)
{
    find_programs(argv[0]);
    Suite *suite = suite_create("pairs");
    TCase *tests = tcase_create("pairs");
    tcase_add_loop_test(tests, a_program_prints_what_its_twin_prints, 0, count);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
