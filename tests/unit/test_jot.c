/* SPDX-License-Identifier: MIT */
/* JSON as a stream: commas, escapes, numbers. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "jot.h"

static struct jot jot;
static char *text;
static size_t size;

static void begin(void)
{
    jot_init(&jot, open_memstream(&text, &size));
}

static void finish(void)
{
    free(text);
}

static void is(const char *want)
{
    fclose(jot.out);
    ck_assert_str_eq(text, want);
    jot.out = NULL;
}

START_TEST(commas_stand_between_values_alone)
{
    jot_object(&jot, NULL);
    jot_number(&jot, "a", 1);
    jot_list(&jot, "b");
    jot_number(&jot, NULL, 2);
    jot_number(&jot, NULL, 3);
    jot_close(&jot);
    jot_object(&jot, "c");
    jot_close(&jot);
    jot_close(&jot);
    is("{\"a\":1,\"b\":[2,3],\"c\":{}}");
}
END_TEST

START_TEST(lines_begin_after_their_comma)
{
    jot_list(&jot, NULL);
    jot_line(&jot);
    jot_number(&jot, NULL, 1);
    jot_line(&jot);
    jot_number(&jot, NULL, 2);
    jot_close(&jot);
    is("[\n1,\n2]");
}
END_TEST

START_TEST(texts_cannot_leave_their_quotes)
{
    jot_text(&jot, NULL, "a\"b\\c\n\t\x1b[0m\x7f");
    is("\"a\\\"b\\\\c\\n\\u0009\\u001b[0m\\u007f\"");
}
END_TEST

START_TEST(keys_are_escaped_like_texts)
{
    jot_object(&jot, NULL);
    jot_number(&jot, "a\"", 1);
    jot_close(&jot);
    is("{\"a\\\"\":1}");
}
END_TEST

START_TEST(letters_of_all_scripts_stay_as_they_are)
{
    jot_text(&jot, NULL, "äöü → 日本 🚀");
    is("\"äöü → 日本 🚀\"");
}
END_TEST

START_TEST(bytes_that_are_no_text_are_replaced)
{
    jot_bytes(&jot, NULL, "a\xff" "b\xc3", 4);
    is("\"a\\ufffdb\\ufffd\"");
}
END_TEST

START_TEST(a_nul_is_a_byte_like_others)
{
    jot_bytes(&jot, NULL, "a\0b", 3);
    is("\"a\\u0000b\"");
}
END_TEST

START_TEST(times_have_as_many_decimals_as_they_need)
{
    jot_list(&jot, NULL);
    jot_time(&jot, NULL, 0, 1000);
    jot_time(&jot, NULL, 1, 1000);
    jot_time(&jot, NULL, 1500, 1000);
    jot_time(&jot, NULL, 2000000, 1000);
    jot_time(&jot, NULL, UINT64_C(1) << 62, 1000);
    jot_time(&jot, NULL, 2250000000, 1000000000);
    jot_close(&jot);
    is("[0,0.001,1.5,2000,4611686018427387.904,2.25]");
}
END_TEST

int main(void)
{
    static const TTest *const *const tests[] = {
        &commas_stand_between_values_alone, &lines_begin_after_their_comma,
        &texts_cannot_leave_their_quotes, &keys_are_escaped_like_texts,
        &letters_of_all_scripts_stay_as_they_are, &bytes_that_are_no_text_are_replaced,
        &a_nul_is_a_byte_like_others, &times_have_as_many_decimals_as_they_need,
    };
    Suite *suite = suite_create("jot");
    TCase *tcase = tcase_create("jot");
    tcase_add_checked_fixture(tcase, begin, finish);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, *tests[i]);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
