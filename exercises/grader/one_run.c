/* SPDX-License-Identifier: MIT */
/* A run: its log, its model, its memory, its inputs. */
#define _POSIX_C_SOURCE 200809L
#include "one_run.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct made {
    struct made *next;
    max_align_t bytes[];
};

void run_init(struct run *run, const struct scenario *scenario,
              const struct inputs *inputs)
{
    struct log_header header = { .clock = LOG_CLOCK_VIRTUAL, .ticks_per_second = 1e9 };

    *run = (struct run){ .scenario = scenario, .inputs = inputs };
    recording_init(&run->log, &header);
    model_init(&run->model, &header);
}

void run_take(struct run *run, struct recording *log)
{
    recording_done(&run->log);
    model_done(&run->model);
    run->log = *log;
    *log = (struct recording){ 0 };
    model_init(&run->model, &run->log.header);
    model_feed(&run->model, run->log.records, run->log.count);
}

void run_done(struct run *run)
{
    if (run->solution && run->solution != run) {
        run_done(run->solution);
        free(run->solution);
    }
    recording_done(&run->log);
    model_done(&run->model);
    free(run->trouble);
    free(run->flag);
    free(run->errors);
    while (run->made) {
        struct made *next = run->made->next;
        free(run->made);
        run->made = next;
    }
    *run = (struct run){ 0 };
}

void *run_make(struct run *run, size_t size)
{
    struct made *made = calloc(1, sizeof *made + size);

    if (!made) {
        fputs("out of memory\n", stderr);
        abort();
    }
    made->next = run->made;
    run->made = made;
    return made->bytes;
}

const char *say(struct run *run, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = run_make(run, (size_t)n + 1);
    va_start(args, format);
    vsnprintf(text, (size_t)n + 1, format, args);
    va_end(args);
    return text;
}

bool seen(struct run *run, double seconds, uint32_t task, const char *format, ...)
{
    va_list args;

    run->sighting = (struct sighting){ .any = true, .seconds = seconds, .task = task };
    va_start(args, format);
    vsnprintf(run->sighting.text, SEEN, format, args);
    va_end(args);
    return false;
}

bool because(struct run *run, const char *advice, int hint)
{
    run->sighting.advice = advice;
    run->sighting.hint = hint;
    return false;
}

/* ---- Lines ---------------------------------------------------------------------- */

static void add_line(struct run *run, int *room, const struct line *line)
{
    if (run->line_count == *room) {
        struct line *more = run_make(run, 2 * (size_t)(*room + 8) * sizeof *more);
        if (run->line_count)
            memcpy(more, run->lines, (size_t)run->line_count * sizeof *more);
        run->lines = more;
        *room = 2 * (*room + 8);
    }
    run->lines[run->line_count++] = *line;
}

static void cut_lines(struct run *run)
{
    const struct model *model = &run->model;
    char *text = run_make(run, model->output_size + 1);
    int room = 0;
    size_t begun = 0;
    uint64_t last = 0;

    if (model->output_size)
        memcpy(text, model->output, model->output_size);
    for (uint64_t i = 0; i < model->print_count; i++) {
        const struct print *print = &model->prints[last = i];
        for (uint64_t at = print->offset; at < print->offset + print->length; at++) {
            if (text[at] != '\n')
                continue;
            text[at] = '\0';
            add_line(run, &room, &(struct line){ print->time, print->task, text + begun });
            begun = at + 1;
        }
    }
    if (begun < model->output_size)     /* the last one had no end */
        add_line(run, &room, &(struct line){ model->prints[last].time,
                                             model->prints[last].task, text + begun });
}

const struct line *run_lines(struct run *run, int *count)
{
    if (!run->lines_cut)
        cut_lines(run);
    run->lines_cut = true;
    *count = run->line_count;
    return run->lines;
}

/* ---- Inputs ----------------------------------------------------------------------- */

/* An exercise's own mistake: nothing is judged by it, since no grade would be right. */
static _Noreturn void wrong_name(const char *name, const char *why)
{
    fprintf(stderr, "checks.c: input \"%s\": %s\n", name, why);
    exit(2);
}

static const struct drawn *find(const struct run *run, const char *name)
{
    const struct drawn *drawn = inputs_find(run->inputs, name);

    if (!drawn)
        wrong_name(name, "exercise.conf has no such input in this scenario");
    return drawn;
}

const char *input_text_at(const struct run *run, const char *name, int i)
{
    const struct drawn *drawn = find(run, name);

    if (i < 0 || i >= drawn->count)
        wrong_name(name, "it has not so many values");
    return drawn->values[i];
}

double input_at(const struct run *run, const char *name, int i)
{
    const char *text = input_text_at(run, name, i);
    char *end;
    double value = strtod(text, &end);

    if (end == text || *end)
        wrong_name(name, "it is not a number");
    return value;
}

double input(const struct run *run, const char *name)
{
    return input_at(run, name, 0);
}

const char *input_text(const struct run *run, const char *name)
{
    return input_text_at(run, name, 0);
}

int input_length(const struct run *run, const char *name)
{
    return find(run, name)->count;
}

double input_sum(const struct run *run, const char *name)
{
    double sum = 0;

    for (int i = 0; i < input_length(run, name); i++)
        sum += input_at(run, name, i);
    return sum;
}

double input_most(const struct run *run, const char *name)
{
    double most = input(run, name);

    for (int i = 1; i < input_length(run, name); i++)
        if (input_at(run, name, i) > most)
            most = input_at(run, name, i);
    return most;
}

double input_least(const struct run *run, const char *name)
{
    double least = input(run, name);

    for (int i = 1; i < input_length(run, name); i++)
        if (input_at(run, name, i) < least)
            least = input_at(run, name, i);
    return least;
}

bool like(const char *pattern, const char *text)
{
    const char *star = NULL, *again = NULL;

    while (*text) {
        if (*pattern == '*') {
            star = pattern++;
            again = text;
        } else if (*pattern == *text) {
            pattern++;
            text++;
        } else if (star) {
            pattern = star + 1;
            text = ++again;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

/* ---- Looking --------------------------------------------------------------------- */

const struct model *run_model(const struct run *run)
{
    return &run->model;
}

const struct log_record *run_records(const struct run *run, uint64_t *count)
{
    *count = run->log.count;
    return run->log.records;
}

struct run *run_of_solution(struct run *run)
{
    if (!run->solution)
        run->solution = run->solve ? run->solve(run, run->solve_arg) : run;
    return run->solution;
}

static const char *warned(const struct run *run, enum log_warning kind)
{
    for (uint64_t i = 0; i < run->model.warning_count; i++)
        if (run->model.warnings[i].kind == kind)
            return model_name(&run->model, run->model.warnings[i].text);
    return NULL;
}

const char *run_lent(const struct run *run)
{
    return warned(run, LOG_WARN_LENT);
}

const char *run_last_words(const struct run *run)
{
    return run->model.ended ? NULL : warned(run, LOG_WARN_MISUSE);
}

const char *run_scenario(const struct run *run)
{
    return run->scenario->name;
}

double run_seconds(const struct run *run)
{
    return (double)run->model.now / 1e9;
}

bool run_is_drawn(const struct run *run)
{
    return run->schedule != 0;
}
