/* SPDX-License-Identifier: MIT */
/* Read exercise.conf, and parameters.conf over it. */
#define _XOPEN_SOURCE 700
#include "exercise_folder.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "draw.h"

struct reader {
    struct exercise *exercise;
    struct scenario common;     /* what stands before the first section */
    const char *file;
    bool overriding;            /* parameters.conf: names must exist */
    struct scenario *section;   /* NULL: before the first */
    int line;
    char *error;
};

static bool refuse(const struct reader *reader, const char *why, const char *what)
{
    snprintf(reader->error, ERROR, "%s/%s:%d: %s%s", reader->exercise->name, reader->file,
             reader->line, why, what);
    return false;
}

static char *trim(char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    for (size_t n = strlen(text); n > 0 && isspace((unsigned char)text[n - 1]); n--)
        text[n - 1] = '\0';
    return text;
}

/* A comment begins at a # that is in no string. */
static void cut_comment(char *line)
{
    bool quoted = false;

    for (; *line; line++) {
        quoted = quoted != (*line == '"');
        if (*line == '#' && !quoted) {
            *line = '\0';
            return;
        }
    }
}

static bool is_name(const char *text)
{
    if (!isalpha((unsigned char)*text))
        return false;
    while (isalnum((unsigned char)*text) || *text == '_' || *text == '.')
        text++;
    return *text == '\0';
}

/* ---- Settings -------------------------------------------------------------------- */

static bool take_number(const struct reader *reader, const char *value, int most, int *out)
{
    char *end;
    long n = strtol(value, &end, 10);

    if (end == value || *end || n < 1 || n > most) {
        char range[80];
        snprintf(range, sizeof range, "%.30s: it takes a whole number from 1 to %d", value,
                 most);
        return refuse(reader, "", range);
    }
    *out = (int)n;
    return true;
}

/* 1: it was one, 0: it is an input's name, -1: it was a bad one. */
static int take_setting(struct reader *reader, const char *name, const char *value)
{
    struct scenario *at = reader->section ? reader->section : &reader->common;
    struct {
        const char *name;
        char **text;
        int *number, most;
    } settings[] = {
        { "title", &reader->exercise->title, NULL, 0 },
        { "lesson", &reader->exercise->lesson, NULL, 0 },
        { "functions", &reader->exercise->functions, NULL, 0 },
        { "cpu", NULL, &at->limits.cpu, 600 },
        { "wall", NULL, &at->limits.wall, 600 },
        { "memory", NULL, &at->limits.memory, 65536 },
        { "output", NULL, &at->limits.output, 65536 },
        { "schedules", NULL, &at->schedules, 1000 },
    };

    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        if (strcmp(settings[i].name, name) != 0)
            continue;
        if (settings[i].number)
            return take_number(reader, value, settings[i].most, settings[i].number) ? 1 : -1;
        free(*settings[i].text);
        *settings[i].text = strdup(value);
        return 1;
    }
    return 0;
}

/* ---- Inputs ----------------------------------------------------------------------- */

static struct rule *find_rule(struct scenario *scenario, const char *name)
{
    for (int i = 0; i < scenario->rule_count; i++)
        if (strcmp(scenario->rules[i].name, name) == 0)
            return &scenario->rules[i];
    return NULL;
}

static bool put_rule(struct reader *reader, struct scenario *scenario, const char *name,
                     const char *value)
{
    struct rule *rule = find_rule(scenario, name);

    if (!rule && scenario->rule_count == RULES)
        return refuse(reader, "too many inputs", "");
    if (!rule) {
        rule = &scenario->rules[scenario->rule_count++];
        rule->name = strdup(name);
    } else {
        free(rule->text);
    }
    rule->text = strdup(value);
    rule->file = reader->file;
    rule->line = reader->line;
    return true;
}

/* Over what is there: in all scenarios that have the name, or in the one named. */
static bool override(struct reader *reader, const char *name, const char *value)
{
    bool found = false;

    for (int i = 0; i < reader->exercise->scenario_count; i++) {
        struct scenario *scenario = &reader->exercise->scenarios[i];
        if ((reader->section && reader->section != scenario) || !find_rule(scenario, name))
            continue;
        found = true;
        if (!put_rule(reader, scenario, name, value))
            return false;
    }
    return found || refuse(reader, "exercise.conf has no input called ", name);
}

static bool take_pair(struct reader *reader, char *name, char *value)
{
    int setting = take_setting(reader, name, value);

    if (setting)
        return setting > 0;
    if (!is_name(name))
        return refuse(reader, "not a name: ", name);
    if (!*value)
        return refuse(reader, "no value for ", name);
    if (reader->overriding)
        return override(reader, name, value);
    return put_rule(reader, reader->section ? reader->section : &reader->common, name,
                    value);
}

/* ---- Sections ---------------------------------------------------------------------- */

