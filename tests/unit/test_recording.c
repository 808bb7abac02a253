/* SPDX-License-Identifier: MIT */
/* Logs in files: what is read, what is refused, what is written. */
#define _GNU_SOURCE
#include <check.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fake_log.h"

static char folder[64], path[96], error[400];

static void make_folder(void)
{
    strcpy(folder, "/tmp/interleave-recording-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a.log", folder);
    error[0] = '\0';
}

static void remove_folder(void)
{
    unlink(path);
    ck_assert_int_eq(rmdir(folder), 0);     /* fails if anything was left behind */
}

static void write_file(const void *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    size_t put = fwrite(bytes, 1, length, file);
    ck_assert_uint_eq(put, length);
    int closed = fclose(file);
    ck_assert_int_eq(closed, 0);
}

static struct fake_log small_log(int records)
{
    struct fake_log log;
    fake_log_init(&log, 0);
    for (int i = 0; i < records; i++) {
        log.now = (uint64_t)i;
        fake_record(&log, LOG_PASS_BEGIN, 0, 0, 0, 1);
    }
    return log;
}

static void save_race(void)
{
    struct recording logs[2];
    fake_race(&logs[0], &logs[1]);
    bool saved = recording_save(path, logs, 2, error, sizeof error);
    ck_assert_msg(saved, "%s", error);
    recording_done(&logs[0]);
    recording_done(&logs[1]);
}

static void refused(const char *sentence)
{
    struct recording logs[2];
    int n = recording_load(path, logs, 2, error, sizeof error);
    ck_assert_int_eq(n, -1);
    ck_assert_msg(strstr(error, sentence), "%s", error);
    ck_assert_msg(strstr(error, path), "%s", error);
    ck_assert_ptr_null(strchr(error, '\n'));
}

/* ---- Reading --------------------------------------------------------------------- */

START_TEST(what_was_saved_is_loaded)
{
    struct recording logs[2], again[2];
    fake_race(&logs[0], &logs[1]);
    bool saved = recording_save(path, logs, 2, error, sizeof error);
    ck_assert_msg(saved, "%s", error);
    int n = recording_load(path, again, 2, error, sizeof error);
    ck_assert_int_eq(n, 2);
    for (int i = 0; i < 2; i++) {
        ck_assert_uint_eq(again[i].count, logs[i].count);
        ck_assert_uint_eq(again[i].header.records, logs[i].count);
        ck_assert_uint_eq(again[i].header.flags, logs[i].header.flags);
        ck_assert_mem_eq(again[i].records, logs[i].records,
                         logs[i].count * sizeof *logs[i].records);
        recording_done(&logs[i]);
        recording_done(&again[i]);
    }
}
END_TEST

START_TEST(a_log_without_records_is_a_log)
{
    struct fake_log log = small_log(0);
    struct recording again;
    bool saved = recording_save(path, &log.recording, 1, error, sizeof error);
    ck_assert_msg(saved, "%s", error);
    int n = recording_load(path, &again, 1, error, sizeof error);
    ck_assert_int_eq(n, 1);
    ck_assert_uint_eq(again.count, 0);
    ck_assert_uint_eq(again.header.flags, 0);
    recording_done(&again);
    fake_log_done(&log);
}
END_TEST

START_TEST(a_log_of_unknown_length_goes_to_the_end)
{
    struct fake_log log = small_log(3);
    char bytes[64 + 3 * 32];
    log.recording.header.records = LOG_NEVER;
    memcpy(bytes, &log.recording.header, 64);
    memcpy(bytes + 64, log.recording.records, 3 * 32);
    write_file(bytes, sizeof bytes);
    struct recording again;
    int n = recording_load(path, &again, 1, error, sizeof error);
    ck_assert_int_eq(n, 1);
    ck_assert_uint_eq(again.count, 3);
    ck_assert_uint_eq(again.header.flags, 0);
    recording_done(&again);
    write_file(bytes, sizeof bytes - 1);    /* in the middle of a record */
    n = recording_load(path, &again, 1, error, sizeof error);
    ck_assert_int_eq(n, 1);
    ck_assert_uint_eq(again.count, 2);
    ck_assert_uint_eq(again.header.flags, LOG_UNFINISHED);
    recording_done(&again);
    fake_log_done(&log);
}
END_TEST

