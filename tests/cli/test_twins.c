/* SPDX-License-Identifier: MIT */
/* Demos that have a twin in asyncio print what it prints, and take as long.
 *
 * A twin is a row of tests/twins/twins.tsv (lesson, demo, elapsed seconds; "-" where
 * the time is ours) and a file beside it, LESSON.DEMO.out.  Where the output tells
 * times, LESSON.DEMO.stretched.out is what --stretch 2 makes of it.  A demo that shows
 * gdb has "gdb" behind its seconds; LESSON.DEMO.without-gdb.out is what it prints where
 * there is none.  Lines of a lesson are named by what stands there: see places.h. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "places.h"
#include "run.h"

#define TWINS GOLDEN_DIR "/../twins/"

enum { ROWS_MOST = 200 };

static struct twin {
    char lesson[64], demo[64], elapsed[16], tool[16];   /* tool: "" or "gdb" */
} twins[ROWS_MOST];
static int count;
static struct run_result result;

static void teardown(void)
{
    run_result_done(&result);
}

/* ---- The rows ------------------------------------------------------------ */

/* Before any test runs, so that nothing of Check's can be called. */
static void read_row(const char *line)
{
    struct twin *twin = &twins[count];

    if (*line == '#' || *line == '\n')
        return;
    if (++count > ROWS_MOST ||
        sscanf(line, "%63[^\t]\t%63[^\t]\t%15[0-9.-]\t%15[a-z]", twin->lesson, twin->demo,
               twin->elapsed, twin->tool) < 3 ||
        (twin->tool[0] && strcmp(twin->tool, "gdb") != 0)) {
        fprintf(stderr, "twins.tsv: not LESSON, DEMO, SECONDS and perhaps gdb, or too many: %s", line);
        exit(EXIT_FAILURE);
    }
}

static void read_rows(void)
{
    FILE *file = fopen(TWINS "twins.tsv", "r");
    char line[256];

    if (!file) {
        perror(TWINS "twins.tsv");
        exit(EXIT_FAILURE);
    }
    while (fgets(line, sizeof line, file))
        read_row(line);
    fclose(file);
}

/* ---- gdb ----------------------------------------------------------------- */

static enum { GDB_WORKS, GDB_CANNOT_RUN, GDB_IS_MISSING } gdb;

/* Before any test, and said once. */
static void try_gdb(void)
{
    char line[400];
    FILE *words = popen("command -v gdb >/dev/null || exit 7;"
                        "gdb -nx -q -batch -ex 'python print(1)' -ex run /bin/true 2>&1", "r");

    gdb = GDB_CANNOT_RUN;
    while (words && fgets(line, sizeof line, words))
        if (strstr(line, "exited normally"))
            gdb = GDB_WORKS;
    if (words && pclose(words) == 7 << 8)
        gdb = GDB_IS_MISSING;
    if (gdb != GDB_WORKS)
        printf("left out: what demos show of gdb, which %s\n",
               gdb == GDB_IS_MISSING ? "is not installed" : "cannot run programs here");
}

static bool can_be_shown(const struct twin *twin)
{
    return !twin->tool[0] || gdb != GDB_CANNOT_RUN;
}

static bool lacks_its_tool(const struct twin *twin)
{
    return twin->tool[0] && gdb == GDB_IS_MISSING;
}

/* ---- What is expected ---------------------------------------------------- */

/* The file of a twin, NULL if there is none; to be freed. */
static char *read_expected(const struct twin *twin, const char *kind)
{
    char path[4096], *text = NULL;
    size_t used = 0, room = 0, got;

    snprintf(path, sizeof path, TWINS "%s.%s%s", twin->lesson, twin->demo, kind);
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    do {
        text = realloc(text, room += 4096);
        ck_assert_ptr_nonnull(text);
        got = fread(text + used, 1, room - used - 1, file);
        used += got;
    } while (got > 0);
    text[used] = '\0';
    fclose(file);
    char *filled = places_filled(text, twin->lesson);
    free(text);
    return filled;
}

static void check_output(const struct twin *twin, const char *expected)
{
    ck_assert_msg(strlen(result.out) == result.out_size, "a NUL in the output");
    if (strcmp(result.out, expected) != 0)
        ck_abort_msg("%s --demo %s should print\n%sand prints\n%s%s", twin->lesson,
                     twin->demo, expected, result.out, result.err);
}

static void check_elapsed(const struct twin *twin, double factor)
{
    char line[64];

    if (strcmp(twin->elapsed, "-") == 0)
        return;
    snprintf(line, sizeof line, "elapsed %.3f s\n", factor * atof(twin->elapsed));
    size_t said = strlen(result.err), last = strlen(line);
    if (said < last || strcmp(result.err + said - last, line) != 0)
        ck_abort_msg("%s --demo %s should end with \"%.*s\" and says\n%s", twin->lesson,
                     twin->demo, (int)last - 1, line, result.err);
}

/* ---- Tests, one for each row --------------------------------------------- */

START_TEST(a_twin_prints_what_asyncio_prints)
{
    const struct twin *twin = &twins[_i];
    char *expected = read_expected(twin, lacks_its_tool(twin) ? ".without-gdb.out" : ".out");

    ck_assert_msg(expected != NULL, "there is no %s.%s.out", twin->lesson, twin->demo);
    run_lesson(&result, twin->lesson, "--demo", twin->demo, "--output", NULL);
    ck_assert_msg(result.status == 0, "%s --demo %s: exit status %d\n%s", twin->lesson,
                  twin->demo, result.status, result.err);
    if (can_be_shown(twin))
        check_output(twin, expected);
    check_elapsed(twin, 1);
    free(expected);
}
END_TEST