static bool begin_section(struct reader *reader, const char *name)
{
    struct exercise *exercise = reader->exercise;

    for (int i = 0; i < exercise->scenario_count; i++)
        if (strcmp(exercise->scenarios[i].name, name) == 0) {
            reader->section = &exercise->scenarios[i];
            return reader->overriding || refuse(reader, "a second section ", name);
        }
    if (reader->overriding)
        return refuse(reader, "exercise.conf has no section ", name);
    if (exercise->scenario_count == SCENARIOS)
        return refuse(reader, "more than five scenarios", "");
    struct scenario *made = &exercise->scenarios[exercise->scenario_count++];
    made->name = strdup(name);
    made->limits = reader->common.limits;
    made->schedules = reader->common.schedules;
    reader->section = made;
    for (int i = 0; i < reader->common.rule_count; i++) {
        const struct rule *rule = &reader->common.rules[i];
        put_rule(reader, made, rule->name, rule->text);
        made->rules[i].line = rule->line;
    }
    return true;
}

static bool take_line(struct reader *reader, char *line)
{
    cut_comment(line);
    line = trim(line);
    if (!*line)
        return true;
    size_t n = strlen(line);
    if (*line == '[') {
        if (line[n - 1] != ']')
            return refuse(reader, "a section without ]: ", line);
        line[n - 1] = '\0';
        return begin_section(reader, trim(line + 1));
    }
    char *equals = strchr(line, '=');
    if (!equals)
        return refuse(reader, "neither `name = value` nor `[scenario]`: ", line);
    *equals = '\0';
    return take_pair(reader, trim(line), trim(equals + 1));
}

static bool read_file(struct reader *reader, const char *file, bool needed)
{
    char path[PATH_ROOM], *line = NULL;
    size_t room = 0;
    bool good = true;
    FILE *in = fopen(exercise_path(reader->exercise, file, path), "r");

    reader->file = file;
    reader->line = 0;
    reader->section = NULL;
    if (!in && !needed && errno == ENOENT)
        return true;
    if (!in) {
        snprintf(reader->error, ERROR, "%s is not an exercise: %s: %s",
                 reader->exercise->folder, file, strerror(errno));
        return false;
    }
    while (good && getline(&line, &room, in) >= 0) {
        reader->line++;
        bool marked = reader->line == 1 && strncmp(line, BYTE_ORDER_MARK, 3) == 0;
        good = take_line(reader, marked ? line + 3 : line);
    }
    free(line);
    fclose(in);
    return good;
}

/* ---- The whole ---------------------------------------------------------------------- */

static void scenario_done(struct scenario *scenario)
{
    for (int i = 0; i < scenario->rule_count; i++) {
        free(scenario->rules[i].name);
        free(scenario->rules[i].text);
    }
    free(scenario->name);
}

/* Every value can be drawn: said now, not when a class is graded. */
static bool try_values(const struct exercise *exercise, char *error)
{
    for (int i = 0; i < exercise->scenario_count; i++) {
        struct inputs inputs;
        if (!inputs_draw(&inputs, exercise, &exercise->scenarios[i], 1, error))
            return false;
        inputs_done(&inputs);
    }
    return true;
}

static bool read_all(struct exercise *exercise, char *error)
{
    struct reader reader = { .exercise = exercise, .error = error };

    reader.common.limits = (struct limits){ .cpu = 2, .wall = 10, .memory = 1024,
                                            .output = 256 };
    bool good = read_file(&reader, "exercise.conf", true);
    reader.line = 0;
    if (good && exercise->scenario_count == 0)
        good = begin_section(&reader, "");
    reader.overriding = true;
    good = good && read_file(&reader, "parameters.conf", false);
    scenario_done(&reader.common);
    return good && try_values(exercise, error);
}

bool exercise_load(struct exercise *exercise, const char *folder, char *error)
{
    *exercise = (struct exercise){ .folder = realpath(folder, NULL) };
    if (!exercise->folder) {
        snprintf(error, ERROR, "no exercise %s: %s", folder, strerror(errno));
        return false;
    }
    exercise->name = strdup(strrchr(exercise->folder, '/') + 1);
    exercise->functions = strdup("solution");
    if (!read_all(exercise, error)) {
        exercise_done(exercise);
        return false;
    }
    if (!exercise->title)
        exercise->title = strdup(exercise->name);
    return true;
}

void exercise_done(struct exercise *exercise)
{
    for (int i = 0; i < exercise->scenario_count; i++)
        scenario_done(&exercise->scenarios[i]);
    free(exercise->folder);
    free(exercise->name);
    free(exercise->title);
    free(exercise->lesson);
    free(exercise->functions);
    *exercise = (struct exercise){ 0 };
}

const char *exercise_path(const struct exercise *exercise, const char *file, char *out)
{
    snprintf(out, PATH_ROOM, "%s/%s", exercise->folder, file);
    return out;
}
