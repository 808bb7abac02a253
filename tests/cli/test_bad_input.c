/* SPDX-License-Identifier: MIT */
/* Bad input: one clear sentence, the right exit status, nothing half-written. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fake_lesson.h"
#include "log.h"

#define DEMOS "two, alone, fails, broken, crashes, faults, killed, floods, hangs, waits, " \
              "leaves, talks, list, much, echoes"

static struct run_result result;

/* ---- Usage: exit status 2 ------------------------------------------------- */

static const struct {
    const char *argv[6], *sentence;
} usage[] = {
    { { "--frobnicate" }, "unknown option --frobnicate; --help lists the options" },
    { { "--outptu" }, "unknown option --outptu: did you mean --output?" },
    { { "--dmeo=two" }, "unknown option --dmeo=two: did you mean --demo?" },
    { { "-x" }, "unknown option -x; --help lists the options" },
    { { "--re", "x" }, "unknown option --re: did you mean --record?" },
    { { "two" }, "unexpected \"two\": this takes options only" },
    { { "--demo", "echoes", "two" }, "unexpected \"two\": this takes options only" },
    { { "--output", "--", "two" }, "unexpected \"two\": this takes options only" },
    { { "--output=yes" }, "--output takes no value" },
    { { "--demo" }, "--demo needs a value: --demo NAME" },
    { { "--speed" }, "--speed needs a value: --speed X" },
    { { "--record" }, "--record needs a value: --record FILE" },
    { { "--demo", "tow" }, "there is no demo \"tow\": did you mean two? There are: " DEMOS },
    { { "--demo", "Zürich" }, "there is no demo \"Zürich\"; there are: " DEMOS },
    { { "--demo", "" }, "there is no demo \"\"; there are: " DEMOS },
    { { "--record", "" }, "--record takes the name of a file, not \"\"" },
    { { "--replay=" }, "--replay takes the name of a file, not \"\"" },
    { { "--clock", "wall" }, "--clock takes real, paced or virtual, not \"wall\"" },
    { { "--clock", "" }, "--clock takes real, paced or virtual, not \"\"" },
    { { "--output", "--text" }, "--output and --text cannot go together: choose one" },
    { { "--live", "--output" }, "--output and --live cannot go together: choose one" },
    { { "--live", "--text" }, "--text and --live cannot go together: choose one" },
    { { "--list", "--demo", "two" },
      "--list and --demo cannot go together: a list runs nothing" },
    { { "--replay", "x", "--record", "y" },
      "--replay and --record cannot go together: a replay runs nothing" },
    { { "--demo", "two", "--replay", "x" },
      "--replay and --demo cannot go together: a replay runs nothing" },
    { { "--replay", "x", "--output" },
      "--replay and --output cannot go together: a replay runs nothing" },
    { { "--replay", "x", "--stretch", "2" },
      "--replay and --stretch cannot go together: a replay runs nothing" },
    { { "--replay", "x", "--clock", "real" },
      "--replay and --clock cannot go together: a replay runs nothing" },
    { { "--replay", "x", "--sync" },
      "--replay and --sync cannot go together: a replay runs nothing" },
    { { "--speed", "2", "--output" },
      "--speed and --output cannot go together: speed is for the live screen" },
    { { "--text", "--speed", "2" },
      "--speed and --text cannot go together: speed is for the live screen" },
    { { "--live", "--clock", "virtual" },
      "--live and --clock cannot go together: the live screen paces the clock" },
    { { "--speed", "2", "--clock", "real" },
      "--speed and --clock cannot go together: only the paced clock has a speed" },
};

START_TEST(a_wrong_command_line_is_one_sentence)
{
    char sentence[400];

    run_fake_lesson_with(&result, (struct run_options){ .argv = usage[_i].argv });
    snprintf(sentence, sizeof sentence, "99-fake: %s\n", usage[_i].sentence);
    ck_assert_str_eq(result.err, sentence);
    ck_assert_str_eq(result.out, "");
    ck_assert_int_eq(result.status, 2);
    run_result_done(&result);
}
END_TEST

static const char *const bad_numbers[] = {
    "", " ", "x", "nan", "inf", "-inf", "0", "-1", "0x10", "1,5", "2x", "1e", "1e400",
    "1e-400", "--", " 1", "1 ", "1001", "0.0001",
};

static void check_number(const char *option, const char *range, const char *number)
{
    char sentence[400];

    run_fake_lesson(&result, option, number, NULL);
    snprintf(sentence, sizeof sentence, "99-fake: %s takes a number from %s, not \"%s\"\n",
             option, range, number);
    ck_assert_str_eq(result.err, sentence);
    ck_assert_str_eq(result.out, "");
    ck_assert_int_eq(result.status, 2);
    run_result_done(&result);
}

START_TEST(a_bad_number_names_the_option_and_its_range)
{
    check_number("--speed", "0.01 to 100", bad_numbers[_i]);
    check_number("--stretch", "0.001 to 1000", bad_numbers[_i]);
}
END_TEST

/* ---- No terminal ---------------------------------------------------------- */

