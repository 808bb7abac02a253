/* SPDX-License-Identifier: MIT */
/* Files through the pool: what is written is read, failures say which file and why. */
#define _GNU_SOURCE
#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "async_file.h"
#include "async_thread.h"

static char folder[64];
static int open_before;

static int open_now(void)
{
    DIR *list = opendir("/proc/self/fd");
    int n = 0;

    while (list && readdir(list))
        n++;
    if (list)
        closedir(list);
    return n;
}

static void enter_folder(void)
{
    strcpy(folder, "/tmp/interleave-file-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    open_before = open_now();
}

static void leave_folder(void)
{
    char command[100];

    ck_assert_int_eq(open_now(), open_before);
    ck_assert_int_eq(chdir("/"), 0);
    snprintf(command, sizeof command, "rm -r %s", folder);
    ck_assert_int_eq(system(command), 0);
}

static void run(async_fn *program)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    ck_assert_int_eq(async_run(program, NULL, NULL), 0);
}

static struct async_file *opened(const char *path, const char *mode)
{
    struct async_file *file = NULL;

    ck_assert_int_eq(async_file_open(path, mode, &file), 0);
    return file;
}

static void check_refused(const char *path, const char *mode, int code, const char *text)
{
    struct async_file *file;

    ck_assert_int_eq(async_file_open(path, mode, &file), -code);
    ck_assert_str_eq(async_caught()->text, text);
}

/* ---- Reading and writing ---- */

static void *round_trip(void *arg)
{
    char *text;
    struct async_file *file = opened("notes.txt", "w");

    ck_assert_int_eq(async_file_write(file, "one\ntwo\n", 8), 0);
    ck_assert_int_eq(async_file_write(file, "th\0ree", 6), 0);
    ck_assert_int_eq(async_file_close(file), 0);
    file = opened("notes.txt", "r");
    ck_assert_int_eq(async_file_readline(file, &text), 4);
    ck_assert_str_eq(text, "one\n");
    free(text);
    ck_assert_int_eq(async_file_read(file, 3, &text), 3);
    ck_assert_str_eq(text, "two");
    free(text);
    ck_assert_int_eq(async_file_read(file, 0, &text), 7);
    ck_assert(memcmp(text, "\nth\0ree", 8) == 0);
    free(text);
    ck_assert_int_eq(async_file_read(file, 0, &text), 0);
    free(text);
    ck_assert_int_eq(async_file_readline(file, &text), 0);
    ck_assert_ptr_null(text);
    ck_assert_int_eq(async_file_close(file), 0);
    return NULL;
}

START_TEST(what_was_written_is_read)
{
    run(round_trip);
}
END_TEST

START_TEST(in_synchronous_mode_too)
{
    async_set_synchronous(true);
    run(round_trip);
}
END_TEST

static void *much(void *arg)
{
    enum { SIZE = 3 << 20 };
    char *bytes = malloc(SIZE), *text;

    for (int i = 0; i < SIZE; i++)
        bytes[i] = (char)(i * 7);
    struct async_file *file = opened("much", "w");
    ck_assert_int_eq(async_file_write(file, bytes, SIZE), 0);
    ck_assert_int_eq(async_file_close(file), 0);
    file = opened("much", "r");
    ck_assert_int_eq(async_file_read(file, 0, &text), SIZE);
    ck_assert(memcmp(bytes, text, SIZE) == 0);
    ck_assert_int_eq(async_file_close(file), 0);
    free(text);
    free(bytes);
    return NULL;
}

START_TEST(a_large_file_comes_whole)
{
    run(much);
}
END_TEST

/* ---- Failures ---- */

static void *missing(void *arg)
{
    check_refused("none.txt", "r", ENOENT, "No such file or directory: 'none.txt'");
    check_refused("none.txt", "q", EINVAL, "invalid mode: 'q'");
    check_refused(".", "r", EISDIR, "Is a directory: '.'");
    check_refused(".", "w", EISDIR, "Is a directory: '.'");
    return NULL;
}

START_TEST(a_file_that_is_missing_or_is_none_is_named)
{
    run(missing);
}
END_TEST