START_TEST(a_twin_says_so_where_gdb_is_missing)
{
    const struct twin *twin = &twins[_i];
    char path[4096];
    const char *argv[] = { path, "--demo", twin->demo, "--output", NULL };
    const char *nothing[] = { "PATH=/nowhere", NULL };

    if (!twin->tool[0])
        return;
    char *expected = read_expected(twin, ".without-gdb.out");
    ck_assert_msg(expected != NULL, "there is no %s.%s.without-gdb.out", twin->lesson,
                  twin->demo);
    snprintf(path, sizeof path, LESSON_DIR "/%s", twin->lesson);
    run_program(&(struct run_options){ .argv = argv, .set = nothing }, &result);
    ck_assert_int_eq(result.status, 0);
    check_output(twin, expected);
    check_elapsed(twin, 1);
    free(expected);
}
END_TEST

START_TEST(a_stretched_twin_prints_in_the_same_order)
{
    const struct twin *twin = &twins[_i];
    char *expected = read_expected(twin, lacks_its_tool(twin) ? ".without-gdb.out"
                                                              : ".stretched.out");

    if (!expected)
        expected = read_expected(twin, ".out");
    ck_assert_ptr_nonnull(expected);
    run_lesson(&result, twin->lesson, "--demo", twin->demo, "--output", "--stretch", "2",
               NULL);
    ck_assert_int_eq(result.status, 0);
    if (can_be_shown(twin))
        check_output(twin, expected);
    check_elapsed(twin, 2);
    free(expected);
}
END_TEST

/* All that it prints, in the timeline's last part; a long line is cut there. */
START_TEST(a_twin_has_a_timeline)
{
    const struct twin *twin = &twins[_i];
    char path[4096];
    const char *argv[] = { path, "--demo", twin->demo, "--text", NULL };
    const char *patient[] = { "INTERLEAVE_PATIENCE=50", NULL };     /* valgrind is slow */

    snprintf(path, sizeof path, LESSON_DIR "/%s", twin->lesson);
    run_program(&(struct run_options){ .argv = argv, .set = patient }, &result);
    ck_assert_msg(result.status == 0, "%s --demo %s --text: exit status %d\n%s",
                  twin->lesson, twin->demo, result.status, result.err);
    ck_assert_msg(strstr(result.out, "thread") != NULL, "%s --demo %s has no lanes:\n%s",
                  twin->lesson, twin->demo, result.out);
    ck_assert_msg(strstr(result.out, "printed") || strstr(result.out, "Printed"),
                  "%s --demo %s printed nothing into its log:\n%s", twin->lesson,
                  twin->demo, result.out);
    ck_assert_msg(strstr(result.out, "passed over") == NULL,
                  "the log of %s --demo %s contradicts itself:\n%s", twin->lesson,
                  twin->demo, result.out);
}
END_TEST

START_TEST(a_twin_is_in_the_list)
{
    const struct twin *twin = &twins[_i];
    size_t length = strlen(twin->demo);
    bool found = false;

    run_lesson(&result, twin->lesson, "--list", NULL);
    ck_assert_int_eq(result.status, 0);
    for (char *rest = NULL, *line = strtok_r(result.out, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest))
        found = found || (strncmp(line, twin->demo, length) == 0 && line[length] == ' ');
    ck_assert_msg(found, "%s --list has no %s", twin->lesson, twin->demo);
}
END_TEST

/* ---- The folder ---------------------------------------------------------- */

static bool has_row(const char *file)
{
    char name[200];

    for (const struct twin *twin = twins; twin < twins + count; twin++) {
        snprintf(name, sizeof name, "%.63s.%.63s.", twin->lesson, twin->demo);
        const char *kind = file + strlen(name);
        if (strncmp(file, name, strlen(name)) == 0 &&
            (strcmp(kind, "out") == 0 || strcmp(kind, "stretched.out") == 0 ||
             (twin->tool[0] && strcmp(kind, "without-gdb.out") == 0)))
            return true;
    }
    return false;
}

START_TEST(every_expected_output_has_its_row)
{
    DIR *folder = opendir(TWINS);

    ck_assert_ptr_nonnull(folder);
    for (struct dirent *entry; (entry = readdir(folder)); )
        if (entry->d_name[0] != '.' && strcmp(entry->d_name, "twins.tsv") != 0 &&
            strcmp(entry->d_name, "python") != 0)
            ck_assert_msg(has_row(entry->d_name), "twins.tsv has no row for %s",
                          entry->d_name);
    closedir(folder);
}
END_TEST

static Suite *twins_suite(void)
{
    Suite *suite = suite_create("twins");
    TCase *tests = tcase_create("twins");

    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, NULL, teardown);
    tcase_add_loop_test(tests, a_twin_prints_what_asyncio_prints, 0, count);
    tcase_add_loop_test(tests, a_twin_says_so_where_gdb_is_missing, 0, count);
    tcase_add_loop_test(tests, a_stretched_twin_prints_in_the_same_order, 0, count);
    tcase_add_loop_test(tests, a_twin_has_a_timeline, 0, count);
    tcase_add_loop_test(tests, a_twin_is_in_the_list, 0, count);
    tcase_add_test(tests, every_expected_output_has_its_row);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    read_rows();
    try_gdb();
    SRunner *runner = srunner_create(twins_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
