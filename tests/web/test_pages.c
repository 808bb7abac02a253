/* SPDX-License-Identifier: MIT */
/* The demos of the HTTP lesson, with pages that they have never seen: a site of
 * another process. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run.h"
#include "site.h"

#define LESSON "19-http-client"

static struct run_result result;
static pid_t server;
static int port;
static char urls[6][80];

/* ---- The site, in a process of its own -------------------------------------- */

static int serve(void *request, const char *html)
{
    return site_answer(request, 200, "text/html; charset=utf-8", html);
}

static void *chips(void *arg)
{
    return async_return(serve(arg, "<html><head><title>Fish &amp;\n Chips &eacute;</title>"
                                   "<body>caf\303\251"));
}

static void *none(void *arg)
{
    return async_return(serve(arg, "<p>nothing"));
}

static void *late(void *arg)
{
    int rc = async_sleep(0.3);
    return async_return(rc < 0 ? rc : serve(arg, "<title>Late</title>"));
}

static void *list(void *arg)
{
    return async_return(site_answer_json(arg, 200, json_pack(
        "[{s:b},{s:b},{s:b}]", "completed", 1, "completed", 0, "completed", 0)));
}

static const struct site_page pages[] = {
    { NULL, "/chips", chips }, { NULL, "/none", none }, { NULL, "/late", late },
    { NULL, "/list", list }, { NULL, NULL, NULL }
};

static void *serve_until_killed(void *arg)
{
    int tell = *(int *)arg;
    struct site *site;

    if (site_start(&site, pages, 0) < 0)
        _exit(1);
    int at = site_port(site);
    if (write(tell, &at, sizeof at) != sizeof at)
        _exit(1);
    for (int i = 0; i < 60; i++)            /* at most a minute */
        async_sleep(1);
    _exit(0);
}

static void start(void)
{
    int ends[2];

    ck_assert_int_eq(pipe(ends), 0);
    server = fork();
    ck_assert_int_ge(server, 0);
    if (server == 0) {
        close(ends[0]);
        async_set_clock(ASYNC_REAL, 1);
        async_run(serve_until_killed, &ends[1], NULL);
        _exit(1);
    }
    close(ends[1]);
    ck_assert_int_eq(read(ends[0], &port, sizeof port), sizeof port);
    close(ends[0]);
}

static void stop(void)
{
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    run_result_done(&result);
}

static const char *at(int which, const char *path)
{
    snprintf(urls[which], sizeof urls[which], "http://127.0.0.1:%d%s", port, path);
    return urls[which];
}

/* Nobody listens on port 1. */
#define DEAD "http://127.0.0.1:1/"

static void check_output(const char *format)
{
    char expected[2000], number[8];
    size_t used = 0;

    snprintf(number, sizeof number, "%d", port);
    for (const char *c = format; *c && used < sizeof expected - 8; c++) {
        if (*c == '@')              /* stands for the site */
            used += (size_t)sprintf(expected + used, "http://127.0.0.1:%s", number);
        else
            expected[used++] = *c;
    }
    expected[used] = '\0';
    ck_assert_str_eq(result.out, expected);
}

/* ---- The demos --------------------------------------------------------------- */

START_TEST(titles_of_pages_never_seen)
{
    run_lesson(&result, LESSON, "--demo", "titles", "--output", "--", at(0, "/chips"),
               at(1, "/late"), at(2, "/none"), at(3, "/gone"), NULL);
    check_output("Title of @/chips: Fish &\n Chips \303\251\nTitle of @/late: Late\n"
                 "Title of @/none: No title found\nTitle of @/gone: No title found\n");
    ck_assert_int_eq(result.status, 0);
}
END_TEST

START_TEST(a_dead_host_is_told_beside_the_titles)
{
    run_lesson(&result, LESSON, "--demo", "no-title", "--output", "--", DEAD,
               at(0, "/none"), NULL);
    check_output("Error for " DEAD ": Cannot connect to host 127.0.0.1:1\n"
                 "Title of @/none: No title found\n");
}
END_TEST

START_TEST(the_crawler_tells_what_failed)
{
    run_lesson(&result, LESSON, "--demo", "crawler", "--output", "--", at(0, "/chips"),
               at(1, "/gone"), DEAD, NULL);
    *strstr(result.out, "elapsed ") = '\0';     /* real time */
    check_output("@/chips: 63 characters\n@/gone: failed (status 404)\n"
                 DEAD ": failed (Cannot connect to host 127.0.0.1:1)\n");
}
END_TEST

START_TEST(sizes_and_beginnings_count_characters)
{
    run_lesson(&result, LESSON, "--demo", "sizes", "--output", "--", at(0, "/chips"),
               at(1, "/none"), NULL);
    check_output("@/chips: 63 bytes\n@/none: 10 bytes\n");
    run_result_done(&result);
    run_lesson(&result, LESSON, "--demo", "first-page", "--output", "--",
               at(0, "/chips"), NULL);
    check_output("<html><head><title>Fish &amp;\n Chips &eacute;</title><body>caf\303\251\n");
}
END_TEST

START_TEST(pages_are_saved_as_they_came)
{
    run_lesson(&result, LESSON, "--demo", "save", "--output", "--", at(0, "/none"),
               at(1, "/gone"), NULL);
    check_output("file_0.html 10 <p>nothing\nfile_1.html 9 Not Found\n");
    run_result_done(&result);
    run_lesson(&result, LESSON, "--demo", "save", "--output", "--", DEAD, at(0, "/late"),
               NULL);
    ck_assert_int_eq(result.status, 1);
    ck_assert_str_eq(result.out, "");
    ck_assert_ptr_nonnull(strstr(result.err, "Cannot connect to host 127.0.0.1:1"));
}
END_TEST

START_TEST(statistics_of_other_lists)
{
    run_lesson(&result, LESSON, "--demo", "statistics", "--output", "--", at(0, "/list"),
               at(1, "/list"), at(2, "/list"), NULL);
    *strstr(result.out, "elapsed ") = '\0';
    check_output("@/list: 3 items\n@/list: 3 items\n@/list: 3 items\naverage items: 3.00\n"
                 "completed todos: 1 of 3 (33%)\n");
    run_result_done(&result);
    run_lesson(&result, LESSON, "--demo", "statistics", "--output", "--", at(0, "/chips"),
               at(1, "/list"), at(2, "/list"), NULL);
    ck_assert_int_eq(result.status, 1);
    ck_assert_ptr_nonnull(strstr(result.err, "is no list in JSON"));
}
END_TEST

START_TEST(one_after_another_it_prints_the_same)
{
    run_lesson(&result, LESSON, "--demo", "titles", "--output", "--sync", "--",
               at(0, "/late"), at(1, "/chips"), NULL);
    check_output("Title of @/late: Late\nTitle of @/chips: Fish &\n Chips \303\251\n");
}
END_TEST

int main(void)
{
    static const TTest *const *const tests[] = {
        &titles_of_pages_never_seen, &a_dead_host_is_told_beside_the_titles,
        &the_crawler_tells_what_failed, &sizes_and_beginnings_count_characters,
        &pages_are_saved_as_they_came,
        &statistics_of_other_lists, &one_after_another_it_prints_the_same,
    };
    Suite *suite = suite_create("pages");
    TCase *tcase = tcase_create("pages");

    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, start, stop);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, *tests[i]);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