static void *forbidden(void *arg)
{
    check_refused("secret", "r", EACCES, "Permission denied: 'secret'");
    return NULL;
}

START_TEST(a_file_that_may_not_be_read_is_named)
{
    int fd = open("secret", O_CREAT | O_WRONLY, 0);

    ck_assert_int_eq(close(fd), 0);
    if (getuid() == 0)                  /* root may read everything */
        ck_assert_int_eq(seteuid(65534), 0);
    run(forbidden);
    if (getuid() == 0)
        ck_assert_int_eq(seteuid(0), 0);
}
END_TEST

static void *full(void *arg)
{
    struct async_file *file = opened("/dev/full", "w");

    ck_assert_int_eq(async_file_write(file, "x", 1), -ENOSPC);
    ck_assert_str_eq(async_caught()->text, "No space left on device: '/dev/full'");
    async_file_close(file);
    return NULL;
}

START_TEST(a_full_disk_is_told_by_the_write)
{
    run(full);
}
END_TEST

static void *too_many(void *arg)
{
    struct rlimit limit, low;
    struct async_file *file = opened("one", "w");

    getrlimit(RLIMIT_NOFILE, &limit);
    low = limit;
    low.rlim_cur = (rlim_t)dup(0);      /* the next free number */
    close((int)low.rlim_cur);
    setrlimit(RLIMIT_NOFILE, &low);
    check_refused("two", "w", EMFILE, "Too many open files: 'two'");
    setrlimit(RLIMIT_NOFILE, &limit);
    ck_assert_int_eq(async_file_close(file), 0);
    return NULL;
}

START_TEST(too_many_open_files_are_told)
{
    run(too_many);
}
END_TEST

static void *wrong_way(void *arg)
{
    char *text;
    struct async_file *file = opened("one", "w");

    ck_assert_int_eq(async_file_read(file, 0, &text), -EBADF);
    ck_assert_int_eq(async_file_close(file), 0);
    return NULL;
}

START_TEST(a_file_open_for_writing_is_not_read)
{
    run(wrong_way);
}
END_TEST

/* ---- Both ways, and places ---- */

static void reads(struct async_file *file, size_t limit, const char *wanted)
{
    char *text;

    ck_assert_int_eq(async_file_read(file, limit, &text), (long)strlen(wanted));
    ck_assert_str_eq(text, wanted);
    free(text);
}

static void *change_in_place(void *arg)
{
    struct async_file *file = opened("list", "w+");
    char *line;

    ck_assert_int_eq(async_file_write(file, "one\ntwo\nthree\n", 14), 0);
    reads(file, 0, "");
    ck_assert_int_eq(async_file_seek(file, 0, SEEK_SET), 0);
    ck_assert_int_eq(async_file_readline(file, &line), 4);
    free(line);
    ck_assert_int_eq(async_file_write(file, "TWO", 3), 0);
    reads(file, 4, "\nthr");
    ck_assert_int_eq(async_file_seek(file, -2, SEEK_CUR), 9);
    reads(file, 0, "hree\n");
    ck_assert_int_eq(async_file_seek(file, 0, SEEK_END), 14);
    ck_assert_int_eq(async_file_seek(file, -1, SEEK_SET), -EINVAL);
    ck_assert_str_eq(async_caught()->text, "Invalid argument: 'list'");
    ck_assert_int_eq(async_file_close(file), 0);
    file = opened("list", "r+");
    reads(file, 0, "one\nTWO\nthree\n");
    ck_assert_int_eq(async_file_close(file), 0);
    file = opened("list", "a+");
    reads(file, 3, "one");
    ck_assert_int_eq(async_file_write(file, "four\n", 5), 0);
    ck_assert_int_eq(async_file_seek(file, 8, SEEK_SET), 8);
    reads(file, 0, "three\nfour\n");
    ck_assert_int_eq(async_file_close(file), 0);
    return NULL;
}

START_TEST(a_file_may_be_read_and_changed_in_place)
{
    run(change_in_place);
}
END_TEST

