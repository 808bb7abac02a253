/* SPDX-License-Identifier: MIT */
/* Starting programs: what the parent can know of them. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "spawn.h"

START_TEST(the_end_of_a_child_can_be_polled_for)
{
    pid_t pid = fork();

    if (pid == 0) {
        pause();
        _exit(EXIT_SUCCESS);
    }
    struct pollfd end = { .fd = spawn_watch(pid), .events = POLLIN };
    if (end.fd >= 0)                    /* not every system can */
        ck_assert_int_eq(poll(&end, 1, 0), 0);
    kill(pid, SIGKILL);
    if (end.fd >= 0) {
        ck_assert_int_eq(poll(&end, 1, -1), 1);
        ck_assert_int_eq(waitpid(pid, NULL, WNOHANG), pid);
        close(end.fd);
    } else {
        ck_assert_int_eq(waitpid(pid, NULL, 0), pid);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("spawn");
    TCase *tcase = tcase_create("children");

    tcase_add_test(tcase, the_end_of_a_child_can_be_polled_for);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
