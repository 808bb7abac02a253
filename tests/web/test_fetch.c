/* SPDX-License-Identifier: MIT */
/* Fetching pages: good ones, bad ones, and servers that break off anywhere. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "async_stream.h"
#include "descriptors.h"
#include "fetch.h"
#include "title.h"

static struct fetch_session session;
static struct async_server server;
static struct fetch_page page;

/* ---- A server that says what a test wants it to ---------------------------- */

static const char *answer;
static size_t cut;              /* say only so many bytes of it */
static double delay;
static bool blunt;              /* answer before anything was asked */
static int requests;

/* The head of a request, up to the empty line. */
static int read_head(struct async_stream stream)
{
    char line[1000];
    int n;

    do
        n = async_stream_readline(stream, line, sizeof line);
    while (n > 2);
    return n;
}

static void *talk(struct async_stream stream, void *arg)
{
    int rc = blunt ? 1 : read_head(stream);

    requests++;
    if (rc > 0 && delay > 0)
        rc = async_sleep(delay);
    if (rc < 0)
        return async_return(rc);
    async_stream_write(stream, answer, cut < strlen(answer) ? cut : strlen(answer));
    return NULL;
}

static int open_all(void)
{
    int rc = async_start_server(talk, NULL, "127.0.0.1", 0, &server);

    if (rc == 0)
        rc = fetch_open(&session);
    fetch_place(&session, "raw.test", async_server_port(server));
    return rc;
}

static void close_all(void)
{
    fetch_close(&session);
    async_server_close(server);
    ck_assert_int_ge(async_server_shutdown(server, 1), 0);
}

static int get(const char *text)
{
    answer = text;
    return fetch_get(&session, "http://raw.test/page", &page);
}

/* Run a body between open and close; every descriptor is given back. */
static void in_a_run(async_fn *body)
{
    int before = descriptors_open();

    async_set_clock(ASYNC_VIRTUAL, 1);
    cut = (size_t)-1;
    delay = 0;
    blunt = false;
    requests = 0;
    ck_assert_msg(async_run(body, NULL, NULL) == 0, "%s", async_caught()->text);
    ck_assert_int_eq(descriptors_open(), before);
}

static void check_failure(int rc, int code, const char *text)
{
    ck_assert_int_eq(rc, -code);
    ck_assert_msg(strstr(async_caught()->text, text) != NULL, "%s",
                  async_caught()->text);
}

/* ---- Good answers ---------------------------------------------------------- */

#define OK "HTTP/1.1 200 OK\r\nConnection: close\r\n"

static void *good_answers(void *arg)
{
    ck_assert_int_eq(open_all(), 0);
    ck_assert_int_eq(get(OK "Content-Type: text/plain\r\n\r\ncaf\303\251"), 0);
    ck_assert_int_eq(page.status, 200);
    ck_assert_str_eq(page.text, "caf\303\251");
    ck_assert_str_eq(page.type, "text/plain");
    ck_assert_uint_eq(page.bytes, 5);
    ck_assert_uint_eq(page.characters, 4);
    fetch_free(&page);
    ck_assert_int_eq(get(OK "Content-Type: text/html; charset=latin-1\r\n\r\ncaf\351"), 0);
    ck_assert_str_eq(page.text, "caf\303\251");
    fetch_free(&page);
    ck_assert_int_eq(get(OK "\r\ncaf\351"), 0);     /* told by nobody, and no UTF-8 */
    ck_assert_str_eq(page.text, "caf\303\251");
    fetch_free(&page);
    ck_assert_int_eq(get("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"), 0);
    ck_assert_int_eq(page.status, 404);
    ck_assert_str_eq(page.text, "");
    fetch_free(&page);
    close_all();
    return NULL;
}

START_TEST(an_answer_is_status_type_and_text_in_utf8)
{
    in_a_run(good_answers);
}
END_TEST

