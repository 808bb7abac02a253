/* SPDX-License-Identifier: MIT */
/* Run the scenarios, try the checks, add up. */
#define _POSIX_C_SOURCE 200809L
#include "verdict.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct court {
    struct verdict *verdict;
    struct workshop *shop;
    const struct judging *how;
    uint64_t seed;
    bool *failed_here;          /* by check: in the scenario at hand */
    bool *passed_run;           /* by check: in the run at hand */
    char *error;
};

/* ---- The solution's run ------------------------------------------------------------------ */

/* A run of the solution on the same inputs; the run itself if there is none to be had. */
static struct run *solve(struct run *run, void *arg)
{
    struct court *court = arg;
    struct run *made = calloc(1, sizeof *made);

    if (!made || !workshop_solution(court->shop, court->error)) {
        free(made);
        return run;
    }
    run_init(made, run->scenario, run->inputs);
    made->schedule = run->schedule;
    if (scenario_run(court->shop, court->shop->solution, true, made, court->error))
        return made;
    run_done(made);
    free(made);
    return run;
}

/* ---- Checks of one run --------------------------------------------------------------------- */

static bool concerns(const struct check *check, const struct scenario *scenario)
{
    return !check->scenario || strcmp(check->scenario, scenario->name) == 0;
}

static int check_called(const struct court *court, const char *name)
{
    for (int i = 0; i < court->shop->check_count; i++)
        if (strcmp(court->shop->checks[i].name, name) == 0)
            return i;
    return -1;
}

static char *sighting_text(const struct run *run)
{
    return copy_text(run->sighting.any ? run->sighting.text : "it was not so");
}

/* Has what must come before it passed in this run? */
static bool may_be_tried(const struct court *court, const struct check *check)
{
    int after = check->after ? check_called(court, check->after) : -1;

    return after < 0 || court->passed_run[after];
}

/* True: passed. */
static bool try_check(struct court *court, int i, struct run *run)
{
    struct mark *mark = &court->verdict->marks[i];
    const struct check *check = mark->check;

    run->sighting = (struct sighting){ 0 };
    if (run->trouble) {
        mark_fail(mark, run, &fault_ended, copy_text(run->trouble));
        return false;
    }
    if (!may_be_tried(court, check)) {
        if (!mark->seen && mark->state == MARK_PASSED)
            mark->state = MARK_NOT_TRIED;
        return false;
    }
    if (check->test(run))
        return true;
    mark->state = MARK_FAILED;
    mark_fail(mark, run, NULL, sighting_text(run));
    return false;
}

/* Whatever the checks say, this run is not right. */
static void refuse(struct court *court, struct run *run, const struct fault *fault,
                   const char *words)
{
    int last = -1;

    for (int i = 0; i < court->verdict->mark_count; i++) {
        if (!concerns(court->verdict->marks[i].check, run->scenario))
            continue;
        if (!court->passed_run[i])
            return;
        if (last < 0 || court->verdict->marks[i].check->points > 0)
            last = i;
    }
    if (last < 0)
        return;
    court->verdict->marks[last].state = MARK_FAILED;
    court->failed_here[last] = true;
    mark_fail(&court->verdict->marks[last], run, fault, copy_text(words));
}

static void try_checks(struct court *court, struct run *run)
{
    for (int i = 0; i < court->verdict->mark_count; i++) {
        struct mark *mark = &court->verdict->marks[i];
        if (!concerns(mark->check, run->scenario)) {
            court->passed_run[i] = may_be_tried(court, mark->check);    /* what is after it */
            continue;
        }
        court->passed_run[i] = try_check(court, i, run);
        if (!court->passed_run[i])
            court->failed_here[i] = true;
        if (run->trouble)
            mark->state = MARK_FAILED;
    }
    if (run->stuck)
        refuse(court, run, &fault_ended, "a deadlock: the run had no end, since all waited "
               "for each other");
    if (run_lent(run))
        refuse(court, run, &fault_lent, run_lent(run));
}

/* ---- Runs ------------------------------------------------------------------------------------ */

static void note_run(struct court *court, struct run *run)
{
    struct verdict *verdict = court->verdict;

    if (run->flag && !verdict->flag)
        verdict->flag = copy_text(run->flag);
    if (!*verdict->errors && *run->errors) {
        free(verdict->errors);
        free(verdict->errors_scenario);
        verdict->errors = copy_text(run->errors);
        verdict->errors_scenario = copy_text(run->scenario->name);
    }
    if (run->schedule == 0) {
        verdict->logs[verdict->log_count++] = run->log;
        run->log = (struct recording){ 0 };
    }
}

static bool run_once(struct court *court, const struct scenario *scenario,
                     const struct inputs *inputs, uint64_t schedule)
{
    struct run run;

    run_init(&run, scenario, inputs);
    run.schedule = schedule;
    run.solve = solve;
    run.solve_arg = court;
    bool good = scenario_run(court->shop, court->verdict->build.module, false, &run,
                             court->error);
    if (good) {
        try_checks(court, &run);
        note_run(court, &run);
    }
    run_done(&run);
    return good;
}

