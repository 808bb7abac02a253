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

static char *read_file(const char *path)
{
    static char text[65536];
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
    char file[4352];
    snprintf(file, sizeof file, FOLDER "%s.out", name);
    const char *expected = read_file(file);
    ck_assert_msg(result.status == 0, "%s: exit status %d\n%s%s", name, result.status,
                  result.out, result.err);
    ck_assert_msg(*expected && strcmp(result.out, expected) == 0,
                  "%s should print\n%sand prints\n%s%s", name, expected, result.out,
                  result.err);
    run_result_done(&result);
}
END_TEST

/* "name | 2 " is the line "0 name: 2" of what hops prints. */
static void check_hops(const char *printed, const char *name, const char *passes)
{
    char line[128];

    snprintf(line, sizeof line, "0 %s: %d\n", name, atoi(passes));
    ck_assert_msg(strstr(printed, line) != NULL, "hops does not print %s", line);
}

START_TEST(the_table_of_hops_is_what_hops_prints)
{
    char *printed = strdup(read_file(FOLDER "hops.out")), *rest = NULL;
    char *text = strdup(read_file(GOLDEN_DIR "/../../docs/order.md"));
    int rows = 0;

    for (char *line = strtok_r(text, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest)) {
        char name[2][64], passes[2][8];
        if (sscanf(line, "| %63[a-z_ ]| %7[0-9] | | %63[a-z_ ]| %7[0-9]", name[0],
                   passes[0], name[1], passes[1]) != 4)
            continue;
        for (int i = 0; i < 2; i++) {
            name[i][strlen(name[i]) - 1] = '\0';
            check_hops(printed, name[i], passes[i]);
        }
        rows++;
    }
    ck_assert_int_eq(rows, 11);
    free(printed);
    free(text);
}
END_TEST

int main(int argc, char **argv)
{
    find_programs(argv[0]);
    Suite *suite = suite_create("pairs");
    TCase *tests = tcase_create("pairs");
    tcase_add_loop_test(tests, a_program_prints_what_its_twin_prints, 0, count);
    tcase_add_test(tests, the_table_of_hops_is_what_hops_prints);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
