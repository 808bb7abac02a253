/* SPDX-License-Identifier: MIT */
/* Panes: switched on and off, given rows by priority, and the keys that are told. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "fake_log.h"
#include "keys.h"
#include "pane.h"
#include "picture.h"

static struct picture picture;

static void open_race(void)
{
    picture_race(&picture);
    picture_at(&picture, 2500 * (uint64_t)FAKE_MS);
}

static void close_picture(void)
{
    picture_done(&picture);
}

START_TEST(a_pane_that_is_switched_on_stands_under_the_axis)
{
    view_switch(&picture.screen.view, PANE_OUTPUT);
    picture_check(&picture, 24, 80, "pane-output-80x24");
    picture_check(&picture, 40, 120, "pane-output-120x40");
    view_switch(&picture.screen.view, PANE_OUTPUT);
    picture_draw(&picture, 24, 80);
    ck_assert(!picture_has(&picture, " output "));
}
END_TEST

START_TEST(a_pane_without_room_is_left_out)
{
    view_switch(&picture.screen.view, PANE_OUTPUT);
    picture_draw(&picture, 15, 60);
    ck_assert(!picture_has(&picture, " output "));
    ck_assert(picture_has(&picture, "quit"));
}
END_TEST

START_TEST(a_selected_task_has_the_pane_to_itself)
{
    view_switch(&picture.screen.view, PANE_OUTPUT);
    picture.screen.view.side = 1;
    picture.screen.view.selected = 2;
    picture_draw(&picture, 40, 120);
    ck_assert(picture_has(&picture, "Task2 starting"));
    ck_assert(!picture_has(&picture, "Task1 starting"));
}
END_TEST

/* Every size: what is switched on never costs title, keys or axis. */
START_TEST(no_pane_ever_costs_the_axis_or_the_keys)
{
    for (int id = 1; id < PANES; id++)
        if (pane_of((enum pane_id)id))
            view_switch(&picture.screen.view, (enum pane_id)id);
    for (int columns = 40; columns <= 220; columns += 9)
        for (int rows = 10; rows <= 70; rows++) {
            picture_draw(&picture, rows, columns);
            ck_assert(strstr(picture_row(&picture, rows - 1), "quit") != NULL);
            ck_assert(picture_has(&picture, "┬"));
            ck_assert(picture_has(&picture, "thread"));
        }
}
END_TEST

START_TEST(a_paused_line_offers_the_loop_and_why_in_80_columns)
{
    static const char *const always[] = {" space  go on ", " . ,  step ", " x  loop ",
                                         " w  why? ", " ?  help ", " q  quit"};

    for (int columns = 66; columns <= 220; columns += 7) {
        picture_draw(&picture, 24, columns);
        for (unsigned i = 0; i < sizeof always / sizeof *always; i++)
            ck_assert_msg(strstr(picture_row(&picture, 23), always[i]) != NULL, "%s: %s",
                          always[i], picture_row(&picture, 23));
    }
}
END_TEST

START_TEST(no_two_commands_share_a_key)
{
    for (int i = 0; keys_row(i); i++)
        for (int j = 0; j < KEY_INPUTS && keys_row(i)->inputs[j]; j++) {
            ck_assert_int_eq(keys_command(keys_row(i)->inputs[j]), keys_row(i)->command);
            ck_assert_int_eq(pane_by_key(keys_row(i)->inputs[j]), PANE_LANES);
        }
    for (int i = 1; i < PANES; i++)
        if (pane_of((enum pane_id)i))
            ck_assert_int_eq(pane_by_key(pane_of((enum pane_id)i)->key), i);
}
END_TEST

START_TEST(the_help_tells_each_pane)
{
    picture.screen.help = true;
    picture_draw(&picture, 40, 120);
    for (int i = 1; i < PANES; i++)
        if (pane_of((enum pane_id)i))
            ck_assert(picture_has(&picture, pane_of((enum pane_id)i)->does));
}
END_TEST

static Suite *panes_suite(void)
{
    Suite *suite = suite_create("panes");
    TCase *tcase = tcase_create("panes");

    tcase_add_checked_fixture(tcase, open_race, close_picture);
    tcase_add_test(tcase, a_pane_that_is_switched_on_stands_under_the_axis);
    tcase_add_test(tcase, a_pane_without_room_is_left_out);
    tcase_add_test(tcase, a_selected_task_has_the_pane_to_itself);
    tcase_add_test(tcase, no_pane_ever_costs_the_axis_or_the_keys);
    tcase_add_test(tcase, a_paused_line_offers_the_loop_and_why_in_80_columns);
    tcase_add_test(tcase, no_two_commands_share_a_key);
    tcase_add_test(tcase, the_help_tells_each_pane);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(panes_suite());

    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
