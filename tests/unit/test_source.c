/* SPDX-License-Identifier: MIT */
/* The program's text is found and read; what is no text is refused with a sentence. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fake_log.h"
#include "source.h"

static struct source source;
static char folder[] = "/tmp/interleave-source-XXXXXX", path[SOURCE_PATH];

static void make_folder(void)
{
    strcpy(folder + sizeof folder - 7, "XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    source = (struct source){.count = 0};
}

static void remove_folder(void)
{
    source_done(&source);
    if (path[0])
        remove(path);
    rmdir(folder);
}

static const char *file(const char *name, const char *bytes, size_t size)
{
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "w");
    ck_assert_ptr_nonnull(out);
    ck_assert_uint_eq(fwrite(bytes, 1, size, out), size);
    fclose(out);
    return path;
}

START_TEST(a_text_is_read_as_lines)
{
    source_load(&source, file("a.c", "one\r\ntwo\n\nfour", 14));
    ck_assert_str_eq(source.error, "");
    ck_assert_uint_eq(source.count, 4);
    ck_assert_str_eq(source.lines[0], "one");
    ck_assert_str_eq(source.lines[2], "");
    ck_assert_str_eq(source.lines[3], "four");
}
END_TEST

START_TEST(the_same_name_is_not_read_again)
{
    source_load(&source, file("a.c", "one", 3));
    const char *text = source.text;
    source_load(&source, path);
    ck_assert_ptr_eq(source.text, text);
}
END_TEST

START_TEST(what_is_not_a_text_is_refused)
{
    source_load(&source, file("a.c", "o\0ne", 4));
    ck_assert_ptr_nonnull(strstr(source.error, "it is not a text."));
    ck_assert_uint_eq(source.count, 0);
}
END_TEST

START_TEST(a_pipe_a_folder_and_another_kind_of_name_are_refused_at_once)
{
    snprintf(path, sizeof path, "%s/pipe.c", folder);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    source_load(&source, path);
    ck_assert_ptr_nonnull(strstr(source.error, "it is not a regular file."));
    source_load(&source, "/etc/passwd");
    ck_assert_str_eq(source.error, "The log names no file of source that could be shown.");
    source_load(&source, "../secret.c");
    ck_assert_str_eq(source.error, "The log names no file of source that could be shown.");
    source_load(&source, "\033[2J.c");
    ck_assert_str_eq(source.error, "The log names no file of source that could be shown.");
}
END_TEST

START_TEST(a_missing_file_says_where_it_was_looked_for)
{
    path[0] = '\0';
    source_load(&source, "no/such/file.c");
    ck_assert_ptr_nonnull(strstr(source.error, "no/such/file.c was not found from here"));
}
END_TEST

START_TEST(a_file_that_is_too_large_is_refused)
{
    char *big = calloc(1, SOURCE_BYTES + 1);

    memset(big, 'x', SOURCE_BYTES + 1);
    source_load(&source, file("a.c", big, SOURCE_BYTES + 1));
    ck_assert_ptr_nonnull(strstr(source.error, "larger than a program's text"));
    free(big);
}
END_TEST

START_TEST(a_place_is_a_file_and_a_line)
{
    char name[SOURCE_PATH];
    uint32_t line;

    ck_assert(source_place("lessons/03-event-loop.c:37", name, &line));
    ck_assert_str_eq(name, "lessons/03-event-loop.c");
    ck_assert_uint_eq(line, 37);
    ck_assert(!source_place("08-timeouts.c", name, &line));
    ck_assert(!source_place("a.c:", name, &line));
    ck_assert(!source_place("a.c:7x", name, &line));
    ck_assert(!source_place(":7", name, &line));
    ck_assert(source_twin("lessons/04-await.c", name));
    ck_assert_str_eq(name, "lessons/04-await.py");
    ck_assert(!source_twin("await.py", name));
}
END_TEST

START_TEST(a_lesson_is_found_from_anywhere)
{
    path[0] = '\0';
    ck_assert_int_eq(chdir("/"), 0);
    source_load(&source, "lessons/04-await.c");
    ck_assert_str_eq(source.error, "");
    ck_assert_uint_gt(source.count, 10);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("source");
    TCase *tcase = tcase_create("source");
    SRunner *runner = srunner_create(suite);

    tcase_add_checked_fixture(tcase, make_folder, remove_folder);
    tcase_add_test(tcase, a_text_is_read_as_lines);
    tcase_add_test(tcase, the_same_name_is_not_read_again);
    tcase_add_test(tcase, what_is_not_a_text_is_refused);
    tcase_add_test(tcase, a_pipe_a_folder_and_another_kind_of_name_are_refused_at_once);
    tcase_add_test(tcase, a_missing_file_says_where_it_was_looked_for);
    tcase_add_test(tcase, a_file_that_is_too_large_is_refused);
    tcase_add_test(tcase, a_place_is_a_file_and_a_line);
    tcase_add_test(tcase, a_lesson_is_found_from_anywhere);
    suite_add_tcase(suite, tcase);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
