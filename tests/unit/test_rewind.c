/* SPDX-License-Identifier: MIT */
/* Going back: a model taken back and fed on is the model that was fed just so far. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "fake_log.h"
#include "model.h"

enum { TASKS = 40, MOVES = 15000 };

static struct fake_log tape;
static uint64_t seed;

static uint32_t draw(uint32_t n)
{
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (uint32_t)(seed >> 33) % n;
}

/* ---- A long log ---------------------------------------------------------- */

/* Locks and places change hands, alarms are set, go off and are called off. */
static void share_something(uint32_t task)
{
    static uint32_t names[3];
    static uint64_t due[8];
    uint32_t which = draw(8);

    for (int i = 0; i < 3 && !names[2]; i++)
        names[i] = fake_name(&tape, i == 0 ? "lock" : i == 1 ? "berths" : "shelf");
    if (draw(3) == 0)
        fake_record(&tape, LOG_HOLDER, draw(2) ? task : 0, 0, 0, names[0]);
    if (draw(3) == 0)
        fake_record(&tape, LOG_VALUE, task, 0, LOG_WAIT_SEMAPHORE,
                    names[1] | (uint64_t)draw(4) << 32);
    if (draw(3) == 0)
        fake_record(&tape, LOG_VALUE, task, 0, 0, names[2] | (uint64_t)draw(9) << 32);
    fake_record(&tape, draw(2) ? LOG_TIMER_FIRED : LOG_TIMER_CANCELLED, 7, 0, 0, due[which]);
    fake_record(&tape, LOG_TIMER_SET, 7, 0, 0, due[which] = tape.now + draw(30));
    if (draw(4) == 0)
        fake_record(&tape, LOG_PASS_BEGIN, 0, 0, 0, draw(5));
}

static void take_a_step(uint32_t task, bool last)
{
    fake_step(&tape, task);
    if (draw(4) == 0)
        fake_print(&tape, task, "a line\n");
    if (draw(50) == 0)
        fake_record(&tape, LOG_WARNING, task, fake_name(&tape, "slow"), LOG_WARN_SLOW, 0);
    if (draw(3) == 0)
        tape.now += draw(5);
    share_something(task);
    if (last)
        fake_finished(&tape, task, (enum log_outcome)draw(3), 7, fake_name(&tape, "why"));
    else if (draw(2))
        fake_sleep(&tape, task, tape.now + draw(100));
    else
        fake_record(&tape, LOG_STEP_END, task, 1, LOG_WAIT_TASK, 0);
}

/* Tasks come, step, wake one another and go; now and then the clock goes on. */
static void write_a_run(uint32_t first_task)
{
    uint32_t next = first_task, oldest = first_task;

    fake_begin(&tape, "program");
    for (int i = 0; i < MOVES; i++) {
        if (next == oldest || (next - oldest < TASKS && draw(8) == 0)) {
            fake_created(&tape, next, next > first_task ? oldest : 0, "task");
            take_a_step(next++, false);
        } else {
            uint32_t task = oldest + draw(next - oldest);
            bool last = task == oldest && draw(20) == 0;

            fake_ready(&tape, task, draw(2) ? oldest : 0, LOG_WAIT_SLEEP);
            tape.now += draw(6) == 0 ? draw(40) : 0;
            take_a_step(task, last);
            oldest += last;
        }
    }
    fake_end(&tape);
}

static void write_log(void)
{
    seed = 20;
    fake_log_init(&tape, 0);
    write_a_run(1);
    tape.now += 100;
    write_a_run(1000000);
}

static void forget_log(void)
{
    fake_log_done(&tape);
}

/* ---- Comparing ----------------------------------------------------------- */

static void same_lane(const struct lane *a, const struct lane *b)
{
    struct lane_sum x, y;

    ck_assert_uint_eq(a->task, b->task);
    ck_assert_uint_eq(a->created, b->created);
    ck_assert_uint_eq(a->ended, b->ended);
    ck_assert_int_eq(a->done, b->done);
    ck_assert_uint_eq(a->outcome, b->outcome);
    ck_assert_int_eq(a->code, b->code);
    ck_assert_uint_eq(a->text, b->text);
    ck_assert_uint_eq(a->count, b->count);
    for (uint64_t i = 0; i < a->count; i++)
        ck_assert_mem_eq(&a->spans[i], &b->spans[i], sizeof a->spans[i]);
    lane_sum(a, LOG_NEVER, &x);
    lane_sum(b, LOG_NEVER, &y);
    ck_assert_mem_eq(&x, &y, sizeof x);
}

static void same_texts(const struct model *a, const struct model *b)
{
    ck_assert_uint_eq(a->print_count, b->print_count);
    ck_assert_uint_eq(a->output_size, b->output_size);
    ck_assert_uint_eq(a->warning_count, b->warning_count);
    ck_assert_str_eq(model_name(a, tape.names), model_name(b, tape.names));
    ck_assert_str_eq(model_name(a, a->program), model_name(b, b->program));
    if (a->warning_count)
        ck_assert_str_eq(model_name(a, a->warnings[a->warning_count - 1].text), "slow");
}

