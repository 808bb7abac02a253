/* SPDX-License-Identifier: MIT */
/* Run one scenario under the log, and say how it ended. */
#define _POSIX_C_SOURCE 200809L
#include "scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <signal.h>
#include <time.h>

#include "confined.h"
#include "ending.h"
#include "launch.h"

enum { RECORDS_MOST = 200000, SIGNAL_EXIT = 128 };

static const char SEPARATOR[] = "\x1f";

/* ---- The command ------------------------------------------------------------------------ */

static void add_inputs(const struct inputs *inputs, struct words *argv)
{
    for (int i = 0; i < inputs->count; i++) {
        const struct drawn *drawn = &inputs->all[i];
        size_t room = strlen(drawn->name) + 2;
        for (int k = 0; k < drawn->count; k++)
            room += strlen(drawn->values[k]) + 1;
        char *text = calloc(1, room);
        if (!text)
            abort();
        strcat(strcpy(text, drawn->name), "=");
        for (int k = 0; k < drawn->count; k++)
            strcat(strcat(text, k ? SEPARATOR : ""), drawn->values[k]);
        words_add(argv, text, NULL);
        free(text);
    }
}

static struct spawn_room compose(const struct workshop *shop, const char *module,
                                 bool trusted, const struct run *run, struct words *argv)
{
    static const struct sandbox none;
    const struct sandbox *sandbox = trusted ? &none : &shop->sandbox;
    struct confinement how = { .limits = run->scenario->limits,
                               .seen = { shop->runner, "/runner", module, "/module" } };

    struct spawn_room room = sandbox_begin(sandbox, &how, argv);
    words_add(argv, sandbox_inside(sandbox, shop->runner, "/runner"),
              sandbox_inside(sandbox, module, "/module"), NULL);
    words_format(argv, "%s%s%s", shop->exercise->title, *run->scenario->name ? ": " : "",
                 run->scenario->name);
    add_inputs(run->inputs, argv);
    return room;
}

/* ---- Watching ------------------------------------------------------------------------------ */

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* To its end, or to the limit that it met: then which, in words. */
static const char *watch(struct launch *child, const struct limits *limits)
{
    double end = now() + limits->wall;
    const char *met = NULL;

    while (!launch_ended(child, NULL)) {
        launch_drain(child);
        if (met)
            continue;
        if (launch_output(child) > (uint64_t)limits->output * 1024)
            met = "it printed without end";
        else if (launch_recording(child)->count > RECORDS_MOST)
            met = "it went on without end (200,000 events)";
        else if (now() > end)
            met = "it did not end within its time limit";
        if (met)
            launch_stop(child);
        else
            launch_wait(&child, 1, 0.1);
    }
    return met;
}

/* Bubblewrap tells a signal as an exit status, as shells do. */
static int signal_of(int status)
{
    if (WIFSIGNALED(status))
        return WTERMSIG(status);
    return WEXITSTATUS(status) > SIGNAL_EXIT && WEXITSTATUS(status) < SIGNAL_EXIT + 65
               ? WEXITSTATUS(status) - SIGNAL_EXIT : 0;
}

/* The text itself; every line end and what blanks surround it become one blank. */
static char *on_one_line(char *text)
{
    char *to = text;

    for (const char *from = text; *from; from++) {
        bool blank = *from == ' ' || *from == '\n';
        if (!blank || (to > text && to[-1] != ' '))
            *to++ = blank ? ' ' : *from;
    }
    while (to > text && to[-1] == ' ')
        to--;
    *to = '\0';
    return text;
}

static char *tell_signal(const struct run *run, int signal)
{
    char name[100];
    const struct model *model = &run->model;
    const struct lane *lane = model->running ? model_lane(model, model->running) : NULL;

    if (signal == SIGXCPU || signal == SIGKILL)
        return copy_text("its processor time was used up: a loop that never ends or never "
                         "waits?");
    if (strstr(run->errors, "stack overflow in '"))
        return on_one_line(format_text("the program crashed: %s",
                                       strstr(run->errors, "stack overflow in '")));
    ending_signal(signal, name, sizeof name);
    return format_text("the program crashed by %s%s%.31s", name, lane ? " in " : "",
                       lane ? model_name(model, lane->name) : "");
}

