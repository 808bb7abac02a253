/* SPDX-License-Identifier: MIT */
/* The remote: its clock, and the page that children read. */
#define _GNU_SOURCE
#include <check.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "remote.h"

#define S UINT64_C(1000000000)

START_TEST(the_remote_starts_paused_at_zero)
{
    char error[100];
    struct remote *remote = remote_new(error, sizeof error);

    ck_assert(remote_paused(remote));
    ck_assert_uint_eq(remote_now(remote), 0);
    ck_assert(remote_speed(remote) == 1);
    remote_free(remote);
}
END_TEST

START_TEST(while_paused_the_clock_goes_only_where_it_is_put_and_never_back)
{
    char error[100];
    struct remote *remote = remote_new(error, sizeof error);

    remote_advance(remote, 5 * S);
    ck_assert_uint_eq(remote_now(remote), 5 * S);
    remote_advance(remote, 3 * S);
    remote_advance(remote, LOG_NEVER);
    remote_set_speed(remote, 100);
    ck_assert_uint_eq(remote_now(remote), 5 * S);
    remote_free(remote);
}
END_TEST

START_TEST(pausing_freezes_the_clock_and_going_takes_it_up_again)
{
    char error[100];
    struct remote *remote = remote_new(error, sizeof error);

    remote_go(remote);
    uint64_t before = remote_now(remote);
    while (remote_now(remote) == before)
        ;
    remote_pause(remote);
    uint64_t frozen = remote_now(remote);
    ck_assert_uint_gt(frozen, before);
    usleep(1000);
    ck_assert_uint_eq(remote_now(remote), frozen);
    remote_go(remote);
    ck_assert_uint_ge(remote_now(remote), frozen);
    remote_advance(remote, frozen + 3600 * S);
    ck_assert_uint_lt(remote_now(remote), frozen + 3600 * S);
    remote_free(remote);
}
END_TEST

START_TEST(the_page_says_what_struct_log_remote_promises)
{
    char error[100];
    struct remote *remote = remote_new(error, sizeof error);
    const struct log_remote *page = mmap(NULL, LOG_RING_PAGE, PROT_READ, MAP_SHARED,
                                         remote_descriptor(remote), 0);

    ck_assert_ptr_ne(page, MAP_FAILED);
    ck_assert_uint_eq(page->sequence % 2, 0);
    ck_assert_uint_eq(page->paused, 1);
    ck_assert_uint_eq(page->speed_ppm, 0);
    remote_set_speed(remote, 2.5);
    remote_advance(remote, 7);
    remote_allow_step(remote);
    ck_assert_uint_eq(page->speed_ppm, 0);
    ck_assert_uint_eq(page->run, 7);
    ck_assert_uint_eq(page->steps, 1);
    remote_go(remote);
    ck_assert_uint_eq(page->paused, 0);
    ck_assert_uint_eq(page->speed_ppm, 2500000);
    ck_assert_uint_eq(page->run, 7);
    remote_allow_step(remote);
    ck_assert_uint_eq(page->steps, 1);
    ck_assert_uint_eq(page->sequence % 2, 0);
    munmap((void *)(uintptr_t)page, LOG_RING_PAGE);
    remote_free(remote);
}
END_TEST

START_TEST(speed_stays_within_its_bounds)
{
    char error[100];
    struct remote *remote = remote_new(error, sizeof error);

    remote_set_speed(remote, 1e9);
    ck_assert(remote_speed(remote) == REMOTE_FASTEST);
    remote_set_speed(remote, -1);
    ck_assert(remote_speed(remote) == REMOTE_SLOWEST);
    remote_free(remote);
}
END_TEST

static Suite *remote_suite(void)
{
    Suite *suite = suite_create("remote");
    TCase *tests = tcase_create("remote");

    tcase_add_test(tests, the_remote_starts_paused_at_zero);
    tcase_add_test(tests, while_paused_the_clock_goes_only_where_it_is_put_and_never_back);
    tcase_add_test(tests, pausing_freezes_the_clock_and_going_takes_it_up_again);
    tcase_add_test(tests, the_page_says_what_struct_log_remote_promises);
    tcase_add_test(tests, speed_stays_within_its_bounds);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(remote_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