START_TEST(wherever_a_race_is_cut_it_is_read_as_far_as_it_goes)
{
    save_race();
    struct stat about;
    ck_assert_int_eq(stat(path, &about), 0);
    for (off_t length = about.st_size - 1; length >= 64; length--) {
        struct recording logs[2];
        ck_assert_int_eq(truncate(path, length), 0);
        int n = recording_load(path, logs, 2, error, sizeof error);
        ck_assert_msg(n >= 1, "%s", error);
        uint64_t bytes = 0;
        for (int i = 0; i < n; i++)
            bytes += 64 + logs[i].count * 32;
        ck_assert_uint_le(bytes, (uint64_t)length);
        ck_assert_uint_gt(bytes + 64, (uint64_t)length);
        bool whole = n == 1 && bytes == (uint64_t)length && length % 32 == 0 &&
                     logs[0].count > 20 && !(logs[0].header.flags & LOG_UNFINISHED);
        ck_assert(whole || logs[n - 1].header.flags & LOG_UNFINISHED);
        for (int i = 0; i < n; i++)
            recording_done(&logs[i]);
    }
    ck_assert_int_eq(truncate(path, 63), 0);
    refused("ends after 63 bytes");
}
END_TEST

START_TEST(a_count_larger_than_the_file_takes_no_memory)
{
    struct fake_log log = small_log(2);
    char bytes[64 + 2 * 32];
    log.recording.header.records = UINT64_C(1) << 58;
    memcpy(bytes, &log.recording.header, 64);
    memcpy(bytes + 64, log.recording.records, 2 * 32);
    write_file(bytes, sizeof bytes);
    struct recording again;
    int n = recording_load(path, &again, 1, error, sizeof error);
    ck_assert_int_eq(n, 1);
    ck_assert_uint_eq(again.count, 2);
    ck_assert_uint_eq(again.header.flags, LOG_UNFINISHED);
    ck_assert_uint_lt(again.capacity, 1 << 17);
    recording_done(&again);
    fake_log_done(&log);
}
END_TEST

START_TEST(more_logs_than_wanted_are_refused)
{
    struct recording one;
    save_race();
    int n = recording_load(path, &one, 1, error, sizeof error);
    ck_assert_int_eq(n, -1);
    ck_assert_ptr_nonnull(strstr(error, "more than 1 log,"));
}
END_TEST

/* ---- Refusing -------------------------------------------------------------------- */

START_TEST(a_missing_file_is_named)
{
    refused("No such file or directory");
}
END_TEST

START_TEST(a_directory_is_refused)
{
    struct recording log;
    int n = recording_load(folder, &log, 1, error, sizeof error);
    ck_assert_int_eq(n, -1);
    ck_assert_ptr_nonnull(strstr(error, "Is a directory"));
}
END_TEST

START_TEST(an_empty_file_is_refused)
{
    write_file("", 0);
    refused("is not an Interleave log: it is empty");
}
END_TEST

START_TEST(another_kind_of_file_is_refused)
{
    write_file("#!/bin/sh\necho hello\n", 21);
    refused("is not an Interleave log: it does not begin like one");
}
END_TEST

START_TEST(the_beginning_of_the_mark_alone_is_refused)
{
    write_file("Inter", 5);
    refused("ends after 5 bytes");
}
END_TEST

START_TEST(something_else_behind_a_log_is_refused)
{
    struct fake_log log = small_log(0);
    char bytes[64 + 5] = "";
    memcpy(bytes, &log.recording.header, 64);
    memcpy(bytes + 64, "hello", 5);
    write_file(bytes, sizeof bytes);
    refused("what follows log 1 in it is not a log");
    fake_log_done(&log);
}
END_TEST

static void refused_with(struct log_header header, const char *sentence)
{
    write_file(&header, sizeof header);
    refused(sentence);
}

START_TEST(a_header_that_lies_is_refused)
{
    struct fake_log log = small_log(0);
    const struct log_header good = log.recording.header;
    struct log_header bad = good;
    bad.schema = 7;
    refused_with(bad, "was written by a newer Interleave (schema 7");
    bad.schema = 0;
    refused_with(bad, "no schema 0");
    bad = good;
    bad.record_size = 40;
    refused_with(bad, "records of 40 bytes");
    bad = good;
    bad.clock = 3;
    refused_with(bad, "no clock 3");
    static const double ticks[] = {0, -1, (double)INFINITY, (double)NAN};
    for (size_t i = 0; i < sizeof ticks / sizeof *ticks; i++) {
        bad = good;
        bad.ticks_per_second = ticks[i];
        refused_with(bad, "its clock cannot tick");
    }
    bad = good;
    bad.magic[7] = '!';
    refused_with(bad, "does not begin like one");
    fake_log_done(&log);
}
END_TEST

/* ---- Writing --------------------------------------------------------------------- */

