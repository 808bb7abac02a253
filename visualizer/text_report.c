/* SPDX-License-Identifier: MIT */
/* The text timeline: what a side printed, and what went wrong with it. */
#include <stdio.h>
#include <string.h>

#include "text_inside.h"

enum { LINES = 20, TROUBLES = 10, NAME_COLUMNS = 20 };

static const char *label_of(const struct text *text, int side)
{
    return text->n > 1 && text->sides[side].label ? text->sides[side].label : NULL;
}

static const char *dots(const struct text *text)
{
    return text->page.ascii ? "..." : "…";
}

/* ---- What was printed ------------------------------------------------------------ */

/* "0.00 s", in the unit of the whole axis so that they stand in a column. */
static const char *stamp(char out[WORDS_DURATION], uint64_t ns, uint64_t end)
{
    if (end >= 1000000000 || end <= 1000)
        return words_seconds(out, ns, 2);
    bool ms = end >= 1000000;
    unsigned long long hundredths = ns / (ms ? 10000 : 10);
    snprintf(out, WORDS_DURATION, "%llu.%02llu %s", hundredths / 100, hundredths % 100,
             ms ? "ms" : "us");
    return out;
}

static const char *printer(const struct model *model, const struct print *print)
{
    const struct lane *lane = model_lane(model, print->task);
    return lane ? model_name(model, lane->name) : "";
}

struct columns {
    int time, name;
};

static struct columns columns_of(const struct text *text, const struct model *model)
{
    struct columns columns = {0, 0};
    char time[WORDS_DURATION];
    for (uint64_t i = 0; i < model->print_count && i < LINES; i++) {
        const struct print *print = &model->prints[i];
        const char *name = printer(model, print);
        int width = words_width(name, strlen(name), text->page.ascii);
        columns.name = width > columns.name ? width : columns.name;
        width = (int)strlen(stamp(time, print->time, text->axis.end));
        columns.time = width > columns.time ? width : columns.time;
    }
    columns.name = columns.name < NAME_COLUMNS ? columns.name : NAME_COLUMNS;
    return columns;
}

static void put_line(struct text *text, const struct columns *columns,
                     const struct model *model, const struct print *print,
                     const char *line, uint64_t length)
{
    struct page *page = &text->page;
    const char *name = printer(model, print);
    char time[WORDS_DURATION];
    stamp(time, print->time, text->axis.end);
    page_to(page, TEXT_INDENT + columns->time - (int)strlen(time));
    page_style(page, PAGE_QUIET);
    page_text(page, time);
    page_to(page, TEXT_INDENT + columns->time + 2);
    page_bytes(page, name, strlen(name), columns->name);
    page_to(page, TEXT_INDENT + columns->time + 2 + columns->name + 2);
    page_style(page, PAGE_PLAIN);
    page_bytes(page, line, length, page->width);
    page_end(page);
}

/* Each line of one print, as long as there is room.  Returns how many lines it has. */
static uint64_t put_print(struct text *text, const struct columns *columns,
                          const struct model *model, const struct print *print,
                          uint64_t before)
{
    const char *at = model->output + print->offset, *end = at + print->length;
    uint64_t lines = 0;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        if (before + lines++ < LINES)
            put_line(text, columns, model, print, at, (uint64_t)(stop - at));
        at = stop + (stop < end);
    }
    return lines;
}

void text_prints(struct text *text, int side)
{
    const struct model *model = text->sides[side].model;
    struct page *page = &text->page;
    struct columns columns = columns_of(text, model);
    const char *label = label_of(text, side);
    uint64_t lines = 0;
    if (!model->print_count)
        return;
    page_end(page);
    page_style(page, PAGE_STRONG);
    page_text(page, label ? label : "Printed");
    page_text(page, label ? " printed" : "");
    page_end(page);
    for (uint64_t i = 0; i < model->print_count; i++)
        lines += put_print(text, &columns, model, &model->prints[i], lines);
    if (lines <= LINES)
        return;
    char words[96], count[WORDS_DURATION];
    snprintf(words, sizeof words, "%s and %s more line%s", dots(text),
             words_count(count, lines - LINES), lines - LINES == 1 ? "" : "s");
    page_to(page, TEXT_INDENT);
    page_text(page, words);
    page_end(page);
}

/* ---- What went wrong --------------------------------------------------------------- */

struct troubles {
    struct text *text;
    int side;
    bool any;
};

/* A paragraph of its own; the first stands behind a blank line. */
static void say(struct troubles *troubles, int style, const char *words)
{
    struct page *page = &troubles->text->page;
    const char *label = label_of(troubles->text, troubles->side);
    char line[1400];
    if (!troubles->any)
        page_end(page);
    troubles->any = true;
    snprintf(line, sizeof line, "%s%s%s", label ? label : "", label ? ": " : "", words);
    page_style(page, style);
    page_paragraph(page, line);
}

static const char *clean_name(struct troubles *troubles, uint32_t name, char *out,
                              size_t size, int columns)
{
    const char *text = model_name(troubles->text->sides[troubles->side].model, name);
    words_fit(out, size, text, strlen(text), columns, troubles->text->page.ascii);
    return out;
}

static void say_failure(struct troubles *troubles, const struct lane *lane)
{
    char name[128], text[600], time[WORDS_DURATION], words[900];
    clean_name(troubles, lane->name, name, sizeof name, 40);
    words_moment(time, lane->ended);
    if (lane->text)
        snprintf(words, sizeof words, "%s failed at %s: %s", name, time,
                 clean_name(troubles, lane->text, text, sizeof text, 400));
    else
        snprintf(words, sizeof words, "%s failed at %s with code %lld.", name, time,
                 (long long)lane->code);
    say(troubles, PAINT_FAILED, words);
}

