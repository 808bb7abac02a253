/* SPDX-License-Identifier: MIT */
/* Text on a canvas: any bytes in, one glyph a cell out. */
#include <check.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "canvas.h"

static struct canvas canvas;

static void open_canvas(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    canvas_init(&canvas, false);
    canvas_clear(&canvas, 2, 10);
}

static void close_canvas(void)
{
    canvas_done(&canvas);
}

static const char *shown(void)
{
    static char kept[1024];
    char *text = canvas_string(&canvas);

    strcpy(kept, text);
    free(text);
    return kept;
}

START_TEST(text_is_cut_off_at_the_edges)
{
    ck_assert_int_ge(canvas_text(&canvas, 0, 6, ROLE_PLAIN, "beyond the edge"), 10);
    canvas_text(&canvas, 1, -2, ROLE_PLAIN, "abcd");
    canvas_text(&canvas, 7, 0, ROLE_PLAIN, "nowhere");
    ck_assert_str_eq(shown(), "      beyo\ncd\n");
}
END_TEST

START_TEST(what_is_too_long_ends_in_an_ellipsis)
{
    ck_assert_int_eq(canvas_fit(&canvas, 0, 0, 5, ROLE_PLAIN, "exact"), 5);
    ck_assert_int_eq(canvas_fit(&canvas, 1, 0, 5, ROLE_PLAIN, "longer"), 5);
    ck_assert_str_eq(shown(), "exact\nlong…\n");
    ck_assert_int_eq(canvas_fit(&canvas, 1, 3, 0, ROLE_PLAIN, "none"), 3);
}
END_TEST

START_TEST(controls_are_blanks_and_broken_bytes_are_marked)
{
    canvas_text(&canvas, 0, 0, ROLE_PLAIN, "a\033b\tc");
    canvas_text(&canvas, 1, 0, ROLE_PLAIN, "\xff\xc3(\xe2\x82");
    ck_assert_str_eq(shown(), "a b c\n��(�\n");
}
END_TEST

START_TEST(wide_glyphs_take_two_cells_and_marks_none)
{
    ck_assert_int_eq(canvas_text(&canvas, 0, 0, ROLE_PLAIN, "語x"), 3);
    ck_assert_int_eq(canvas_text(&canvas, 1, 0, ROLE_PLAIN, "e\xcc\x81x"), 2);
    ck_assert_str_eq(shown(), "語x\ne\xcc\x81x\n");
    ck_assert_int_eq(canvas_width("語e\xcc\x81"), 3);
    canvas_text(&canvas, 0, 9, ROLE_PLAIN, "語");
    ck_assert_uint_eq(canvas_at(&canvas, 0, 9)->glyph, ' ');
}
END_TEST

START_TEST(overlong_and_surrogate_bytes_are_none)
{
    static const char *const bad[] = {"\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80",
                                      "\xf4\x90\x80\x80", "\xf8\x88\x80\x80"};
    uint32_t glyph;

    for (unsigned i = 0; i < sizeof bad / sizeof *bad; i++) {
        ck_assert_int_ge(canvas_decode(bad[i], strlen(bad[i]), &glyph), 1);
        ck_assert_uint_eq(glyph, 0xfffd);
    }
    ck_assert_int_eq(canvas_decode("\xf0\x9f\x98\x80", 4, &glyph), 4);
    ck_assert_uint_eq(glyph, 0x1f600);
}
END_TEST

START_TEST(ascii_puts_a_stand_in_for_each_glyph)
{
    canvas.ascii = true;
    canvas_text(&canvas, 0, 0, ROLE_PLAIN, "a─┬×…語");
    ck_assert_str_eq(shown(), "a-+x~?\n\n");
}
END_TEST

static Suite *canvas_suite(void)
{
    Suite *suite = suite_create("canvas");
    TCase *tcase = tcase_create("canvas");

    tcase_add_checked_fixture(tcase, open_canvas, close_canvas);
    tcase_add_test(tcase, text_is_cut_off_at_the_edges);
    tcase_add_test(tcase, what_is_too_long_ends_in_an_ellipsis);
    tcase_add_test(tcase, controls_are_blanks_and_broken_bytes_are_marked);
    tcase_add_test(tcase, wide_glyphs_take_two_cells_and_marks_none);
    tcase_add_test(tcase, overlong_and_surrogate_bytes_are_none);
    tcase_add_test(tcase, ascii_puts_a_stand_in_for_each_glyph);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(canvas_suite());

    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
