/* SPDX-License-Identifier: MIT */
/* What is wanted of a gather. */
#include "checking.h"

static bool own_work(struct run *run)
{
    uint64_t count;
    const struct log_record *records = run_records(run, &count);

    for (uint64_t i = 0; i < count; i++)
        if (records[i].kind == LOG_STEP_END && (records[i].detail == LOG_WAIT_GATHER ||
                                                records[i].detail == LOG_WAIT_FUTURE))
            return seen(run, (double)records[i].time / 1e9, records[i].task,
                        "async_gather() was waited for at %.6g s",
                        (double)records[i].time / 1e9);
    return how_many(run, calls(run, "person *"), input_length(run, "person.names"));
}

static bool all_at_once(struct run *run)
{
    return begin_at(run, calls(run, "person *"), 0);
}

/* Who fails first; -1: nobody. */
static int failing(const struct run *run)
{
    int found = -1;

    for (int i = 0; i < input_length(run, "person.names"); i++)
        if (input_at(run, "person.failures", i) != 0 &&
            (found < 0 ||
             input_at(run, "person.delays", i) < input_at(run, "person.delays", found)))
            found = i;
    return found;
}

/* Whoever looks at my_gather()'s result takes it for a failure, but for 0. */
static bool nothing_said(struct run *run)
{
    for (int i = 0; i < input_length(run, "person.names"); i++)
        if (lines(run, say(run, "%s: *", input_text_at(run, "person.names", i)))->count > 0)
            return false;
    return true;
}

static bool results_in_place(struct run *run)
{
    if (failing(run) < 0 && nothing_said(run)) {
        seen(run, -1, 0, "all ended well, but no result was printed: my_gather() did not "
             "return 0");
        return because(run, "async_wait() returns how many are done: that is no failure", 1);
    }
    for (int i = 0; failing(run) < 0 && i < input_length(run, "person.names"); i++)
        if (!answers_text(run, input_text_at(run, "person.names", i),
                          input_text_at(run, "person.answers", i)))
            return false;
    return failing(run) >= 0 || prints_as_solution(run);
}

/* When who awaits them in the order of the list comes to the failed one. */
static double in_order(const struct run *run, int failed)
{
    double time = 0;

    for (int i = 0; i <= failed; i++)
        if (input_at(run, "person.delays", i) > time)
            time = input_at(run, "person.delays", i);
    return time;
}

static bool fails_at_once(struct run *run)
{
    const struct spells *told = lines(run, "* does not answer");
    int first = failing(run);

    if (first < 0)
        return true;
    const char *name = input_text_at(run, "person.names", first);
    double due = input_at(run, "person.delays", first), all = input_most(run, "person.delays");
    if (!never_polls(run))
        return because(run, "nobody has to look who has ended: async_wait() wakes whoever waits",
                       2);
    if (told->count == 0 && lines(run, "unhandled errors in a TaskGroup*")->count > 0) {
        seen(run, due, 0, "%s failed at %.6g s, and what was told was the failure of a task "
             "group", name, due);
        return because(run, "a group fails with a failure of its own, around those of its tasks, "
                       "and cancels the others; gather does neither", 2);
    }
    if (told->count == 0) {
        seen(run, due, 0, "%s failed at %.6g s, and no failure was told in words", name, due);
        return because(run, "its code alone has no words: await the task that failed, then "
                       "async_caught() knows them", 3);
    }
    if (prints_at(run, say(run, "%s does not answer", name), due))
        return true;
    seen(run, told->all[0].begin, 0, "%s failed at %.6g s, and the first failure told was "
         "\"%s\", at %.6g s", name, due, told->all[0].name, told->all[0].begin);
    if (told->all[0].begin == all && in_order(run, first) < all)
        because(run, "ASYNC_ALL_COMPLETED waits for all; ASYNC_FIRST_EXCEPTION for the first "
                "failure, too", 2);
    return false;
}

static bool others_go_on(struct run *run)
{
    const struct spells *people = calls(run, "person *");

    for (int i = 0; i < input_length(run, "person.names"); i++)
        if (!end_at(run, calls(run, say(run, "person %s",
                                        input_text_at(run, "person.names", i))),
                    input_at(run, "person.delays", i)))
            return false;
    return all_ended(run, people) && as_long_as_solution(run) && prints_as_solution(run);
}

const struct check checks[] = {
    { .name = "own work", .points = 0, .test = own_work,
      .wanted = "everybody is asked, and not by async_gather()",
      .misconception = "this one has to be written, not called", .hint = 1 },
    { .name = "all at once", .points = 3, .after = "own work", .test = all_at_once,
      .wanted = "all tasks have begun before the first one is waited for",
      .misconception = "awaiting a coroutine runs it to its end; make tasks of all first",
      .hint = 1 },
    { .name = "results in place", .points = 2, .after = "all at once",
      .test = results_in_place,
      .wanted = "results[i] is the result of coroutine i, whoever was quicker",
      .misconception = "results were stored in the order in which they came, or not at all", .hint = 1 },
    { .name = "fails at once", .points = 3, .after = "all at once", .test = fails_at_once,
      .wanted = "the first failure is returned at the moment it happens",
      .misconception = "awaiting one task after another, or ASYNC_ALL_COMPLETED, notices a "
                       "failure only when others are done", .hint = 2 },
    { .name = "others go on", .points = 2, .after = "fails at once", .test = others_go_on,
      .wanted = "a failure disturbs nobody else: each goes on to the own end",
      .misconception = "gather does not cancel the others; a task group does", .hint = 3 },
    { NULL }
};