static void count_scenario(struct court *court, const struct scenario *scenario)
{
    for (int i = 0; i < court->verdict->mark_count; i++) {
        struct mark *mark = &court->verdict->marks[i];
        if (!concerns(mark->check, scenario))
            continue;
        mark->tried++;
        mark->passed += !court->failed_here[i];
    }
}

static bool run_scenario_of(struct court *court, const struct scenario *scenario)
{
    int schedules = scenario->schedules;
    struct inputs inputs;

    if (court->how->schedules > schedules)
        schedules = court->how->schedules;
    if (!inputs_draw(&inputs, court->shop->exercise, scenario,
                     hash_text(court->seed, scenario->name), court->error))
        return false;
    memset(court->failed_here, 0, (size_t)court->verdict->mark_count);
    bool good = true;
    for (int k = 0; good && k <= schedules; k++)
        good = run_once(court, scenario, &inputs, (uint64_t)k);
    if (good)
        count_scenario(court, scenario);
    inputs_done(&inputs);
    return good;
}

/* ---- The whole ---------------------------------------------------------------------------------- */

static void add_up(struct verdict *verdict)
{
    for (int i = 0; i < verdict->mark_count; i++) {
        struct mark *mark = &verdict->marks[i];
        if (mark->tried > 0)
            mark->points = mark->check->points * (double)mark->passed / mark->tried;
        if (verdict->flag)
            mark->points = 0;
        verdict->points += mark->points;
    }
    verdict->points = round(verdict->points * 100) / 100;
}

static bool run_all(struct court *court)
{
    const struct exercise *exercise = court->shop->exercise;
    size_t n = (size_t)court->shop->check_count + 1;
    bool good = true;

    court->failed_here = calloc(n, 1);
    court->passed_run = calloc(n, 1);
    court->verdict->logs = calloc(SCENARIOS, sizeof *court->verdict->logs);
    if (!court->failed_here || !court->passed_run || !court->verdict->logs)
        abort();
    for (int i = 0; good && i < exercise->scenario_count; i++)
        good = run_scenario_of(court, &exercise->scenarios[i]);
    free(court->failed_here);
    free(court->passed_run);
    return good;
}

static void begin(struct verdict *verdict, const struct workshop *shop, const char *file)
{
    const char *slash = strrchr(file, '/');

    *verdict = (struct verdict){ .name = copy_text(slash ? slash + 1 : file),
                                 .errors = copy_text(""), .points_most = shop->points,
                                 .mark_count = shop->check_count };
    verdict->marks = calloc((size_t)shop->check_count + 1, sizeof *verdict->marks);
    if (!verdict->marks)
        abort();
    for (int i = 0; i < shop->check_count; i++)
        verdict->marks[i] = (struct mark){ .check = &shop->checks[i],
                                           .title = shop->checks[i].name,
                                           .wanted = shop->checks[i].wanted };
}

static void nothing_tried(struct verdict *verdict)
{
    for (int i = 0; i < verdict->mark_count; i++)
        verdict->marks[i].state = MARK_NOT_TRIED;
    if (verdict->build.state == BUILD_SUSPECT)
        verdict->flag = copy_text(verdict->build.words);
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool judge(struct court *court, const struct source *source)
{
    struct verdict *verdict = court->verdict;

    if (!build_submission(court->shop, source, &verdict->build, court->error))
        return false;
    if (verdict->build.state != BUILD_GOOD) {
        nothing_tried(verdict);
        return true;
    }
    if (!run_all(court))
        return false;
    add_up(verdict);
    return true;
}

bool verdict_make(struct verdict *verdict, struct workshop *shop, const char *file,
                  const struct judging *how, char *error)
{
    struct court court = { .verdict = verdict, .shop = shop, .how = how, .error = error };
    struct source source;
    double begun = now();
    char why[ERROR];
    bool good = true;

    begin(verdict, shop, file);
    if (!source_read(&source, file, how->follow_links, why)) {
        verdict->build.state = BUILD_UNREADABLE;
        verdict->build.words = copy_text(why);
        nothing_tried(verdict);
    } else {
        court.seed = how->seed;
        if (!how->same_inputs)
            court.seed = hash_bytes(shop->seed ^ how->seed, source.text, source.size);
        good = judge(&court, &source);
        source_free(&source);
    }
    verdict->seconds = now() - begun;
    return good;
}

void verdict_done(struct verdict *verdict)
{
    for (int i = 0; i < verdict->mark_count; i++)
        mark_done(&verdict->marks[i]);
    for (int i = 0; i < verdict->log_count; i++)
        recording_done(&verdict->logs[i]);
    free(verdict->marks);
    free(verdict->logs);
    free(verdict->name);
    free(verdict->flag);
    free(verdict->errors);
    free(verdict->errors_scenario);
    build_done(&verdict->build);
    *verdict = (struct verdict){ 0 };
}

bool verdict_full(const struct verdict *verdict)
{
    for (int i = 0; i < verdict->mark_count; i++)
        if (verdict->marks[i].state != MARK_PASSED)
            return false;
    return verdict->build.state == BUILD_GOOD && !verdict->flag;
}

const struct mark *verdict_first_failed(const struct verdict *verdict)
{
    for (int i = 0; i < verdict->mark_count; i++)
        if (verdict->marks[i].state == MARK_FAILED)
            return &verdict->marks[i];
    return NULL;
}