static void same_alarms(const struct machine *a, const struct machine *b)
{
    uint32_t x = a->first_set, y = b->first_set;

    ck_assert_uint_eq(a->set_count, b->set_count);
    ck_assert_uint_eq(a->alarm_count, b->alarm_count);
    ck_assert_uint_eq(a->ending_count, b->ending_count);
    ck_assert_uint_eq(a->turns_from, b->turns_from);
    for (; x && y; x = a->alarms[x - 1].next, y = b->alarms[y - 1].next) {
        ck_assert_uint_eq(x, y);
        ck_assert_uint_eq(a->alarms[x - 1].when, b->alarms[y - 1].when);
        ck_assert(a->alarms[x - 1].set);
    }
    ck_assert_uint_eq(x, y);
}

static void same_machine(const struct machine *a, const struct machine *b)
{
    ck_assert_uint_eq(a->stage, b->stage);
    ck_assert_uint_eq(a->pass, b->pass);
    ck_assert_uint_eq(a->pass_taken, b->pass_taken);
    same_alarms(a, b);
    ck_assert_uint_eq(a->change_count, b->change_count);
    ck_assert_uint_eq(a->thing_count, b->thing_count);
    if (a->change_count)
        ck_assert_mem_eq(&a->changes[a->change_count - 1], &b->changes[b->change_count - 1],
                         sizeof *a->changes);
    for (uint64_t i = 0; i < a->thing_count; i++) {
        ck_assert_mem_eq(&a->things[i], &b->things[i], sizeof a->things[i]);
        ck_assert_ptr_eq(machine_thing(a, a->things[i].name), &a->things[i]);
    }
}

static void same_model(const struct model *a, const struct model *b)
{
    ck_assert_uint_eq(a->fed, b->fed);
    ck_assert_uint_eq(a->now, b->now);
    ck_assert_uint_eq(a->running, b->running);
    ck_assert_uint_eq(a->done_count, b->done_count);
    ck_assert_uint_eq(a->settled, b->settled);
    ck_assert_int_eq(a->ended, b->ended);
    ck_assert_uint_eq(a->skipped, b->skipped);
    same_texts(a, b);
    same_machine(&a->machine, &b->machine);
    same_lane(&a->thread, &b->thread);
    ck_assert_uint_eq(a->lane_count, b->lane_count);
    for (uint64_t i = 0; i < a->lane_count; i++) {
        same_lane(&a->lanes[i], &b->lanes[i]);
        ck_assert_ptr_eq(model_lane(a, a->lanes[i].task), &a->lanes[i]);
    }
    if (b->fed < tape.recording.count)
        ck_assert_ptr_null(model_lane(a, 99999999));
}

static void feed_up_to(struct model *model, uint64_t fed)
{
    model_feed(model, tape.recording.records + model->fed, fed - model->fed);
}

static void compare_at(struct model *back, uint64_t fed)
{
    struct model straight;

    model_init(&straight, &tape.recording.header);
    feed_up_to(&straight, fed);
    feed_up_to(back, fed);
    same_model(back, &straight);
    model_done(&straight);
}

/* ---- Tests --------------------------------------------------------------- */

START_TEST(taken_back_and_fed_on_it_is_as_it_was)
{
    uint64_t all = tape.recording.count;
    struct model model;

    model_init(&model, &tape.recording.header);
    feed_up_to(&model, all);
    ck_assert_uint_eq(model.skipped, 0);
    for (int i = 0; i < 25; i++) {
        uint64_t fed = ((uint64_t)draw(1 << 30)) % all;

        model_rewind(&model, fed);
        ck_assert_uint_le(model.fed, fed);
        compare_at(&model, fed);
        if (i % 3 == 0)
            feed_up_to(&model, all);
        else if (i % 3 == 1)
            compare_at(&model, fed + (all - fed) / 2);
    }
    model_done(&model);
}
END_TEST

START_TEST(taken_back_to_a_time_it_has_nothing_later)
{
    uint64_t all = tape.recording.count;
    struct model model;

    model_init(&model, &tape.recording.header);
    for (int i = 0; i < 20; i++) {
        feed_up_to(&model, all);
        uint64_t time = model.now * (uint64_t)i / 20;

        model_rewind_to(&model, time);
        ck_assert_uint_le(model.now, time);
        compare_at(&model, model.fed);
    }
    model_done(&model);
}
END_TEST

START_TEST(a_step_back_does_not_feed_the_whole_log_again)
{
    uint64_t all = tape.recording.count;
    struct model model;

    model_init(&model, &tape.recording.header);
    feed_up_to(&model, all);
    model_rewind(&model, all - 1);
    ck_assert_uint_gt(model.fed, all - 10000);
    model_done(&model);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rewind");
    TCase *rewind = tcase_create("rewind");
    SRunner *runner = srunner_create(suite);

    tcase_add_checked_fixture(rewind, write_log, forget_log);
    tcase_set_timeout(rewind, 300);
    tcase_add_test(rewind, taken_back_and_fed_on_it_is_as_it_was);
    tcase_add_test(rewind, taken_back_to_a_time_it_has_nothing_later);
    tcase_add_test(rewind, a_step_back_does_not_feed_the_whole_log_again);
    suite_add_tcase(suite, rewind);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