/* A deadlock is an end that the runtime makes: there is something to judge. */
static bool is_stuck(const struct run *run)
{
    const struct model *model = &run->model;

    return !model->ended && model->warning_count > 0 &&
           model->warnings[model->warning_count - 1].kind == LOG_WARN_DEADLOCK;
}

/* Nothing of the learner's has run. */
static bool is_not_begun(const struct run *run)
{
    return run->log.count == 0;
}

static bool is_not_loaded(const struct run *run)
{
    return is_not_begun(run) &&
           strncmp(run->errors, CANNOT_LOAD, strlen(CANNOT_LOAD)) == 0;
}

/* Nor the runner: what should have started it could not.  False with `error`. */
static bool check_begun(const struct run *run, const struct launch *child, const char *met,
                        char *error)
{
    int status = 0;

    launch_ended(child, &status);
    if (!is_not_begun(run) || is_not_loaded(run) || met || launch_complaint(child) ||
        signal_of(status))
        return true;
    snprintf(error, ERROR, "a scenario could not be started, which is no fault of the "
             "submission: %.300s", *run->errors ? run->errors : "nothing was said");
    error[strcspn(error, "\n")] = '\0';
    return false;
}

/* Memory for thread-local variables is had when one is used, or the program ends. */
static bool lacks_memory(const struct run *run)
{
    return strstr(run->errors, "memory for thread-local data") ||
           (is_not_loaded(run) &&
            (strstr(run->errors, "map segment") || strstr(run->errors, "memory")));
}

static char *tell_not_loaded(const struct run *run)
{
    if (lacks_memory(run))
        return format_text("its variables do not fit into the %d MiB of memory that it may "
                           "use", run->scenario->limits.memory);
    return on_one_line(format_text("it could not be loaded: %.300s",
                                   run->errors + strlen(CANNOT_LOAD)));
}

/* How it ended, if not well: `trouble`, and perhaps a flag. */
static void judge_end(struct run *run, struct launch *child, const char *met)
{
    int status = 0, signal;
    const char *spoilt = launch_complaint(child);

    launch_ended(child, &status);
    signal = signal_of(status);
    if (spoilt) {
        run->trouble = copy_text("the event log was spoilt by the program");
        run->flag = copy_text(spoilt);
    } else if (met) {
        run->trouble = copy_text(met);
    } else if (signal) {
        run->signal = signal;
        run->trouble = tell_signal(run, signal);
    } else if (is_stuck(run)) {
        run->stuck = true;
    } else if (run_last_words(run)) {
        run->trouble = format_text("the runtime ended the program: %s", run_last_words(run));
    } else if (is_not_loaded(run) || lacks_memory(run)) {
        run->trouble = tell_not_loaded(run);
    } else if (!run->model.ended) {
        run->trouble = format_text("the program left with exit status %d in the middle of "
                                   "its run", WEXITSTATUS(status));
        run->flag = copy_text("the log has no end: it left by exit() or such");
    }
}

static void judge_log(struct run *run, struct launch *child)
{
    const char *wrong = log_complaint(run, launch_output(child));

    if (run->trouble || !wrong)
        return;
    run->trouble = copy_text("the event log does not hold together");
    run->flag = copy_text(wrong);
}

bool scenario_run(const struct workshop *shop, const char *module, bool trusted,
                  struct run *run, char *error)
{
    struct words argv = { 0 };
    char seed[24];

    struct spawn_room room = compose(shop, module, trusted, run, &argv);
    if (run->schedule) {
        snprintf(seed, sizeof seed, "%llu", (unsigned long long)run->schedule);
        setenv("INTERLEAVE_SCHEDULE", seed, 1);
    }
    struct launch_options options = { .argv = argv.all, .clock = LOG_CLOCK_VIRTUAL,
                                      .stretch = 1, .room = &room };
    struct launch *child = launch_start(&options, error, ERROR);
    unsetenv("INTERLEAVE_SCHEDULE");
    words_free(&argv);
    if (!child)
        return false;
    const char *met = watch(child, &run->scenario->limits);
    run->errors = copy_text(launch_errors(child));
    run_take(run, launch_recording(child));
    bool begun = check_begun(run, child, met, error);
    if (begun) {
        judge_end(run, child, met);
        judge_log(run, child);
    }
    launch_free(child);
    return begun;
}
