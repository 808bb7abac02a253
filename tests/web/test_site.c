/* SPDX-License-Identifier: MIT */
/* The web server: pages, bodies, failures, clients that leave. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "async_stream.h"
#include "descriptors.h"
#include "fetch.h"
#include "site.h"

static struct site *site;
static struct fetch_session session;

/* ---- Pages ----------------------------------------------------------------- */

static int cancelled_pages;

static void *slow(void *arg)
{
    int rc = async_sleep(2);

    cancelled_pages += rc == -ECANCELED;
    return async_return(rc < 0 ? rc : site_answer(arg, 200, "text/plain", "slow"));
}

static void *fails(void *arg)
{
    return async_fail(EIO, "no paper");
}

static void *silent(void *arg)
{
    return NULL;
}

static void *twice(void *arg)
{
    ck_assert_int_eq(site_answer(arg, 200, "text/plain", "one"), 0);
    ck_assert_int_eq(site_answer(arg, 200, "text/plain", "two"), -EBUSY);
    return NULL;
}

static void *echo(void *arg)
{
    struct site_request *request = arg;
    char text[200];

    snprintf(text, sizeof text, "%s %s %s %zu", request->method, request->path,
             request->host, request->body_size);
    return async_return(site_answer(request, 200, "text/plain", text));
}

static void *json(void *arg)
{
    return async_return(site_answer_json(arg, 201, json_pack("{s:[i,s]}", "a", 1, "x")));
}

static const struct site_page pages[] = {
    { NULL, "/slow", slow }, { NULL, "/fails", fails }, { NULL, "/silent", silent },
    { NULL, "/twice", twice }, { NULL, "/json", json }, { "other.test", "/slow", echo },
    { "other.test", NULL, echo }, { NULL, NULL, NULL }
};

/* ---- Runs ------------------------------------------------------------------ */

static void open_all(void)
{
    cancelled_pages = 0;
    ck_assert_msg(site_start(&site, pages, 0) == 0, "%s", async_caught()->text);
    ck_assert_int_eq(fetch_open(&session), 0);
    fetch_place(&session, "site.test", site_port(site));
    fetch_place(&session, "other.test", site_port(site));
}

static void close_all(void)
{
    fetch_close(&session);
    ck_assert_int_eq(site_stop(site), 0);
}

static void in_a_run(async_fn *body)
{
    int before = descriptors_open();

    async_set_clock(ASYNC_VIRTUAL, 1);
    ck_assert_msg(async_run(body, NULL, NULL) == 0, "%s", async_caught()->text);
    ck_assert_int_eq(descriptors_open(), before);
}

static void check_page(const char *url, int status, const char *text)
{
    struct fetch_page page;

    ck_assert_msg(fetch_get(&session, url, &page) == 0, "%s", async_caught()->text);
    ck_assert_int_eq(page.status, status);
    ck_assert_str_eq(page.text, text);
    fetch_free(&page);
}

/* ---- Answers --------------------------------------------------------------- */

static void *answers(void *arg)
{
    open_all();
    check_page("http://site.test/slow", 200, "slow");
    ck_assert(async_time() == 2);
    check_page("http://site.test/nowhere", 404, "Not Found");
    check_page("http://site.test/fails", 500, "Internal Server Error");
    check_page("http://site.test/silent", 500, "Internal Server Error");
    check_page("http://site.test/twice", 200, "one");
    check_page("http://site.test/json", 201, "{\"a\":[1,\"x\"]}");
    check_page("http://other.test/slow", 200, "slow");     /* the first that fits */
    check_page("http://other.test/any", 200, "GET /any other.test 0");
    ck_assert_int_eq(site_begun(site), 8);
    ck_assert_int_eq(site_busy(site), 0);
    close_all();
    return NULL;
}

START_TEST(a_page_is_a_coroutine_that_answers)
{
    in_a_run(answers);
}
END_TEST

/* ---- By hand --------------------------------------------------------------- */

static struct async_stream connect_to_site(void)
{
    struct async_stream stream;

    ck_assert_int_eq(async_open_connection("127.0.0.1", site_port(site), &stream), 0);
    return stream;
}

static void send_part(struct async_stream stream, const char *text, size_t n)
{
    ck_assert_int_eq(async_stream_write(stream, text, n), 0);
}

