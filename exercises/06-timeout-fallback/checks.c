/* SPDX-License-Identifier: MIT */
/* What is wanted of the weather report. */
#include <string.h>

#include "checking.h"

static bool is_late(struct run *run, int i)
{
    return input_at(run, "weather.delays", i) > input(run, "limit");
}

static const char *line_of(struct run *run, int i)
{
    const char *town = input_text_at(run, "weather.names", i);

    if (is_late(run, i))
        return say(run, "%s: yesterday %s", town, input_text_at(run, "yesterday", i));
    if (input_at(run, "weather.failures", i) != 0)
        return say(run, "%s: broken", town);
    return say(run, "%s: %s", town, input_text_at(run, "weather.answers", i));
}

static double line_time(struct run *run, int i)
{
    double now = 0;

    for (int k = 0; k <= i; k++)
        now += is_late(run, k) ? input(run, "limit") : input_at(run, "weather.delays", k);
    return now;
}

static bool asked(struct run *run)
{
    if (strcmp(run_scenario(run), "a station is broken") == 0)
        return true;                    /* the next ones look at it */
    for (int i = 0; i < input_length(run, "weather.names"); i++) {
        const char *town = input_text_at(run, "weather.names", i);
        const struct spells *one = calls(run, say(run, "weather %s", town));
        if (one->count != 1)
            return seen(run, -1, 0, "%s was asked %d times", town, one->count);
        if (i == 0 || one->all[0].begin > line_time(run, i - 1) - 1e-6)
            continue;
        seen(run, one->all[0].begin, one->all[0].task, "%s was asked at %.6g s, before %s was "
             "told of", town, one->all[0].begin, input_text_at(run, "weather.names", i - 1));
        return because(run, "the towns are asked one after another, each with the whole limit",
                       1);
    }
    return true;
}

/* A line at the right time, whatever it says. */
static bool on_time(struct run *run)
{
    for (int i = 0; i < input_length(run, "weather.names"); i++)
        if (!prints_at(run, say(run, "%s: *", input_text_at(run, "weather.names", i)),
                       line_time(run, i)))
            return false;
    return true;
}

static bool at_the_limit(struct run *run)
{
    if (!on_time(run)) {
        const struct spells *told = lines(run, "*: yesterday *");
        return told->count > 0 && told->all[0].begin == 2.0 &&
               because(run, "the limit is an input: 2 s is that of the example", 1);
    }
    return never_polls(run) ||
           because(run, "nobody has to look whether the answer is there: async_wait_for() "
                   "wakes whoever waits, at the limit at the latest", 1);
}

/* A question that is too late is stopped at the limit. */
static bool late_is_stopped(struct run *run)
{
    const struct spells *questions = calls(run, "weather *");

    for (int i = 0; i < questions->count; i++) {
        const struct spell *one = &questions->all[i];
        if (one->end - one->begin > input(run, "limit") + 1e-6)
            return seen(run, one->begin + input(run, "limit"), one->task,
                        "%s still waited when its %.6g s were over: it ran on to %.6g s",
                        one->name, input(run, "limit"), one->end);
    }
    return nothing_left_behind(run);
}

static bool broken_is_told(struct run *run)
{
    return main_ended(run, LOG_RETURNED) && prints(run, line_of(run, 0)) &&
           prints(run, line_of(run, 1));
}

static bool right_words(struct run *run)
{
    for (int i = 0; i < input_length(run, "weather.names"); i++)
        if (!prints_at(run, line_of(run, i), line_time(run, i)))
            return false;
    return prints_as_solution(run) && main_ended(run, LOG_RETURNED);
}

const struct check checks[] = {
    { .name = "asked", .points = 0, .test = asked,
      .wanted = "each station is asked once, one town after another",
      .misconception = "every station is asked: the limit counts for each anew, and the "
                       "fallback is for late answers only", .hint = 1 },
    { .name = "in time", .points = 2, .after = "asked", .scenario = "all in time",
      .test = on_time,
      .wanted = "an answer that comes in time is told when it comes",
      .misconception = "a limit is no delay: nobody waits for it to pass", .hint = 1 },
    { .name = "at the limit", .points = 3, .after = "in time",
      .scenario = "all too late", .test = at_the_limit,
      .wanted = "when the limit has passed, yesterday's weather is told at once",
      .misconception = "looking at the clock after the answer does not shorten the waiting",
      .hint = 1 },
    { .name = "late is stopped", .points = 2, .after = "at the limit",
      .test = late_is_stopped,
      .wanted = "a question that is too late is cancelled, not left running",
      .misconception = "giving up waiting is not stopping: async_wait() cancels nothing, "
                       "async_wait_for() does", .hint = 2 },
    { .name = "broken is told", .points = 2, .after = "in time",
      .scenario = "a station is broken", .test = broken_is_told,
      .wanted = "a station that fails is told as \"broken\", and the other towns are told, "
                "too",
      .misconception = "a failure is not a time-out: look which code it was", .hint = 2 },
    { .name = "right words", .points = 1, .after = "late is stopped",
      .test = right_words,
      .wanted = "one line for each town, as README.md says, and nothing else",
      .misconception = "a wrong line for a town", .hint = 3 },
    { NULL }
};
