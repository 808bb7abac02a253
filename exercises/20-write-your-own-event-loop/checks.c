/* SPDX-License-Identifier: MIT */
/* What is wanted of a loop. */
#include "checking.h"

static const char *dish(const struct run *run, int i)
{
    return input_text_at(run, "dishes", i);
}

static bool own_loop(struct run *run)
{
    const struct model *model = run_model(run);

    if (model->lane_count > 1)
        return seen(run, (double)model->lanes[1].created / 1e9, model->lanes[1].task,
                    "a task \"%s\" was made beside main",
                    model_name(model, model->lanes[1].name));
    return never_blocks(run) ||
           because(run, "async_blocking_sleep() keeps the thread; a loop sleeps so that others "
                   "could have it", 2);
}

static bool all_begin(struct run *run)
{
    for (int i = 0; i < input_length(run, "dishes"); i++)
        if (!prints_at(run, say(run, "%s 0", dish(run, i)), 0))
            return false;
    return true;
}

static bool on_time(struct run *run)
{
    int naps = (int)input(run, "naps");

    for (int i = 0; i < input_length(run, "dishes"); i++) {
        double due = 0;
        for (int k = 1; k <= naps; k++) {
            due += input_at(run, "lengths", i * naps + k - 1);
            if (!prints_at(run, k < naps ? say(run, "%s %d", dish(run, i), k)
                                         : say(run, "%s done", dish(run, i)), due))
                return false;
        }
    }
    return main_ended(run, LOG_RETURNED);
}

static bool first_come(struct run *run)
{
    int n = lines(run, "*")->count, wanted = lines(run_of_solution(run), "*")->count;

    for (int i = 0; i < n && i < wanted; i++) {
        const struct spell *mine = &lines(run, "*")->all[i];
        const char *line = lines(run_of_solution(run), "*")->all[i].name;
        if (!like(line, mine->name))
            return seen(run, mine->begin, mine->task,
                        "at %.6g s \"%s\" came, and it was the turn of \"%s\"", mine->begin,
                        mine->name, line);
    }
    return prints_as_solution(run);
}

static bool sleeps_once(struct run *run)
{
    int n = states(run, "main", SPAN_SLEEPING)->count;
    int wanted = states(run_of_solution(run), "main", SPAN_SLEEPING)->count;

    return n <= wanted || seen(run, -1, 0, "the loop slept %d times, and %d times will do", n,
                               wanted);
}

const struct check checks[] = {
    { .name = "own loop", .points = 0, .test = own_loop,
      .wanted = "no tasks, and no call that blocks the thread",
      .misconception = "this one has to be written, not called", .hint = 1 },
    { .name = "all begin", .points = 2, .after = "own loop", .test = all_begin,
      .wanted = "every dish begins at 0 s",
      .misconception = "a nap is the dish's, not the loop's: note when it is over, and go on "
                       "with the others", .hint = 1 },
    { .name = "on time", .points = 3, .after = "all begin", .test = on_time,
      .wanted = "each dish is resumed at the moment when its nap is over, and comes to its end",
      .misconception = "the loop has to sleep up to the *next* moment at which anybody is "
                       "due, and to go on until nobody is left", .hint = 2 },
    { .name = "who asked first", .points = 3, .after = "on time", .test = first_come,
      .wanted = "of those due at one moment the one who asked first is resumed first",
      .misconception = "the ready form a line, not a list to be searched from the top nor a "
                       "stack: fair is first in, first out", .hint = 3 },
    { .name = "sleeps once", .points = 2, .after = "on time", .test = sleeps_once,
      .wanted = "the loop sleeps only when nobody is due, once up to the next moment",
      .misconception = "looking at the clock again and again keeps a processor busy with "
                       "nothing", .hint = 2 },
    { NULL }
};
