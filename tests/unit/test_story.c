/* SPDX-License-Identifier: MIT */
/* Each event has its sentence. */
#include <check.h>
#include <stdlib.h>

#include "fake_log.h"
#include "story.h"

static struct fake_log tape;

static void begin(void)
{
    fake_log_init(&tape, 0);
    fake_begin(&tape, "program");
    fake_created(&tape, 1, 0, "main");
    fake_step(&tape, 1);
    fake_created(&tape, 2, 1, "A");
}

static void finish(void)
{
    fake_log_done(&tape);
}

static const char *told(void)
{
    static struct story story;
    struct model model;
    struct roster roster;
    struct seating seating;

    model_init(&model, &tape.recording.header);
    model_feed(&model, tape.recording.records, tape.recording.count);
    roster_init(&roster);
    seating_init(&seating);
    seating_update(&seating, &roster, &model);
    story_tell(&story, &model, tape.recording.records, &roster, &seating);
    seating_done(&seating);
    roster_done(&roster);
    model_done(&model);
    return story.before;
}

static void expect(enum log_kind kind, uint32_t task, uint32_t other, uint32_t detail,
                   uint64_t value, const char *sentence)
{
    fake_record(&tape, kind, task, other, detail, value);
    ck_assert_str_eq(told(), sentence);
}

START_TEST(locks_semaphores_and_queues_say_what_changed)
{
    uint64_t lock = fake_name(&tape, "door"), berths = fake_name(&tape, "berths");
    uint64_t shelf = fake_name(&tape, "shelf");

    expect(LOG_HOLDER, 1, 0, 0, lock, "main takes the lock door.");
    expect(LOG_HOLDER, 0, 0, 0, lock, "The lock door is free again.");
    expect(LOG_VALUE, 1, 0, LOG_WAIT_SEMAPHORE, berths | UINT64_C(2) << 32,
           "main takes a place at berths: 2 are free now.");
    expect(LOG_VALUE, 1, 0, LOG_WAIT_SEMAPHORE, berths | UINT64_C(3) << 32,
           "main gives back a place at berths: 3 are free now.");
    expect(LOG_VALUE, 1, 0, 0, shelf | UINT64_C(1) << 32,
           "main puts something into shelf: it holds 1 now.");
    expect(LOG_VALUE, 1, 0, 0, shelf, "main takes something from shelf: it holds 0 now.");
}
END_TEST

START_TEST(tasks_are_made_woken_and_asked_to_stop)
{
    expect(LOG_CREATED, 3, 1, 0, fake_name(&tape, "B"),
           "main makes the task B: it is ready, and has not begun.");
    expect(LOG_READY, 2, 1, LOG_WAIT_EVENT, 0, "A goes into the ready queue: main set the event.");
    expect(LOG_CANCEL, 2, 1, 0, 0, "main asks A to stop.");
}
END_TEST

START_TEST(alarms_passes_choices_and_callbacks_are_the_loops)
{
    uint64_t tick = fake_name(&tape, "tick");

    expect(LOG_TIMER_SET, 2, 0, 0, 2 * FAKE_S, "A sets an alarm, for 2.0 s.");
    expect(LOG_TIMER_CANCELLED, 2, 0, 0, 2 * FAKE_S,
           "The alarm of A, set for 2.0 s, is called off.");
    expect(LOG_TIMER_SET, 2, 0, 0, FAKE_S, "A sets an alarm, for 1.0 s.");
    expect(LOG_TIMER_FIRED, 2, 0, 0, FAKE_S,
           "The alarm of A, set for 1.0 s, rings: it takes a turn.");
    expect(LOG_PASS_BEGIN, 0, 0, 0, 1, "Pass 1 begins: one turn to take.");
    expect(LOG_CHOICE, 0, 2, 0, 3, "The schedule is drawn: number 3 of 3 comes next.");
    expect(LOG_TURN, 0, 0, 0, tick, "The loop itself calls tick().");
}
END_TEST

START_TEST(generators_and_coroutines_in_place_are_told)
{
    uint64_t count = fake_name(&tape, "count");

    expect(LOG_ENTERED, 1, 0, 0, count, "main enters the coroutine count, in its own lane.");
    expect(LOG_LEFT, 1, 0, 0, 0, "main comes back from the coroutine.");
    expect(LOG_RESUMED, 1, 0, 0, count, "main asks the generator count for more.");
    expect(LOG_SUSPENDED, 1, 0, 0, count, "The generator count pauses, and main goes on.");
}
END_TEST

START_TEST(warnings_and_thread_jobs_are_told)
{
    uint64_t text = fake_name(&tape, "'A' was never awaited");

    expect(LOG_WARNING, 2, (uint32_t)text, LOG_WARN_NEVER_AWAITED, 0,
           "Warning: 'A' was never awaited.");
    expect(LOG_JOB_QUEUED, 1, 1, 0, fake_name(&tape, "sum"),
           "main gives the job sum to the pool of threads.");
    expect(LOG_JOB_BEGIN, 1, 1, 0, 0, "Thread 1 of the pool computes job 1.");
    expect(LOG_JOB_END, 1, 1, 0, 0, "Job 1 is done: thread 1 is free.");
}
END_TEST

START_TEST(a_step_is_told_with_what_led_to_it)
{
    expect(LOG_STEP_END, 1, 2, LOG_WAIT_TASK, 0, "main waits for A.");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("story");
    TCase *tcase = tcase_create("story");
    SRunner *runner = srunner_create(suite);

    tcase_add_checked_fixture(tcase, begin, finish);
    tcase_add_test(tcase, locks_semaphores_and_queues_say_what_changed);
    tcase_add_test(tcase, tasks_are_made_woken_and_asked_to_stop);
    tcase_add_test(tcase, alarms_passes_choices_and_callbacks_are_the_loops);
    tcase_add_test(tcase, generators_and_coroutines_in_place_are_told);
    tcase_add_test(tcase, warnings_and_thread_jobs_are_told);
    tcase_add_test(tcase, a_step_is_told_with_what_led_to_it);
    suite_add_tcase(suite, tcase);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
