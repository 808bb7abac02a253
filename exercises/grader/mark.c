/* SPDX-License-Identifier: MIT */
/* What is kept of the run in which a check failed first, and what that comes from. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verdict.h"

const struct fault fault_ended = { "how it ended", "the program comes to its end", NULL };
const struct fault fault_lent = {
    "what a task uses", "what a task gets as its argument lasts as long as the task",
    "a local variable is gone when its function has returned: let the argument lie where "
    "it stays, or async_coroutine_with() copy it"
};

/* ---- Advice, by symptom -------------------------------------------------------------------- */

/* What crashes come from most often among people who learn this. */
static const char *crash_advice(const struct run *run)
{
    if (strstr(run->errors, "it has not so many values"))
        return "the number is behind the end of the list. A task that was given &i of a loop "
               "reads it when the loop has gone on: async_coroutine_with() copies it";
    if (strstr(run->errors, "stack overflow in '"))
        return NULL;
    if (run->signal == SIGSEGV || run->signal == SIGBUS)
        return "a pointer was NULL, or what it pointed to was gone: the result of a task "
               "that failed or was cancelled is NULL";
    if (run->signal == SIGFPE)
        return "a division by zero: nobody was left to count";
    return NULL;
}

static bool main_failed(const struct run *run)
{
    const struct model *model = &run->model;

    return model->lane_count > 0 && model->lanes[0].done &&
           model->lanes[0].outcome == LOG_FAILED;
}

/* NULL: nobody knows. */
static const char *advice(const struct mark *mark, const struct run *run,
                          const struct fault *fault)
{
    if (run->trouble)
        return crash_advice(run);
    if (fault || run->stuck)
        return fault ? fault->advice : NULL;
    if (run->sighting.advice)
        return *run->sighting.advice ? run->sighting.advice : NULL;
    return main_failed(run) ? NULL : mark->check->misconception;
}

/* ---- A mark -------------------------------------------------------------------------------- */

static char *where(const struct run *run)
{
    char inputs[400], schedule[60] = "";

    inputs_tell(run->inputs, inputs, sizeof inputs);
    if (run->schedule)
        snprintf(schedule, sizeof schedule, ", drawn schedule %llu",
                 (unsigned long long)run->schedule);
    return format_text("%s%s%s%s%s%s%s", *run->scenario->name ? "scenario \"" : "the run",
                       run->scenario->name, *run->scenario->name ? "\"" : "", schedule,
                       *inputs ? " (" : "", inputs, *inputs ? ")" : "");
}

static void draw_picture(struct mark *mark, struct run *run)
{
    const struct run *wanted = run_of_solution(run);

    mark->picture = compare_runs(run, wanted, false, false);
    mark->colored = compare_runs(run, wanted, false, true);
}

void mark_fail(struct mark *mark, struct run *run, const struct fault *fault, char *seen)
{
    if (mark->seen) {
        free(seen);
        return;
    }
    const char *from = advice(mark, run, fault);
    mark->title = fault ? fault->title : mark->check->name;
    mark->wanted = fault ? fault->wanted : mark->check->wanted;
    mark->seen = seen;
    mark->where = where(run);
    mark->scenario = copy_text(run->scenario->name);
    mark->advice = from ? copy_text(from) : NULL;
    mark->hint = !fault && run->sighting.hint ? run->sighting.hint : mark->check->hint;
    mark->errors = copy_text(run->errors ? run->errors : "");
    mark->cut_short = run->stuck || run->signal || run_last_words(run);
    if (run->model.lane_count > 0 && fault != &fault_lent)
        draw_picture(mark, run);
}

void mark_done(struct mark *mark)
{
    free(mark->where);
    free(mark->scenario);
    free(mark->seen);
    free(mark->advice);
    free(mark->errors);
    free(mark->picture);
    free(mark->colored);
}
