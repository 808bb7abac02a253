/* SPDX-License-Identifier: MIT */
/* What is wanted of the calls. */
#include <string.h>

#include "checking.h"

static bool impatient(const struct run *run)
{
    return strncmp(run_scenario(run), "out of patience", strlen("out of patience")) == 0;
}

/* Which call is answered, from 1; 0: none of those that are allowed. */
static int answered(const struct run *run)
{
    for (int i = 0; i < (int)input(run, "tries"); i++)
        if (input_at(run, "grandma.failures", i) == 0)
            return i + 1;
    return 0;
}

static bool rings_again(struct run *run)
{
    const struct spells *rings = calls(run, "grandma *");
    int wanted = answered(run) ? answered(run) : (int)input(run, "tries");

    if (impatient(run))
        return true;
    for (int i = 0; i < rings->count; i++) {
        if (like(say(run, "grandma call %d", i + 1), rings->all[i].name))
            continue;
        seen(run, rings->all[i].begin, rings->all[i].task, "%s came as number %d",
             rings->all[i].name, i + 1);
        return because(run, "each call has a number of its own: ring(1), then ring(2)", 1);
    }
    return rings->count >= wanted ||
           seen(run, -1, 0, "after %d call%s nobody rang again", rings->count,
                rings->count == 1 ? "" : "s");
}

static bool one_at_a_time(struct run *run)
{
    if (!one_after_another(run, calls(run, "grandma *")))
        return because(run, "several calls were made at once: the next one is for when the one "
                       "before has failed", 1);
    return never_blocks(run) ||
           because(run, "a pause in blocking form keeps the thread, and nobody can cancel it",
                   2);
}

static bool stops_when_told(struct run *run)
{
    const struct spells *rings = calls(run, "grandma *");
    double end = input(run, "patience");

    if (rings->count > 2 && rings->all[1].end < end)
        return seen(run, end, 0, "patience ended at %.6g s, in a pause, and call 3 was made",
                    end);
    if (run_seconds(run) > end + 1e-6)
        return seen(run, end, 0, "patience ended at %.6g s, and the calls went on to %.6g s",
                    end, run_seconds(run));
    return rings->count == 2 ||
           seen(run, -1, 0, "%d call%s in place of 2 before patience ended", rings->count,
                rings->count == 1 ? "" : "s");
}

static bool enough(struct run *run)
{
    const struct spells *rings = calls(run, "grandma *");
    int tries = (int)input(run, "tries");

    return rings->count <= tries ||
           seen(run, rings->all[tries].begin, rings->all[tries].task,
                "call %d was made, where %d are allowed", tries + 1, tries);
}

static bool pauses_grow(struct run *run)
{
    const struct spells *rings = calls(run, "grandma *");
    double pause = input(run, "pause");

    if (rings->count > 0 && rings->all[0].begin > 1e-6) {
        seen(run, 0, rings->all[0].task, "the first call came only at %.6g s",
             rings->all[0].begin);
        return because(run, "a pause comes between two calls: before the first there is none",
                       1);
    }
    for (int i = 1; i < rings->count; i++, pause *= 2) {
        if (rings->all[i].begin > input(run, "patience") - 1e-6)
            break;                      /* another check looks at that */
        double took = rings->all[i].begin - rings->all[i - 1].end;
        if (took < pause - 1e-6 || took > pause + 1e-6)
            return seen(run, rings->all[i - 1].end, rings->all[i].task,
                        "pause %d took %.6g s, not %.6g s", i, took, pause);
    }
    return true;
}

static bool no_last_pause(struct run *run)
{
    const struct spells *rings = calls(run, "grandma *");
    double end = rings->count ? rings->all[rings->count - 1].end : 0;

    return run_seconds(run) < end + 1e-6 ||
           seen(run, end, 0, "the last call ended at %.6g s, but the run only at %.6g s",
                end, run_seconds(run));
}

static bool tells(struct run *run)
{
    if (!main_ended(run, LOG_RETURNED))
        return false;
    if (prints_as_solution(run))
        return true;
    return impatient(run) && lines(run, "not reached")->count > 0 &&
           because(run, "who is cancelled ends as cancelled: return async_return(rc), not a "
                   "failure of its own", 2);
}

const struct check checks[] = {
    { .name = "rings again", .points = 2, .test = rings_again,
      .wanted = "after a call without an answer there is another, as long as tries are left",
      .misconception = "one failed call is not yet a failure", .hint = 1 },
    { .name = "one at a time", .points = 0, .after = "rings again", .test = one_at_a_time,
      .wanted = "a call begins when the one before has failed",
      .hint = 1 },
    { .name = "pauses grow", .points = 2, .after = "one at a time", .test = pauses_grow,
      .wanted = "the first pause is \"pause\" long, each other one twice the one before",
      .misconception = "calling again at once, or always after the same time, is what a "
                       "service in trouble needs least", .hint = 1 },
    { .name = "enough", .points = 2, .after = "rings again", .test = enough,
      .wanted = "no more calls than \"tries\"",
      .misconception = "tries were counted as repetitions: the first call is one of them",
      .hint = 2 },
    { .name = "no last pause", .points = 1, .after = "enough",
      .scenario = "nobody at home", .test = no_last_pause,
      .wanted = "after the last call nobody waits",
      .misconception = "a pause is for the call behind it; behind the last there is none",
      .hint = 2 },
    { .name = "stops when told", .points = 1, .after = "rings again",
      .scenario = "out of patience", .test = stops_when_told,
      .wanted = "when patience ends the calling ends, at that moment",
      .misconception = "-ECANCELED is no busy line: whoever tries again on every failure "
                       "cannot be stopped", .hint = 2 },
    { .name = "stops in a pause", .points = 1, .after = "rings again",
      .scenario = "out of patience in a pause", .test = stops_when_told,
      .wanted = "when patience ends in a pause there is no other call",
      .misconception = "async_sleep() says -ECANCELED, too: what it returns has to be "
                       "looked at", .hint = 2 },
    { .name = "tells", .points = 1, .after = "enough", .test = tells,
      .wanted = "the line that README.md asks for, and nothing else",
      .misconception = "the number of the call, or the failure, got lost on the way",
      .hint = 3 },
    { NULL }
};