static void *nowhere(void *arg)
{
    ck_assert_int_eq(mkfifo("fifo", 0600), 0);
    struct async_file *file = opened("fifo", "r+");

    ck_assert_int_eq(async_file_seek(file, 0, SEEK_SET), -ESPIPE);
    ck_assert_int_eq(async_file_close(file), 0);
    ck_assert_int_eq(async_file_open("none", "r+", &file), -ENOENT);
    return NULL;
}

START_TEST(a_pipe_has_no_places)
{
    run(nowhere);
}
END_TEST

/* ---- Cancellation ---- */

static void *read_and_close(void *arg)
{
    char *text;
    struct async_file *file = opened("fifo", "r");

    long rc = async_file_read(file, 0, &text);
    ck_assert_int_eq(rc, -ECANCELED);
    async_file_close(file);             /* goes behind the read, which goes on */
    return async_return((int)rc);
}

static void *feed(void *arg)
{
    struct async_file *file = opened("fifo", "w");

    async_sleep(0.02);
    async_cancel(*(struct async_task *)arg);
    async_sleep(0.02);
    ck_assert_int_eq(async_file_write(file, "late", 4), 0);
    ck_assert_int_eq(async_file_close(file), 0);
    return NULL;
}

static void *abandon(void *arg)
{
    struct async_task reader = async_create_task("reader", read_and_close, NULL);

    struct async_task feeder = async_create_task("feeder", feed, &reader);
    ck_assert_int_eq(async_await(feeder, NULL), 0);
    ck_assert_int_eq(async_await(reader, NULL), -ECANCELED);
    return NULL;
}

START_TEST(a_cancelled_read_goes_on_in_memory_of_its_own)
{
    ck_assert_int_eq(mkfifo("fifo", 0600), 0);
    ck_assert_int_eq(async_run(abandon, NULL, NULL), 0);
}
END_TEST

static void *never_told(void *arg)
{
    struct async_file *file;
    struct async_task self = async_current_task();

    async_cancel(self);
    ck_assert_int_eq(async_file_open("gone", "w", &file), -ECANCELED);
    return NULL;
}

START_TEST(a_file_that_nobody_waits_for_any_more_is_closed)
{
    run(never_told);
}
END_TEST

static void *do_nothing(void *arg)
{
    return NULL;
}

static void *open_too_late(void *arg)
{
    struct async_file *file;

    ck_assert_int_eq(async_file_open("late", "w", &file), -ECANCELED);
    return async_return(-ECANCELED);
}

/* Its job was submitted first, so it hears first that both have ended. */
static void *cancel_as_it_ends(void *arg)
{
    struct async_task first = async_run_in_executor("first", do_nothing, NULL);
    struct async_task opener = async_create_task("opener", open_too_late, NULL);

    ck_assert_int_eq(async_await(first, NULL), 0);
    async_cancel(opener);
    ck_assert_int_eq(async_await(opener, NULL), -ECANCELED);
    ck_assert_int_eq(access("late", F_OK), 0);
    return NULL;
}

START_TEST(a_file_opened_for_one_who_was_cancelled_in_that_moment_is_closed)
{
    run(cancel_as_it_ends);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("file");
    tcase_add_test(tests, what_was_written_is_read);
    tcase_add_test(tests, in_synchronous_mode_too);
    tcase_add_test(tests, a_large_file_comes_whole);
    tcase_add_test(tests, a_file_that_is_missing_or_is_none_is_named);
    tcase_add_test(tests, a_file_that_may_not_be_read_is_named);
    tcase_add_test(tests, a_full_disk_is_told_by_the_write);
    tcase_add_test(tests, too_many_open_files_are_told);
    tcase_add_test(tests, a_file_open_for_writing_is_not_read);
    tcase_add_test(tests, a_file_may_be_read_and_changed_in_place);
    tcase_add_test(tests, a_pipe_has_no_places);
    tcase_add_test(tests, a_cancelled_read_goes_on_in_memory_of_its_own);
    tcase_add_test(tests, a_file_that_nobody_waits_for_any_more_is_closed);
    tcase_add_test(tests, a_file_opened_for_one_who_was_cancelled_in_that_moment_is_closed);
    tcase_add_checked_fixture(tests, enter_folder, leave_folder);
    Suite *suite = suite_create("file");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
