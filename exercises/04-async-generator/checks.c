/* SPDX-License-Identifier: MIT */
/* What is wanted of the tap. */
#include "checking.h"

static int drops(const struct run *run)
{
    int most = input_length(run, "delays"), glass = (int)input(run, "glass");

    return most < glass ? most : glass;
}

/* A drop falls one delay after it was asked for, and is then drunk. */
static bool one_by_one(struct run *run)
{
    double now = 0;

    for (int i = 0; i < drops(run); i++) {
        now += input_at(run, "delays", i);
        if (!prints_at(run, say(run, "drop %d", i + 1), now))
            return false;
        now += input(run, "sip");
    }
    return prints_times(run, "drop *", drops(run));
}

static int times_resumed(const struct run *run)
{
    uint64_t count;
    const struct log_record *records = run_records(run, &count);
    int n = 0;

    for (uint64_t i = 0; i < count; i++)
        n += records[i].kind == LOG_RESUMED;
    return n;
}

/* A generator that was left open gets a task at the end of the run: not counted. */
static bool in_place(struct run *run)
{
    const struct model *model = run_model(run);

    for (uint64_t i = 1; i < model->lane_count; i++)
        if (model->lanes[i].created < model->lanes[0].ended)
            return seen(run, (double)model->lanes[i].created / 1e9, model->lanes[i].task,
                        "a task \"%s\" was made beside main",
                        model_name(model, model->lanes[i].name));
    if (times_resumed(run) == 0) {
        seen(run, -1, 0, "no generator was asked for a drop");
        return because(run, "the tap is to be a generator: async_generator() makes one, and "
                       "async_next() asks it", 1);
    }
    return never_blocks(run);
}

static bool ends_when_told(struct run *run)
{
    double full = run_seconds(run_of_solution(run));

    if (run_seconds(run) > full + 1e-6)
        return seen(run, full, 0, "the glass was full at %.6g s, and the tap went on to "
                    "%.6g s", full, run_seconds(run));
    return as_long_as_solution(run) ||
           because(run, "a sip follows each drop, the last one, too", 3);
}

static bool one_closing(struct run *run)
{
    return prints_times(run, "tap closed", 1);
}

static bool closed_in_time(struct run *run)
{
    const char *const wanted[] = { "tap closed", "glass with *" };

    return prints_in_order(run, wanted, 2);
}

static bool clean(struct run *run)
{
    return main_ended(run, LOG_RETURNED) && no_warnings(run) &&
           prints_as_solution(run);
}

const struct check checks[] = {
    { .name = "in place", .points = 0, .test = in_place,
      .wanted = "a generator runs in the task that asks it: there is one task, and no call "
                "keeps the thread",
      .misconception = "a generator is no task: it runs only while it is asked for a value",
      .hint = 1 },
    { .name = "one by one", .points = 4, .after = "in place", .test = one_by_one,
      .wanted = "each drop falls one delay after it was asked for",
      .misconception = "wait and yield belong into one loop: one delay, one drop",
      .hint = 1 },
    { .name = "ends when told", .points = 1, .after = "one by one", .test = ends_when_told,
      .wanted = "when the glass is full the tap ends, and no other drop is waited for",
      .misconception = "async_yield() said by its result that the glass is full, and "
                       "nobody looked at that; or a drop was asked for before anybody looked "
                       "at the glass", .hint = 2 },
    { .name = "one closing", .points = 2, .after = "ends when told", .test = one_closing,
      .wanted = "\"tap closed\" is printed once, also when the glass is full early",
      .misconception = "a failed async_yield() means: clean up and end; leaving at once "
                       "skips the cleaning up", .hint = 2 },
    { .name = "closed in time", .points = 2, .after = "one closing",
      .test = closed_in_time,
      .wanted = "the tap is closed before the glass is taken away",
      .misconception = "leaving the loop does not close a generator: without "
                       "async_generator_close() that waits for the end of the run",
      .hint = 3 },
    { .name = "clean", .points = 1, .after = "closed in time", .test = clean,
      .wanted = "main returns, nothing else is printed, and nobody waits in vain",
      .misconception = "a wait or a line too many", .hint = 3 },
    { NULL }
};
