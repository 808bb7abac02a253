/* SPDX-License-Identifier: MIT */
/* What is wanted of the kitchen. */
#include "checking.h"

static bool is_called_away(struct run *run)
{
    return input(run, "call") < input(run, "bake");
}

/* Then the cooling may be cut short. */
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

static bool stops(struct run *run)
{
    if (!is_called_away(run))
        return true;
    const struct spells *done = lines(run, "bread done");
    if (done->count > 0)
        return seen(run, input(run, "call"), done->all[0].task,
                    "the phone rang at %.6g s, but the bread baked on to %.6g s",
                    input(run, "call"), done->all[0].begin);
    return done_by(run, oven_off(run));
}

static bool oven_is_off(struct run *run)
{
    if (rings_while_it_cools(run) && lines(run, "oven off")->count == 0)
        return seen(run, input(run, "call"), 0, "the phone rang at %.6g s, while the oven "
                    "cooled, and it was never turned off", input(run, "call"));
    return prints_times(run, "oven off", 1);
}

static bool cools(struct run *run)
{
    return rings_while_it_cools(run) || prints_at(run, "oven off", oven_off(run));
}

static bool off_before_door(struct run *run)
{
    const char *const wanted[] = { "oven off", "out of the door" };

    return prints_in_order(run, wanted, 2);
}

static bool ends_as_cancelled(struct run *run)
{
    if (rings_while_it_cools(run))
        return prints_as_solution(run);
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
