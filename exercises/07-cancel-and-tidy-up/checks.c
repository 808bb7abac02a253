/* SPDX-License-Identifier: MIT */
/* What is wanted of the kitchen. */
#include "checking.h"

#include <math.h>

static bool is_called_away(struct run *run)
{
    return input(run, "call") < input(run, "bake");
}

/* Then the cooling may be cut short, or go on. */
static bool rings_while_it_cools(const struct run *run)
{
    double call = input(run, "call"), bake = input(run, "bake");

    return call > bake && call < bake + input(run, "cool");
}

static double oven_off(struct run *run)
{
    return input(run, "cool") + (is_called_away(run) ? input(run, "call")
                                                     : input(run, "bake"));
}

static bool baked(struct run *run)
{
    return how_many(run, tasks(run, "bread"), 1) && prints_at(run, "oven on", 0) &&
           prints_at(run, "bread done", input(run, "bake"));
}

/* How many waits of the bread were cancelled while main was still there. */
static int cancelled_waits(struct run *run)
{
    const struct spells *bread = tasks(run, "bread");
    const struct model *model = run_model(run);
    uint64_t count;
    const struct log_record *records = run_records(run, &count);
    int n = 0;

    for (uint64_t i = 0; bread->count > 0 && i < count; i++)
        n += records[i].kind == LOG_READY && records[i].detail == LOG_WAIT_CANCEL &&
             records[i].task == bread->all[0].task &&
             records[i].time <= model->lanes[0].ended;
    return n;
}

static bool stops(struct run *run)
{
    if (!is_called_away(run))
        return true;
    const struct spells *done = lines(run, "bread done");
    if (done->count > 0)
        return seen(run, input(run, "call"), done->all[0].task,
                    "the phone rang at %.6g s, but the bread baked on to %.6g s",
                    input(run, "call"), done->all[0].begin);
    if (!never_polls(run))
        return because(run, "a variable that is looked at again and again is no cancelling: "
                       "async_cancel() ends the sleep itself", 1);
    if (cancelled_waits(run) > 0)
        return true;
    return seen(run, input(run, "call"), 0, "nobody cancelled the bread: its sleep ended by "
                "itself");
}

static bool oven_is_off(struct run *run)
{
    if (rings_while_it_cools(run) && lines(run, "oven off")->count == 0)
        return seen(run, input(run, "call"), 0, "the phone rang at %.6g s, while the oven "
                    "cooled, and it was never turned off", input(run, "call"));
    return prints_times(run, "oven off", 1);
}

/* Cut short at the ring, or to the end: nothing between, and nothing behind. */
static bool cools_or_is_cut_short(struct run *run)
{
    double call = input(run, "call");
    const struct spells *off = lines(run, "oven off");

    if (fabs(off->all[0].begin - call) < 1e-6 || prints_at(run, "oven off", oven_off(run)))
        return true;
    seen(run, off->all[0].begin, off->all[0].task, "the phone rang at %.6g s, while the oven "
         "cooled, and \"oven off\" was printed at %.6g s, not at %.6g s nor at %.6g s", call,
         off->all[0].begin, call, oven_off(run));
    return because(run, "the cooling had begun: it goes on or ends, and does not begin anew", 2);
}

/* It is the bread's task that cools. */
static bool bread_stays(struct run *run)
{
    const struct spells *bread = tasks(run, "bread");
    double off = lines(run, "oven off")->all[0].begin;

    if (bread->count == 0 || bread->all[0].end > off - 1e-6)
        return true;
    seen(run, bread->all[0].end, bread->all[0].task, "bread ended at %.6g s, and the oven was "
         "turned off at %.6g s, by another task", bread->all[0].end, off);
    return because(run, "who turned the oven on turns it off: a task tidies up before it ends",
                   1);
}

static bool cools(struct run *run)
{
    if (!never_blocks(run))
        return because(run, "async_blocking_sleep() stops everybody; a cancelled task may wait "
                       "like any other", 2);
    if (rings_while_it_cools(run))
        return cools_or_is_cut_short(run) && bread_stays(run);
    if (prints_at(run, "oven off", oven_off(run)))
        return bread_stays(run);
    if (cancelled_waits(run) < 2)
        return false;
    seen(run, -1, 0, "the bread was cancelled %d times", cancelled_waits(run));
    return because(run, "once is enough: each further request ends the tidying up, too", 2);
}

static bool off_before_door(struct run *run)
{
    const char *const wanted[] = { "oven off", "out of the door" };

    return prints_in_order(run, wanted, 2);
}

static bool ends_as_cancelled(struct run *run)
{
    if (rings_while_it_cools(run))      /* whether that was a cancelled one is left open */
        return done_at(run, lines(run, "oven off")->all[0].begin) && prints_as_solution(run);
    return tasks_ended(run, "bread", is_called_away(run) ? LOG_CANCELLED : LOG_RETURNED) &&
           as_long_as_solution(run) && prints_as_solution(run);
}

static bool main_goes_on(struct run *run)
{
    return main_ended(run, LOG_RETURNED) && prints(run, "out of the door");
}

const struct check checks[] = {
    { .name = "baked", .points = 1, .scenario = "the bread is done before", .test = baked,
      .wanted = "without a call the bread is baked, in a task called \"bread\"",
      .misconception = "the bread was stopped although nobody called", .hint = 1 },
    { .name = "stops", .points = 1, .after = "baked", .test = stops,
      .wanted = "when the phone rings the baking stops",
      .misconception = "awaiting a task waits for it; somebody has to cancel it, too",
      .hint = 1 },
    { .name = "oven is off", .points = 3, .after = "stops", .test = oven_is_off,
      .wanted = "the oven is turned off, once, however the baking went",
      .misconception = "an early return after a cancelled sleep goes past the tidying up",
      .hint = 1 },
    { .name = "main goes on", .points = 1, .after = "oven is off",
      .test = main_goes_on,
      .wanted = "main prints its line and returns",
      .misconception = "the cancellation of the bread was taken for one of main", .hint = 3 },
    { .name = "off before door", .points = 2, .after = "main goes on",
      .test = off_before_door,
      .wanted = "nobody leaves before the oven is off",
      .misconception = "async_cancel() only asks; the task ends when it has tidied up, and "
                       "that has to be awaited", .hint = 2 },
    { .name = "cools", .points = 1, .after = "off before door", .test = cools,
      .wanted = "the oven cools for its time before it is off, also after a cancellation",
      .misconception = "a cancellation comes once; after it a task may wait to tidy up",
      .hint = 2 },
    { .name = "ends as cancelled", .points = 1, .after = "cools",
      .test = ends_as_cancelled,
      .wanted = "a bread that was cancelled ends as cancelled, another one returns",
      .misconception = "the -ECANCELED was swallowed: whoever asked cannot see that it was "
                       "heard", .hint = 3 },
    { NULL }
};