static void *chunked(void *arg)
{
    ck_assert_int_eq(open_all(), 0);
    ck_assert_int_eq(get("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                         "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"), 0);
    ck_assert_str_eq(page.text, "abcdefg");
    fetch_free(&page);
    ck_assert_int_eq(get("HTTP/1.1 302 Go\r\nLocation: /page\r\n"
                         "Content-Length: 0\r\n\r\n"), -EIO);       /* round and round */
    ck_assert_int_eq(requests, 1 + 1 + 10);
    close_all();
    return NULL;
}

START_TEST(pieces_are_put_together_and_redirects_come_to_an_end)
{
    in_a_run(chunked);
}
END_TEST

/* ---- Bad answers ----------------------------------------------------------- */

static void *bad_answers(void *arg)
{
    ck_assert_int_eq(open_all(), 0);
    check_failure(get(OK "Content-Type: text/html; charset=utf-8\r\n\r\n\351\351"),
                  EILSEQ, "not in its encoding");
    check_failure(get("220 mail.test ESMTP\r\n\r\n"), EPROTO, "raw.test");
    check_failure(get(OK "Content-Length: 50\r\n\r\nshort"), EIO, "raw.test");
    check_failure(get(""), EIO, "raw.test");
    check_failure(fetch_get(&session, "gopher://raw.test/", &page), EPROTO, "raw.test");
    check_failure(fetch_get(&session, "http://", &page), EPROTO, "");
    blunt = true;
    check_failure(fetch_get(&session, "https://raw.test/", &page), EPROTO, "raw.test");
    close_all();
    return NULL;
}

START_TEST(each_bad_answer_is_a_failure_with_the_host_in_its_text)
{
    in_a_run(bad_answers);
}
END_TEST

static void *nobody(void *arg)
{
    char url[60];

    ck_assert_int_eq(open_all(), 0);
    int port = async_server_port(server);
    close_all();
    ck_assert_int_eq(fetch_open(&session), 0);
    snprintf(url, sizeof url, "http://127.0.0.1:%d/", port);
    check_failure(fetch_get(&session, url, &page), EHOSTUNREACH,
                  "Cannot connect to host 127.0.0.1:");
    fetch_close(&session);
    return NULL;
}

START_TEST(where_nobody_listens_the_host_is_named)
{
    in_a_run(nobody);
}
END_TEST

static void *cut_everywhere(void *arg)
{
    static const char whole[] = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    ck_assert_int_eq(open_all(), 0);
    for (cut = 0; cut < sizeof whole - 1; cut++) {
        int rc = get(whole);
        ck_assert_msg(rc == -EIO || rc == -EPROTO, "%d at %zu", rc, cut);
        ck_assert_str_ne(async_caught()->text, "");
    }
    ck_assert_int_eq(get(whole), 0);
    fetch_free(&page);
    close_all();
    return NULL;
}

START_TEST(an_answer_cut_at_any_byte_is_a_failure)
{
    in_a_run(cut_everywhere);
}
END_TEST

/* ---- Time ------------------------------------------------------------------ */

static void *hasty(void *arg)
{
    struct async_timeout limit;

    ck_assert_int_eq(open_all(), 0);
    delay = 3;
    async_timeout_begin(&limit, 1);
    int rc = get(OK "\r\nlate");
    ck_assert_int_eq(rc, -ECANCELED);
    ck_assert_int_eq(async_timeout_end(&limit, rc), -ETIMEDOUT);
    ck_assert(async_time() == 1);
    close_all();
    return NULL;
}

START_TEST(a_time_limit_closes_the_transfer)
{
    in_a_run(hasty);
}
END_TEST

static void *get_one(void *arg)
{
    struct fetch_page mine;
    int rc = fetch_get(&session, "http://raw.test/page", &mine);

    if (rc == 0)
        fetch_free(&mine);
    return async_return(rc);
}

enum { MANY = 100 };

static void *many(void *arg)
{
    struct async_task tasks[MANY];

    ck_assert_int_eq(open_all(), 0);
    answer = OK "\r\nhello";
    delay = 2;
    for (int i = 0; i < MANY; i++)
        tasks[i] = async_coroutine("get", get_one, NULL);
    ck_assert_int_eq(async_gather(tasks, MANY, NULL, 0), 0);
    ck_assert(async_time() == 2);
    ck_assert_int_eq(requests, MANY);
    close_all();
    return NULL;
}

START_TEST(a_hundred_pages_take_as_long_as_one)
{
    in_a_run(many);
}
END_TEST

static void *cancelled(void *arg)
{
    ck_assert_int_eq(open_all(), 0);
    answer = OK "\r\nhello";
    for (int turns = 0; turns < 12; turns++) {
        struct async_task task = async_create_task("get", get_one, NULL);
        for (int i = 0; i < turns; i++)
            async_sleep(0);
        async_cancel(task);
        int rc = async_await(task, NULL);
        ck_assert(rc == 0 || rc == -ECANCELED);
    }
    close_all();
    return NULL;
}

START_TEST(cancelled_after_any_number_of_turns_nothing_is_left)
{
    in_a_run(cancelled);
}
END_TEST

/* ---- Titles ---------------------------------------------------------------- */

START_TEST(a_title_is_found_in_whatever_a_page_is)
{
    static const struct {
        const char *html, *words;
    } rows[] = {
        { "<html><head><title>Plain</title></head></html>", "Plain" },
        { "<TITLE>a &amp; b &eacute; &#8364;</TITLE>", "a & b \303\251 \342\202\254" },
        { "<title>two\n lines</title><body>", "two\n lines" },
        { "<p>none<b>", "No title found" },
        { "", "No title found" },
        { "<title></title>", "None" },
        { "<title>open", "open" },
        { "<html><p><title>late</title>", "late" },
        { "<title>first</title><title>second</title>", "first" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *words = title_words(rows[i].html, strlen(rows[i].html));
        ck_assert_str_eq(words, rows[i].words);
        free(words);
    }
}
END_TEST

int main(void)
{
    static const TTest *const *const tests[] = {
        &an_answer_is_status_type_and_text_in_utf8,
        &pieces_are_put_together_and_redirects_come_to_an_end,
        &each_bad_answer_is_a_failure_with_the_host_in_its_text,
        &where_nobody_listens_the_host_is_named, &an_answer_cut_at_any_byte_is_a_failure,
        &a_time_limit_closes_the_transfer, &a_hundred_pages_take_as_long_as_one,
        &cancelled_after_any_number_of_turns_nothing_is_left,
        &a_title_is_found_in_whatever_a_page_is,
    };
    Suite *suite = suite_create("fetch");
    TCase *tcase = tcase_create("fetch");

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