static void check_no_screen(const char *option, const char *value)
{
    run_fake_lesson(&result, option, value, NULL);
    ck_assert_str_eq(result.err, "99-fake: no live screen here: standard input is not a "
                     "terminal; --text prints the timeline instead\n");
    ck_assert_str_eq(result.out, "");
    ck_assert_int_eq(result.status, 1);
    run_result_done(&result);
}

START_TEST(a_live_screen_needs_a_terminal)
{
    check_no_screen("--live", NULL);
    check_no_screen("--speed", "2");
}
END_TEST

/* ---- Files: exit status 1 -------------------------------------------------- */

static char folder[64], file[100];

static void setup(void)
{
    strcpy(folder, "/tmp/interleave-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(file, sizeof file, "%s/some.log", folder);
}

static void teardown(void)
{
    unlink(file);
    ck_assert_int_eq(rmdir(folder), 0);     /* nothing was left behind */
}

/* `format` has the file's name as %s. */
static void check_told(const char *format, const char *name)
{
    char text[500], sentence[520];

    snprintf(text, sizeof text, format, name);
    snprintf(sentence, sizeof sentence, "99-fake: %s\n", text);
    ck_assert_str_eq(result.err, sentence);
    ck_assert_str_eq(result.out, "");
    ck_assert_int_eq(result.status, 1);
    run_result_done(&result);
}

static void check_replay(const char *name, const char *format)
{
    run_fake_lesson(&result, "--replay", name, NULL);
    check_told(format, name);
}

static void write_file(const void *bytes, size_t size)
{
    FILE *out = fopen(file, "wb");

    ck_assert_ptr_nonnull(out);
    ck_assert_uint_eq(fwrite(bytes, 1, size, out), size);
    ck_assert_int_eq(fclose(out), 0);
}

START_TEST(a_missing_log_is_told)
{
    check_replay(file, "cannot read %s: No such file or directory");
}
END_TEST

START_TEST(a_folder_is_no_log)
{
    check_replay(folder, "cannot read %s: Is a directory");
}
END_TEST

START_TEST(an_empty_file_is_no_log)
{
    write_file("", 0);
    check_replay(file, "%s is not an Interleave log: it is empty");
    check_replay("/dev/null", "%s is not an Interleave log: it is empty");
}
END_TEST

START_TEST(random_bytes_are_no_log)
{
    unsigned char bytes[4000];
    uint64_t seed = 88172645463325252u;

    for (size_t i = 0; i < sizeof bytes; i++) {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        bytes[i] = (unsigned char)seed;
    }
    write_file(bytes, sizeof bytes);
    check_replay(file, "%s is not an Interleave log: it does not begin like one");
}
END_TEST

START_TEST(a_log_that_ends_within_its_header_is_no_log)
{
    run_fake_lesson(&result, "--output", "--record", file, NULL);
    run_result_done(&result);
    ck_assert_int_eq(truncate(file, 30), 0);
    check_replay(file, "%s is not a whole Interleave log: it ends after 30 bytes");
}
END_TEST

START_TEST(a_log_cut_short_is_shown_as_far_as_it_goes)
{
    struct stat s;

    run_fake_lesson(&result, "--output", "--record", file, NULL);
    run_result_done(&result);
    ck_assert_int_eq(stat(file, &s), 0);
    ck_assert_int_eq(truncate(file, s.st_size / 2 + 5), 0);
    run_fake_lesson(&result, "--replay", file, NULL);
    ck_assert_int_eq(result.status, 0);
    ck_assert_ptr_nonnull(strstr(result.out, "The log stops at"));
    run_result_done(&result);
}
END_TEST

START_TEST(a_log_of_tomorrow_is_refused)
{
    struct log_header header = { .magic = LOG_MAGIC, .schema = LOG_SCHEMA + 1,
                                 .record_size = 32, .ticks_per_second = 1e9 };

    write_file(&header, sizeof header);
    run_fake_lesson(&result, "--replay", file, NULL);
    ck_assert_ptr_nonnull(strstr(result.err, "newer Interleave"));
    ck_assert_str_eq(result.out, "");
    ck_assert_int_eq(result.status, 1);
    run_result_done(&result);
}
END_TEST

static const char *const modes[] = { "--output", "--text" };

static void check_record(const char *mode, const char *name, const char *format)
{
    run_fake_lesson(&result, mode, "--record", name, NULL);
    check_told(format, name);
}

START_TEST(a_log_that_cannot_be_kept_is_told_before_anything_runs)
{
    char missing[120];

    snprintf(missing, sizeof missing, "%s/missing/some.log", folder);
    check_record(modes[_i], missing, "cannot write %s: No such file or directory");
    check_record(modes[_i], folder, "cannot write %s: Is a directory");
    check_record(modes[_i], "/proc/some.log", "cannot write %s: No such file or directory");
}
END_TEST

START_TEST(an_old_log_survives_a_run_that_cannot_be_kept)
{
    char below[120];

    write_file("precious", 8);
    snprintf(below, sizeof below, "%s/some.log", file);
    check_record("--output", below, "cannot write %s: Not a directory");
    struct stat s;
    ck_assert_int_eq(stat(file, &s), 0);
    ck_assert_int_eq(s.st_size, 8);
}
END_TEST

/* ---- Full disks ------------------------------------------------------------ */

#ifdef __linux__
START_TEST(a_full_disk_stops_a_log_kept_of_an_output)
{
    check_record("--output", "/dev/full", "cannot write %s: No space left on device");
}
END_TEST

START_TEST(a_full_disk_is_told_after_the_timeline)
{
    struct stat s;

    run_fake_lesson(&result, "--text", "--record", "/dev/full", NULL);
    ck_assert_str_eq(result.err, "99-fake: cannot write /dev/full: No space left on "
                     "device\n");
    ck_assert_int_eq(result.status, 1);
    ck_assert_int_eq(stat("/dev/full", &s), 0);
    ck_assert(S_ISCHR(s.st_mode));          /* and is not replaced by a file */
    run_result_done(&result);
}
END_TEST

static const struct {
    const char *argv[4], *sentence;
} full[] = {
    { { "--output" }, "cannot write to standard output: No space left on device\n"
                      "elapsed 2.000 s\n" },
    { { "--text" }, "cannot write to standard output: No space left on device\n" },
    { { "--help" }, "cannot write to standard output: No space left on device\n" },
    { { "--list" }, "cannot write to standard output: No space left on device\n" },
    { { "--version" }, "cannot write to standard output: No space left on device\n" },
};

START_TEST(a_full_standard_output_is_told)
{
    char sentence[200];

    run_fake_lesson_with(&result, (struct run_options){
        .argv = full[_i].argv, .output_to = "/dev/full" });
    snprintf(sentence, sizeof sentence, "99-fake: %s", full[_i].sentence);
    ck_assert_str_eq(result.err, sentence);
    ck_assert_int_eq(result.status, 1);
    run_result_done(&result);
}
END_TEST

START_TEST(a_disk_that_fills_on_the_way_is_told)
{
    run_fake_lesson_with(&result, (struct run_options){
        .argv = (const char *[]){ "--demo", "much", "--output", NULL },
        .output_to = "/dev/full" });
    ck_assert_str_eq(result.err, "99-fake: cannot write to standard output: No space "
                     "left on device\nelapsed 0.000 s\n");
    ck_assert_int_eq(result.status, 1);
    run_result_done(&result);
}
END_TEST
#endif

START_TEST(a_closed_standard_output_is_told)
{
    run_fake_lesson_with(&result, (struct run_options){
        .argv = (const char *[]){ "--output", NULL }, .output_closed = true });
    ck_assert_str_eq(result.err, "99-fake: cannot write to standard output: "
                     "Bad file descriptor\nelapsed 2.000 s\n");
    ck_assert_int_eq(result.status, 1);
    run_result_done(&result);
}
END_TEST

enum { LENGTH_OF_USAGE = sizeof usage / sizeof *usage,
       LENGTH_OF_NUMBERS = sizeof bad_numbers / sizeof *bad_numbers };

static Suite *bad_input_suite(void)
{
    Suite *suite = suite_create("bad input");
    TCase *line = tcase_create("command line"), *files = tcase_create("files");

    tcase_set_timeout(line, 120);
    tcase_add_loop_test(line, a_wrong_command_line_is_one_sentence, 0, LENGTH_OF_USAGE);
    tcase_add_loop_test(line, a_bad_number_names_the_option_and_its_range, 0,
                        LENGTH_OF_NUMBERS);
    tcase_add_test(line, a_live_screen_needs_a_terminal);
    tcase_set_timeout(files, 120);
    tcase_add_checked_fixture(files, setup, teardown);
    tcase_add_test(files, a_missing_log_is_told);
    tcase_add_test(files, a_folder_is_no_log);
    tcase_add_test(files, an_empty_file_is_no_log);
    tcase_add_test(files, random_bytes_are_no_log);
    tcase_add_test(files, a_log_that_ends_within_its_header_is_no_log);
    tcase_add_test(files, a_log_cut_short_is_shown_as_far_as_it_goes);
    tcase_add_test(files, a_log_of_tomorrow_is_refused);
    tcase_add_loop_test(files, a_log_that_cannot_be_kept_is_told_before_anything_runs, 0, 2);
    tcase_add_test(files, an_old_log_survives_a_run_that_cannot_be_kept);
#ifdef __linux__
    tcase_add_test(files, a_full_disk_stops_a_log_kept_of_an_output);
    tcase_add_test(files, a_full_disk_is_told_after_the_timeline);
    tcase_add_loop_test(files, a_full_standard_output_is_told, 0,
                        (int)(sizeof full / sizeof *full));
    tcase_add_test(files, a_disk_that_fills_on_the_way_is_told);
#endif
    tcase_add_test(files, a_closed_standard_output_is_told);
    suite_add_tcase(suite, line);
    suite_add_tcase(suite, files);
    return suite;
}

int main(int argc, char **argv)
{
    fake_lesson_if_asked(argc, argv);
    SRunner *runner = srunner_create(bad_input_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