static void say_failures(struct troubles *troubles, const struct model *model)
{
    uint64_t failed = 0;
    for (uint64_t i = 0; i < model->lane_count; i++) {
        const struct lane *lane = &model->lanes[i];
        if (lane->done && lane->outcome == LOG_FAILED && failed++ < TROUBLES)
            say_failure(troubles, lane);
    }
    char words[96], count[WORDS_DURATION];
    if (failed <= TROUBLES)
        return;
    snprintf(words, sizeof words, "%s and %s more failed.", dots(troubles->text),
             words_count(count, failed - TROUBLES));
    say(troubles, PAINT_FAILED, words);
}

static const char *warned_of(const struct warning *warning)
{
    static const char *const words[] = {
        [LOG_WARN_OTHER] = "something is wrong",
        [LOG_WARN_NEVER_AWAITED] = "a coroutine was never awaited",
        [LOG_WARN_NEVER_RETRIEVED] = "a failure was never asked for",
        [LOG_WARN_SWALLOWED] = "a cancellation was swallowed",
        [LOG_WARN_LEFT_BEHIND] = "a task was left behind",
        [LOG_WARN_DEADLOCK] = "all wait for each other",
        [LOG_WARN_MISUSE] = "a call was misused",
    };
    return words[warning->kind <= LOG_WARN_MISUSE ? warning->kind : LOG_WARN_OTHER];
}

static void say_warning(struct troubles *troubles, const struct warning *warning)
{
    const struct model *model = troubles->text->sides[troubles->side].model;
    const struct lane *lane = model_lane(model, warning->task);
    char time[WORDS_DURATION], name[128] = "", place[200] = "", text[600], words[1200];
    if (lane)
        clean_name(troubles, lane->name, name, sizeof name, 40);
    if (warning->place)
        clean_name(troubles, warning->place, place, sizeof place, 60);
    clean_name(troubles, warning->text, text, sizeof text, 400);
    if (!warning->text || !*text)
        snprintf(text, sizeof text, "%s", warned_of(warning));
    snprintf(words, sizeof words, "%s at %s%s%s%s%s: %s",
             warning->kind == LOG_WARN_DEADLOCK ? "Deadlock" : "Warning",
             words_moment(time, warning->time), *name ? ", " : "", name,
             *place ? ", " : "", place, text);
    say(troubles, PAINT_BLOCKED, words);
}

static void say_warnings(struct troubles *troubles, const struct model *model)
{
    for (uint64_t i = 0; i < model->warning_count && i < TROUBLES; i++)
        say_warning(troubles, &model->warnings[i]);
    if (model->warning_count <= TROUBLES)
        return;
    char words[96], count[WORDS_DURATION];
    snprintf(words, sizeof words, "%s and %s more warnings.", dots(troubles->text),
             words_count(count, model->warning_count - TROUBLES));
    say(troubles, PAINT_BLOCKED, words);
}

static void say_ending(struct troubles *troubles, const struct model *model)
{
    const struct lane *lane = model_lane(model, model->running);
    char time[WORDS_DURATION], name[128], words[300];
    words_moment(time, model->now);
    if (model->thread.created == LOG_NEVER)
        snprintf(words, sizeof words, "This log holds no run.");
    else if (!model->ended && lane)
        snprintf(words, sizeof words, "The log stops at %s, before the run ended: "
                 "%s had the thread.", time,
                 clean_name(troubles, lane->name, name, sizeof name, 40));
    else if (!model->ended)
        snprintf(words, sizeof words, "The log stops at %s, before the run ended.", time);
    else if (model->header.flags & LOG_UNFINISHED)
        snprintf(words, sizeof words, "The log was cut short after the run ended.");
    else
        return;
    say(troubles, PAINT_BLOCKED, words);
}

static void say_skipped(struct troubles *troubles, const struct model *model)
{
    char words[300], count[WORDS_DURATION], at[WORDS_DURATION];
    const char *many = model->skipped == 1 ? "" : "s";
    if (!model->skipped)
        return;
    words_count(count, model->skipped);
    if (model->complaint)
        snprintf(words, sizeof words, "%s record%s passed over as contradictory or "
                 "unknown. The first contradiction is in record %s: %s.", count, many,
                 words_count(at, model->complaint_at), model->complaint);
    else
        snprintf(words, sizeof words, "%s record%s passed over, of a kind that this "
                 "version does not know.", count, many);
    say(troubles, PAGE_QUIET, words);
}

static void say_stalls(struct troubles *troubles, const struct model *model)
{
    uint64_t stalls = recording_stalls(&model->header);
    char words[200], count[WORDS_DURATION];
    if (!stalls)
        return;
    snprintf(words, sizeof words, "The program waited %s time%s until its events were "
             "taken: none is lost, but it ran longer than unwatched.",
             words_count(count, stalls), stalls == 1 ? "" : "s");
    say(troubles, PAGE_QUIET, words);
}

void text_troubles(struct text *text, int side)
{
    const struct model *model = text->sides[side].model;
    struct troubles troubles = {.text = text, .side = side};
    say_failures(&troubles, model);
    say_warnings(&troubles, model);
    say_ending(&troubles, model);
    say_skipped(&troubles, model);
    say_stalls(&troubles, model);
}
