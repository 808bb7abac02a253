/* SPDX-License-Identifier: MIT */
/* The bars of one lane: cells as paint.h has them, so that picture and screen agree,
 * with neighbours that look alike drawn as one. */
#include <string.h>

#include "shown.h"
#include "svg_inside.h"
#include "waits.h"
#include "words.h"

enum { TICK = 3 };              /* width of a step that took no time */

struct run {
    enum paint_look look;
    bool tick;
    int from, to;               /* columns */
    const char *name;           /* of the lane */
};

/* "sleeps until 2.0 s"; of a thread, whose job it computes. */
static const char *words_of(char out[WAITS_TEXT], const struct model *model,
                            const struct lane *lane, const struct run *run,
                            const struct span *span)
{
    bool of_pool = lane != &model->thread && !lane->task;
    if (span && lane->task)
        return waits_span(out, model, span);
    if (span && of_pool && span->state != SPAN_FREE)
        snprintf(out, WAITS_TEXT, "%s in job %s", paint_word(run->look),
                 model_name(model, (uint32_t)span->value));
    else
        snprintf(out, WAITS_TEXT, "%s", paint_word(run->look));
    return out;
}

/* What a reader who points at it is told. */
static void put_tooltip(struct svg *svg, const struct model *model, const struct lane *lane,
                        const struct run *run)
{
    uint64_t from = paint_time(&svg->axis, run->from), to = paint_time(&svg->axis, run->to);
    uint64_t middle = from + (to - from) / 2;
    const struct span *span = lane_at(lane, middle);
    struct span part;
    char words[WAITS_TEXT], begin[WORDS_DURATION], end[WORDS_DURATION];
    FILE *out = svg->out;
    if (span) {
        part = span_part(span, middle);
        span = &part;
    }
    bool whole = span && span->state == run->look && span->begin <= to;
    if (whole) {
        from = span->begin;
        to = span->end < model->now ? span->end : model->now;
    }
    fputs("<title>", out);
    svg_text(out, run->name, SVG_NAME);
    fputc(' ', out);
    svg_text(out, words_of(words, model, lane, run, whole ? span : NULL), 100);
    if (whole)
        words_moment(begin, from), words_moment(end, to);
    else                        /* the edges of columns, not the log's: about */
        words_duration(begin, from), words_duration(end, to);
    fprintf(out, strcmp(begin, end) ? ", from %s to %s" : ", at %s", begin, end);
    if (whole && lane->task && span->place) {
        fputs(", in ", out);
        svg_text(out, model_name(model, span->place), 60);
    }
    fputs("</title>", out);
}

static void put_shape(struct svg *svg, const struct run *run)
{
    int x = run->from, width = run->to - run->from, middle = svg->bar / 2;
    const char *class = svg_class(run->look);
    FILE *out = svg->out;
    if (run->tick && width < TICK)
        width = TICK;
    if (run->look == PAINT_WAITING || run->look == PAINT_FREE)
        fprintf(out, "<rect x=\"%d\" width=\"%d\" height=\"%d\" opacity=\"0\"/>"
                "<path class=\"%s s-%s\" d=\"M%d %dH%d\"/>", x, width, svg->bar,
                run->look == PAINT_FREE ? "dots" : "line", class, x, middle, x + width);
    else if (run->look == PAINT_SLEEPING || run->look == PAINT_READY)
        fprintf(out, "<rect x=\"%d\" width=\"%d\" height=\"%d\" fill=\"url(#%s)\"/>", x,
                width, svg->bar, class);
    else
        fprintf(out, "<rect class=\"f-%s\" x=\"%d\" width=\"%d\" height=\"%d\"/>", class, x,
                width, svg->bar);
}

static void put_mark(struct svg *svg, enum paint_look look, int column)
{
    int x = column + 12, y = svg->bar / 2;
    const char *class = svg_class(look);
    fprintf(svg->out, "<g class=\"mark s-%s\"><title>%s</title>", class, paint_word(look));
    if (look == PAINT_DONE)
        fprintf(svg->out, "<path d=\"M%d %dl4 5l8 -10\"/>", x - 6, y);
    else if (look == PAINT_FAILED)
        fprintf(svg->out, "<path d=\"M%d %dl10 10m0 -10l-10 10\"/>", x - 5, y - 5);
    else
        fprintf(svg->out, "<circle cx=\"%d\" cy=\"%d\" r=\"6\"/><path d=\"M%d %dl8 -8\"/>",
                x, y, x - 4, y + 4);
    fputs("</g>\n", svg->out);
}

