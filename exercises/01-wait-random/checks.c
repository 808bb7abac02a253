/* SPDX-License-Identifier: MIT */
/* What is wanted at the bus stop. */
#include "checking.h"

static bool thread_free(struct run *run)
{
    return never_blocks(run);
}

static bool awaited(struct run *run)
{
    const struct spells *buses = calls(run, "wait_random");
    int rides = (int)input(run, "rides");

    if (buses->count == rides)
        return true;
    if (buses->count > 0)
        return seen(run, -1, 0, "wait_random() was awaited %d times for %d rides",
                    buses->count, rides);
    seen(run, -1, 0, "no coroutine wait_random() ran: it was called like any function, or has "
         "another name");
    return because(run, "a plain call looks the same as long as nothing else runs; only a "
                   "coroutine can get a name, a task, a time limit", 1);
}

static bool waits(struct run *run)
{
    const struct spells *buses = calls(run, "wait_random");
    int n = states(run, "*", SPAN_SLEEPING)->count, rides = (int)input(run, "rides");

    if (n < rides)
        return seen(run, -1, 0, "%d of %d rides began with a sleep", n, rides);
    if (!awaited(run))
        return false;
    if (!one_after_another(run, buses)) {
        seen(run, buses->all[1].begin, buses->all[1].task, "bus 2 was waited for from %.6g s "
             "on, and bus 1 came at %.6g s", buses->all[1].begin, buses->all[0].end);
        return because(run, "tasks that are made at once wait at once: nobody rides in two "
                       "buses", 3);
    }
    if (n == rides)
        return true;
    seen(run, -1, 0, "%d sleeps for %d rides: a wait was cut into pieces", n, rides);
    return because(run, "async_sleep() wakes by itself, however long it is: nobody has to "
                   "look at the clock meanwhile", 1);
}

/* Each line says how long the sleep before it was. */
static bool tells_its_wait(struct run *run)
{
    const struct spells *sleeps = states(run, "*", SPAN_SLEEPING);

    for (int i = 0; i < sleeps->count; i++) {
        const struct spell *sleep = &sleeps->all[i];
        const char *line = say(run, "bus %d after %.0f s", i + 1, sleep->end - sleep->begin);
        const struct spells *told = lines(run, say(run, "bus %d after *", i + 1));
        if (told->count > 0 && lines(run, line)->count == 0)
            return seen(run, told->all[0].begin, told->all[0].task, "\"%s\" was printed, and "
                        "the wait was %.6g s long", told->all[0].name,
                        sleep->end - sleep->begin);
        if (!prints_at(run, line, sleep->end))
            return false;
    }
    return true;
}

static bool by_the_seed(struct run *run)
{
    const struct spells *all = states(run, "*", SPAN_SLEEPING);
    const struct spells *wanted =
        states(run_of_solution(run), "*", SPAN_SLEEPING);

    for (int i = 0; i < all->count && i < wanted->count; i++) {
        double seconds = all->all[i].end - all->all[i].begin;
        double due = wanted->all[i].end - wanted->all[i].begin;
        if (seconds < due - 1e-6 || seconds > due + 1e-6)
            return seen(run, all->all[i].begin, all->all[i].task,
                        "wait %d took %.0f s; the die seeded with %.0f shows %.0f",
                        i + 1, seconds, input(run, "seed"), due);
    }
    return as_long_as_solution(run);
}

static bool total(struct run *run)
{
    return answers(run, "waited", run_seconds(run)) && prints_as_solution(run);
}

const struct check checks[] = {
    { .name = "thread free", .points = 0, .test = thread_free,
      .wanted = "no call keeps the thread while it waits",
      .misconception = "async_blocking_sleep() stops everybody; async_sleep() stops only "
                       "the one who calls it", .hint = 1 },
    { .name = "waits", .points = 3, .after = "thread free", .test = waits,
      .wanted = "one sleep for each ride, in a coroutine that is awaited",
      .misconception = "a coroutine that nobody awaits never begins", .hint = 1 },
    { .name = "tells its wait", .points = 3, .after = "waits", .test = tells_its_wait,
      .wanted = "when a bus comes its line is printed, with the wait that just ended",
      .misconception = "the number that was printed is not the number that was waited: "
                       "throw the die once for each bus", .hint = 2 },
    { .name = "by the seed", .points = 2, .after = "tells its wait", .test = by_the_seed,
      .wanted = "the waits are the throws of the die, seeded once with the input \"seed\"",
      .misconception = "the die of die.h is seeded once, with the input, before the first "
                       "throw: seeding again begins the same row of throws again", .hint = 2 },
    { .name = "total", .points = 2, .after = "by the seed", .test = total,
      .wanted = "the answer \"waited\" is the sum of the waits, and nothing else is printed",
      .misconception = "the total was counted from other throws, or not handed in",
      .hint = 3 },
    { NULL }
};
