/* SPDX-License-Identifier: MIT */
/* Real runs, explained: lessons are recorded, and what the x-ray, the causes and the
 * findings say of them is looked at. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fake_log.h"
#include "finding.h"
#include "run.h"
#include "source.h"
#include "why.h"
#include "xray.h"

static struct recording logs[2];
static int log_count;
static struct model model;
static char path[] = "/tmp/interleave-explain-XXXXXX";

/* The last log of the demo: of a race the asynchronous one; --clock virtual is usual. */
static void record(const char *lesson, const char *demo)
{
    struct run_result result;
    char error[256];
    int fd;

    strcpy(path + sizeof path - 7, "XXXXXX");
    fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    close(fd);
    run_lesson(&result, lesson, "--demo", demo, "--output", "--record", path, NULL);
    ck_assert_int_eq(result.status, 0);
    run_result_done(&result);
    log_count = recording_load(path, logs, 2, error, sizeof error);
    ck_assert_int_gt(log_count, 0);
    unlink(path);
    model_init(&model, &logs[log_count - 1].header);
}

static void finish(void)
{
    model_done(&model);
    for (int i = 0; i < log_count; i++)
        recording_done(&logs[i]);
}

/* All that happened before `time`. */
static void go_to(uint64_t time)
{
    const struct recording *log = &logs[log_count - 1];

    while (model.fed < log->count) {
        const struct log_record *next = &log->records[model.fed];

        if (next->kind != LOG_TEXT && next->time > time)
            break;
        model_feed(&model, next, 1);
    }
}

static const struct lane *lane(const char *name)
{
    for (uint64_t i = 0; i < model.lane_count; i++)
        if (strcmp(model_name(&model, model.lanes[i].name), name) == 0)
            return &model.lanes[i];
    ck_abort_msg("there is no %s", name);
    return NULL;
}

static struct why ask(const char *name, uint64_t time)
{
    struct why why;

    why_make(&why, &model, lane(name), time);
    return why;
}

static bool says(const struct why *why, const char *text)
{
    for (int i = 0; i < why->count; i++)
        if (strstr(why->lines[i].text, text))
            return true;
    return false;
}

START_TEST(a_boat_waits_for_a_berth_and_three_hold_them)
{
    record("13-locks", "semaphore");
    go_to(500 * FAKE_MS);
    struct why why = ask("boat 3", 500 * FAKE_MS);
    ck_assert_int_eq(why.kind, FINDING_PLACES);
    ck_assert(says(&why, "the places are held by boat 0, boat 1 and boat 2"));
    ck_assert(says(&why, "boat 0 sleeps until"));
    ck_assert_str_eq(why.lines[0].place, "13-locks.c:25");
    go_to(1500 * FAKE_MS);
    why = ask("boat 6", 1500 * FAKE_MS);
    ck_assert(says(&why, "the places are held by boat 3, boat 4 and boat 5"));
}
END_TEST

START_TEST(a_baker_waits_for_the_slow_seller)
{
    record("14-queues", "back-pressure");
    go_to(1100 * FAKE_MS);
    struct why why = ask("baker", 1100 * FAKE_MS);
    ck_assert_int_eq(why.kind, FINDING_FULL);
    ck_assert(says(&why, "seller is the one that empties it"));
    ck_assert(says(&why, "seller sleeps until"));
}
END_TEST

START_TEST(awaits_in_a_row_are_one_after_another)
{
    record("04-await", "sequential");
    go_to(4 * FAKE_S);
    ck_assert_int_eq(ask("main", 4 * FAKE_S).kind, FINDING_ONE_BY_ONE);
}
END_TEST

START_TEST(who_is_left_behind_is_found)
{
    struct findings findings;

    record("03-event-loop", "run-ends");
    go_to(LOG_NEVER);
    findings_init(&findings);
    findings_update(&findings, &model);
    ck_assert_uint_eq(findings.count, 1);
    ck_assert_uint_eq(findings.list[0].kind, FINDING_LEFT_BEHIND);
    findings_done(&findings);
}
END_TEST

START_TEST(the_loop_waits_for_the_earliest_of_its_alarms)
{
    struct xray xray;
    char sentence[XRAY_SENTENCE];

    record("05-tasks", "create");
    go_to(500 * FAKE_MS);
    xray_make(&xray, &model, 500 * FAKE_MS);
    xray_tell(&xray, &model, sentence);
    ck_assert_int_eq(xray.stage, STAGE_WAIT);
    ck_assert_uint_eq(xray.alarm_count, 2);
    ck_assert_str_eq(sentence, "Nobody is ready: it waits for B's alarm at 1.0 s.");
    ck_assert_uint_eq(xray.waiting, 1);
}
END_TEST

/* Whatever the moment, what is listed is what stands in the lanes. */
START_TEST(at_every_record_the_x_ray_and_the_lanes_agree)
{
    struct xray xray;
    const struct recording *log;

    record("08-timeouts", "wait-for");
    log = &logs[log_count - 1];
    for (uint64_t i = 0; i < log->count; i++) {
        uint64_t ready = 0;

        model_feed(&model, &log->records[i], 1);
        xray_make(&xray, &model, model.now);
        for (uint64_t k = 0; k < model.lane_count && !model.ended; k++) {
            const struct lane *it = &model.lanes[k];

            ready += it->ended == LOG_NEVER && it->count &&
                     it->spans[it->count - 1].state == SPAN_READY;
        }
        for (uint64_t k = 0; k < xray.ready_count; k++)
            ready -= !xray.ready[k].alarm;
        ck_assert_uint_eq(ready, 0);
        ck_assert_ptr_eq(xray.running, model.running ? model_lane(&model, model.running)
                                                     : NULL);
    }
    ck_assert_uint_eq(model.machine.set_count, 0);      /* all went off or were called off */
    ck_assert_int_eq(xray.stage, STAGE_DONE);
}
END_TEST

START_TEST(every_demo_has_a_line_to_stand_on)
{
    record("06-gather", "order");
    go_to(500 * FAKE_MS);
    ck_assert_str_eq(source_stand(&model, lane("url1"), 500 * FAKE_MS),
                     "lessons/06-gather.c:26");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("explain");
    TCase *tcase = tcase_create("explain");
    SRunner *runner = srunner_create(suite);

    tcase_add_checked_fixture(tcase, NULL, finish);
    tcase_add_test(tcase, a_boat_waits_for_a_berth_and_three_hold_them);
    tcase_add_test(tcase, a_baker_waits_for_the_slow_seller);
    tcase_add_test(tcase, awaits_in_a_row_are_one_after_another);
    tcase_add_test(tcase, who_is_left_behind_is_found);
    tcase_add_test(tcase, the_loop_waits_for_the_earliest_of_its_alarms);
    tcase_add_test(tcase, at_every_record_the_x_ray_and_the_lanes_agree);
    tcase_add_test(tcase, every_demo_has_a_line_to_stand_on);
    suite_add_tcase(suite, tcase);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