static bool is_mark(enum paint_look look)
{
    return look == PAINT_DONE || look == PAINT_FAILED || look == PAINT_CANCELLED;
}

void svg_swatch(struct svg *svg, enum paint_look look, int width)
{
    struct run run = {look, false, 0, width, NULL};
    if (look == PAINT_RUNNING)
        run.to = width / 4;
    if (is_mark(look))
        put_mark(svg, look, width / 2 - 12);
    else
        put_shape(svg, &run);
}

static void put_run(struct svg *svg, const struct model *model, const struct lane *lane,
                    const struct run *run)
{
    svg->used[run->look] = true;
    if (is_mark(run->look)) {
        put_mark(svg, run->look, run->from);
        return;
    }
    fputs("<g>", svg->out);
    put_tooltip(svg, model, lane, run);
    put_shape(svg, run);
    fputs("</g>\n", svg->out);
}

static struct run next_run(const struct svg *svg, int from, const char *name)
{
    const struct paint_cell *first = &svg->cells[from];
    struct run run = {(enum paint_look)first->look, first->tick, from, from + 1, name};
    while (run.to <= svg->axis.columns && svg->cells[run.to].look == first->look &&
           svg->cells[run.to].tick == first->tick)
        run.to++;
    return run;
}

/* First what lasts, then on top of it the steps that took no time. */
void svg_lane(struct svg *svg, const struct model *model, const struct lane *lane,
              const char *name)
{
    paint_lane(lane, &svg->axis, model->now, svg->cells);
    for (int ticks = 0; ticks < 2; ticks++)
        for (int from = 0; from <= svg->axis.columns;) {
            struct run run = next_run(svg, from, name);
            if (run.look != PAINT_EMPTY && run.tick == (bool)ticks)
                put_run(svg, model, lane, &run);
            from = run.to;
        }
}

/* ---- Arrows --------------------------------------------------------------------- */

enum { ARROWS = 24 };

struct arrow {
    int from, to;               /* rows */
    uint64_t time;
};

/* The row of a task that is drawn, -1: none. */
static int row_of(const struct model *model, uint32_t task, uint64_t first, uint64_t end)
{
    const struct lane *lane = task ? model_lane(model, task) : NULL;
    uint64_t which = lane ? (uint64_t)(lane - model->lanes) : 0;
    return lane && which >= first && which < end ? (int)(which - first) : -1;
}

static bool wakes(const struct span *span)
{
    return (span->state == SPAN_READY || span->state == SPAN_RUNNING) && span->about &&
           span->wait != LOG_WAIT_START && span->wait != LOG_WAIT_YIELD;
}

static void put_arrow(struct svg *svg, int side, const struct arrow *arrow)
{
    int way = arrow->to > arrow->from ? 1 : -1;
    int y = svg->lanes[side] + arrow->from * svg->row + svg->bar / 2;
    int end = svg->lanes[side] + arrow->to * svg->row + (way > 0 ? 0 : svg->bar);
    double x = svg_x(svg, arrow->time);
    fprintf(svg->out, "<path class=\"wake\" marker-end=\"url(#tip)\" d=\"M%.1f %d"
            "C%.1f %d %.1f %d %.1f %d\"/>\n", x, y, x - 14, y, x - 14, end - 12 * way, x,
            end);
}

/* Of the lanes from `first` to `end`; how many, at most one more than can be read. */
static int find(struct arrow *arrows, const struct model *model, uint64_t first,
                uint64_t end)
{
    int n = 0;
    for (uint64_t i = first; i < end; i++) {
        const struct lane *lane = &model->lanes[i];
        for (uint64_t j = 0; j < lane->count && n <= ARROWS; j++) {
            const struct span *span = &lane->spans[j], *before = j ? span - 1 : NULL;
            int from = wakes(span) ? row_of(model, span->about, first, end) : -1;
            bool told = before && before->state == SPAN_READY &&
                        before->end == span->begin && span->state == SPAN_RUNNING;
            if (from >= 0 && span->about != lane->task && !told)
                arrows[n++] = (struct arrow){from, (int)(i - first), span->begin};
        }
    }
    return n;
}

void svg_wakes(struct svg *svg, int side)
{
    const struct model *model = svg->sides[side].model;
    uint64_t shown = shown_count(model), first = model->lane_count - shown;
    struct arrow arrows[ARROWS + 2];
    int n = find(arrows, model, first, first + shown_unfolded(model));
    if (n > ARROWS)
        return;
    for (int i = 0; i < n; i++)
        put_arrow(svg, side, &arrows[i]);
}