static void *bodies(void *arg)
{
    static const char head[] = "POST /x HTTP/1.1\r\nHost: other.test\r\n"
                               "Content-Length: 30000\r\nConnection: close\r\n\r\n";
    static char body[30000], line[200];
    int n = 0;

    open_all();
    struct async_stream stream = connect_to_site();
    send_part(stream, head, sizeof head - 1);
    for (size_t at = 0; at < sizeof body; at += 1000) {
        memset(body + at, 'x', 1000);
        send_part(stream, body + at, 1000);
        async_sleep(0);
    }
    do
        n = async_stream_readline(stream, line, sizeof line);
    while (n > 2);
    n = async_stream_read(stream, line, sizeof line - 1);
    line[n > 0 ? n : 0] = '\0';
    ck_assert_str_eq(line, "POST /x other.test 30000");
    async_stream_close(stream);
    close_all();
    return NULL;
}

START_TEST(a_body_that_comes_in_pieces_is_whole_for_its_page)
{
    in_a_run(bodies);
}
END_TEST

static void *clients_that_leave(void *arg)
{
    static const char whole[] = "POST /any HTTP/1.1\r\nHost: other.test\r\n"
                                "Content-Length: 5\r\n\r\nhello";

    open_all();
    for (size_t n = 0; n < sizeof whole; n++) {
        struct async_stream stream = connect_to_site();
        send_part(stream, whole, n);
        for (int turn = 0; turn < 5; turn++)
            async_sleep(0);
        async_stream_abort(stream);
        for (int turn = 0; turn < 5; turn++)
            async_sleep(0);
        ck_assert_int_eq(site_busy(site), 0);
    }
    ck_assert_int_eq(site_begun(site), 1);      /* the one that was not cut */
    check_page("http://site.test/json", 201, "{\"a\":[1,\"x\"]}");
    close_all();
    return NULL;
}

START_TEST(a_request_cut_at_any_byte_starts_nothing)
{
    in_a_run(clients_that_leave);
}
END_TEST

/* ---- Many, and the end ------------------------------------------------------ */

enum { MANY = 200 };

static void *get_slow(void *arg)
{
    struct fetch_page page;
    int rc = fetch_get(&session, "http://site.test/slow", &page);

    if (rc == 0)
        fetch_free(&page);
    return async_return(rc);
}

static void *many(void *arg)
{
    struct async_task tasks[MANY];

    open_all();
    for (int i = 0; i < MANY; i++)
        tasks[i] = async_coroutine("get", get_slow, NULL);
    ck_assert_int_eq(async_gather(tasks, MANY, NULL, 0), 0);
    ck_assert(async_time() == 2);
    close_all();
    return NULL;
}

START_TEST(two_hundred_slow_requests_wait_together)
{
    in_a_run(many);
}
END_TEST

static void *stopped(void *arg)
{
    open_all();
    struct async_task get = async_create_task("get", get_slow, NULL);
    async_sleep(1);
    ck_assert_int_eq(site_busy(site), 1);
    ck_assert_int_eq(site_stop(site), 0);
    ck_assert_int_eq(cancelled_pages, 1);
    ck_assert(async_time() == 1);
    async_cancel(get);
    ck_assert_int_lt(async_await(get, NULL), 1);
    fetch_close(&session);
    return NULL;
}

START_TEST(stopping_cancels_the_pages_that_are_made)
{
    in_a_run(stopped);
}
END_TEST

static void *taken_port(void *arg)
{
    struct site *second;

    open_all();
    int port = site_port(site), rc = site_start(&second, pages, port);
    ck_assert_int_eq(rc, -EADDRINUSE);
    ck_assert_ptr_nonnull(strstr(async_caught()->text, "cannot serve on 127.0.0.1:"));
    close_all();
    return NULL;
}

START_TEST(a_port_that_is_taken_is_a_sentence)
{
    in_a_run(taken_port);
}
END_TEST

int main(void)
{
    static const TTest *const *const tests[] = {
        &a_page_is_a_coroutine_that_answers,
        &a_body_that_comes_in_pieces_is_whole_for_its_page,
        &a_request_cut_at_any_byte_starts_nothing,
        &two_hundred_slow_requests_wait_together,
        &stopping_cancels_the_pages_that_are_made, &a_port_that_is_taken_is_a_sentence,
    };
    Suite *suite = suite_create("site");
    TCase *tcase = tcase_create("site");

    tcase_set_timeout(tcase, 120);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, *tests[i]);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