static void not_saved(const char *where, const char *sentence)
{
    struct fake_log log = small_log(1000);
    bool saved = recording_save(where, &log.recording, 1, error, sizeof error);
    ck_assert(!saved);
    ck_assert_msg(strstr(error, sentence), "%s", error);
    ck_assert_ptr_nonnull(strstr(error, where));
    fake_log_done(&log);
}

START_TEST(a_full_device_is_told)
{
    if (access("/dev/full", W_OK) == 0)
        not_saved("/dev/full", "No space left on device");
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_told)
{
    char where[160];
    snprintf(where, sizeof where, "%s/none/a.log", folder);
    not_saved(where, "No such file or directory");
    not_saved(folder, "Is a directory");
}
END_TEST

START_TEST(a_disk_that_fills_up_leaves_the_old_file_and_nothing_else)
{
    struct rlimit small = {1000, RLIM_INFINITY};
    write_file("precious", 8);
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
    not_saved(path, "File too large");
    small.rlim_cur = RLIM_INFINITY;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
    refused("does not begin like one");
}
END_TEST

START_TEST(a_file_that_may_not_be_written_is_left_alone)
{
    write_file("precious", 8);
    ck_assert_int_eq(chmod(path, 0444), 0);
    if (access(path, W_OK) == 0)
        return;                 /* root may do everything */
    not_saved(path, "Permission denied");
    refused("does not begin like one");
}
END_TEST

START_TEST(a_link_stays_a_link)
{
    char link_path[160];
    struct stat about;
    snprintf(link_path, sizeof link_path, "%s/link", folder);
    write_file("old", 3);
    ck_assert_int_eq(chmod(path, 0640), 0);
    ck_assert_int_eq(symlink(path, link_path), 0);
    struct fake_log log = small_log(3);
    bool saved = recording_save(link_path, &log.recording, 1, error, sizeof error);
    ck_assert_msg(saved, "%s", error);
    ck_assert_int_eq(lstat(link_path, &about), 0);
    ck_assert(S_ISLNK(about.st_mode));
    ck_assert_int_eq(stat(path, &about), 0);
    ck_assert_int_eq(about.st_size, 64 + 3 * 32);
    ck_assert_int_eq(about.st_mode & 0777, 0640);
    ck_assert_int_eq(unlink(link_path), 0);
    fake_log_done(&log);
}
END_TEST

START_TEST(a_pipe_takes_a_log)
{
    char where[32];
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    snprintf(where, sizeof where, "/dev/fd/%d", ends[1]);
    struct fake_log log = small_log(3);
    bool saved = recording_save(where, &log.recording, 1, error, sizeof error);
    ck_assert_msg(saved, "%s", error);
    close(ends[1]);
    snprintf(where, sizeof where, "/dev/fd/%d", ends[0]);
    struct recording again;
    int n = recording_load(where, &again, 1, error, sizeof error);
    ck_assert_int_eq(n, 1);
    ck_assert_uint_eq(again.count, 3);
    recording_done(&again);
    fake_log_done(&log);
    close(ends[0]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("recording");
    TCase *tcase = tcase_create("recording");
    tcase_add_checked_fixture(tcase, make_folder, remove_folder);
    tcase_add_test(tcase, what_was_saved_is_loaded);
    tcase_add_test(tcase, a_log_without_records_is_a_log);
    tcase_add_test(tcase, a_log_of_unknown_length_goes_to_the_end);
    tcase_add_test(tcase, wherever_a_race_is_cut_it_is_read_as_far_as_it_goes);
    tcase_add_test(tcase, a_count_larger_than_the_file_takes_no_memory);
    tcase_add_test(tcase, more_logs_than_wanted_are_refused);
    tcase_add_test(tcase, a_missing_file_is_named);
    tcase_add_test(tcase, a_directory_is_refused);
    tcase_add_test(tcase, an_empty_file_is_refused);
    tcase_add_test(tcase, another_kind_of_file_is_refused);
    tcase_add_test(tcase, the_beginning_of_the_mark_alone_is_refused);
    tcase_add_test(tcase, something_else_behind_a_log_is_refused);
    tcase_add_test(tcase, a_header_that_lies_is_refused);
    tcase_add_test(tcase, a_full_device_is_told);
    tcase_add_test(tcase, a_folder_that_is_not_there_is_told);
    tcase_add_test(tcase, a_disk_that_fills_up_leaves_the_old_file_and_nothing_else);
    tcase_add_test(tcase, a_file_that_may_not_be_written_is_left_alone);
    tcase_add_test(tcase, a_link_stays_a_link);
    tcase_add_test(tcase, a_pipe_takes_a_log);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
