/* SPDX-License-Identifier: MIT */
/* The picture as a whole: title, sides, axis, legend. */
#define _POSIX_C_SOURCE 200809L
#include "svg.h"

#include <stdlib.h>
#include <string.h>

#include "grow.h"
#include "roster.h"
#include "shown.h"
#include "svg_inside.h"
#include "words.h"

enum { HEAD = 34, GAP = 22, AXIS = 44, LEGEND = 30, ROOMY = 12 };

double svg_x(const struct svg *svg, uint64_t time)
{
    double part = (double)(time - svg->axis.begin) /
                  (double)(svg->axis.end - svg->axis.begin);
    return svg->left + part * svg->axis.columns;
}

static int name_width(const struct svg *svg)
{
    int widest = (int)strlen("thread");
    for (int side = 0; side < svg->n; side++) {
        const struct model *model = svg->sides[side].model;
        uint64_t first = model->lane_count - shown_count(model);
        widest = model->pool_count ? (int)strlen("thread 10") : widest;
        for (uint64_t i = first; i < first + shown_unfolded(model); i++) {
            const char *name = model_name(model, model->lanes[i].name);
            int width = words_width(name, strlen(name), false);
            widest = width > widest ? width : widest;
        }
    }
    return widest < SVG_NAME ? widest : SVG_NAME;
}

/* The pool's threads, as many as are drawn. */
static uint64_t threads_of(const struct model *model)
{
    return model->pool_count < SHOWN_UNFOLDED ? model->pool_count : SHOWN_UNFOLDED;
}

static int rows_of(const struct model *model)
{
    bool folded = shown_unfolded(model) < shown_count(model);
    return (int)shown_unfolded(model) + folded + (int)threads_of(model) + 1;
}

static void lay_out(struct svg *svg)
{
    uint64_t longest = 1;
    int rows = 0;
    for (int side = 0; side < svg->n; side++) {
        const struct model *model = svg->sides[side].model;
        longest = model->now > longest ? model->now : longest;
        rows += rows_of(model);
        svg->scores[side] = score_of(model, LOG_NEVER);
    }
    svg->left = SVG_MARGIN + (name_width(svg) + 3) * SVG_CHARACTER;
    svg->row = rows <= ROOMY ? 34 : 25;
    svg->bar = rows <= ROOMY ? 24 : 17;
    svg->axis = (struct paint_axis){.end = longest,
                                    .columns = SVG_WIDTH - svg->left - SVG_RIGHT};
    uint64_t room = 0;
    svg->cells = grow(NULL, &room, (uint64_t)svg->axis.columns + 1, sizeof *svg->cells);
}

static const char *label_of(const struct svg *svg, int side)
{
    const struct model *model = svg->sides[side].model;
    if (svg->sides[side].label)
        return svg->sides[side].label;
    return model->program ? model_name(model, model->program) : "A run";
}

static const char *faster(const struct svg *svg, int side, char words[SCORE_WORDS])
{
    bool both = svg->sides[0].model->ended && svg->sides[side].model->ended;
    words[0] = '\0';
    return side > 0 && both
               ? score_faster(words, &svg->scores[0], &svg->scores[side], false) : words;
}

static void put_text(struct svg *svg, const char *class, double x, int y, const char *text,
                     int columns)
{
    fprintf(svg->out, "<text class=\"%s\" x=\"%.1f\" y=\"%d\">", class, x, y);
    svg_text(svg->out, text, columns);
    fputs("</text>\n", svg->out);
}

/* ---- A side ---------------------------------------------------------------------- */

static void put_head(struct svg *svg, int side)
{
    char time[WORDS_DURATION], words[SCORE_WORDS], score[WORDS_DURATION + SCORE_WORDS];
    faster(svg, side, words);
    snprintf(score, sizeof score, "%s%s%s",
             words_duration(time, svg->scores[side].elapsed), *words ? " · " : "", words);
    svg->y += HEAD - 10;
    put_text(svg, "head", SVG_MARGIN, svg->y, label_of(svg, side), 60);
    put_text(svg, *words ? "head end better" : "head end", SVG_WIDTH - SVG_MARGIN, svg->y,
             score, 60);
    svg->y += 10;
}

static void put_row(struct svg *svg, const struct model *model, const struct lane *lane,
                    const char *name, const char *class)
{
    put_text(svg, class, SVG_MARGIN + 2 * SVG_CHARACTER, svg->y + svg->bar / 2 + 5, name,
             SVG_NAME);
    /* All are as wide as the axis and a mark, so that they grow on one clock. */
    fprintf(svg->out, "<g class=\"bars\" transform=\"translate(%d %d)\">"
            "<rect width=\"%d\" height=\"%d\" opacity=\"0\"/>\n", svg->left, svg->y,
            svg->axis.columns + SVG_MARGIN, svg->bar);
    svg_lane(svg, model, lane, name);
    fputs("</g>\n", svg->out);
    svg->y += svg->row;
}

static void put_rest(struct svg *svg, const struct model *model, uint64_t from)
{
    char words[256], count[WORDS_DURATION], begin[WORDS_DURATION], end[WORDS_DURATION];
    struct rest rest;
    rest_begin(&rest);
    for (uint64_t i = from; i < model->lane_count; i++)
        rest_add(&rest, model, &model->lanes[i]);
    snprintf(words, sizeof words, "… and %s more, from %s to %s",
             words_count(count, rest.lanes), words_moment(begin, rest.begin),
             words_moment(end, rest.end));
    rest_outcomes(words, sizeof words, &rest);
    put_text(svg, "quiet", svg->left, svg->y + svg->bar / 2 + 5, words, 100);
    svg->y += svg->row;
}

static void put_side(struct svg *svg, int side)
{
    const struct model *model = svg->sides[side].model;
    uint64_t shown = shown_count(model), first = model->lane_count - shown;
    uint64_t drawn = shown_unfolded(model);
    char note[SCORE_WORDS], name[ROSTER_THREAD];
    put_head(svg, side);
    svg->lanes[side] = svg->y;
    for (uint64_t i = first; i < first + drawn; i++)
        put_row(svg, model, &model->lanes[i], model_name(model, model->lanes[i].name), "");
    if (drawn < shown)
        put_rest(svg, model, first + drawn);
    for (uint64_t i = 0; i < threads_of(model); i++) {
        roster_thread_name(name, i);
        put_row(svg, model, &model->pool[i], name, "quiet");
    }
    if (svg->scores[side].elapsed)
        put_text(svg, "quiet end", SVG_WIDTH - SVG_MARGIN, svg->y + svg->bar / 2 + 5,
                 score_free(note, &svg->scores[side]), 40);
    put_row(svg, model, &model->thread, "thread", "quiet");
    svg_wakes(svg, side);
    svg->y += GAP;
}

/* ---- Below the sides --------------------------------------------------------------- */

/* Labels stand as far apart as if a column were a character. */
static void put_axis(struct svg *svg)
{
    struct paint_axis axis = svg->axis;
    struct paint_tick ticks[PAINT_TICKS];
    axis.columns /= SVG_CHARACTER;
    int n = axis.end > 1 ? paint_ticks(&axis, 3, ticks) : 0;
    fprintf(svg->out, "<path class=\"rule\" d=\"M%d %dH%d\"/>\n", svg->left, svg->y,
            svg->left + svg->axis.columns);
    for (int i = 0; i < n; i++) {
        double x = svg_x(svg, ticks[i].time);
        fprintf(svg->out, "<path class=\"rule\" d=\"M%.1f %dv7\"/>\n", x, svg->y);
        if (ticks[i].label[0])
            put_text(svg, "quiet middle", x, svg->y + 25, ticks[i].label, 20);
    }
    if (!n)
        put_text(svg, "quiet", svg->left, svg->y + 25, "All of this happened at 0 s.", 60);
    svg->y += AXIS;
}

static void put_legend(struct svg *svg)
{
    static const uint8_t order[] = {
        PAINT_RUNNING, PAINT_BLOCKED, PAINT_READY, PAINT_SLEEPING, PAINT_WAITING,
        PAINT_FREE, PAINT_DONE, PAINT_FAILED, PAINT_CANCELLED,
    };
    int x = svg->left, bar = svg->bar;
    svg->bar = 16;
    for (size_t i = 0; i < sizeof order; i++) {
        enum paint_look look = order[i];
        int width = (int)(strlen(paint_word(look)) + 2) * SVG_CHARACTER + 42;
        if (!svg->used[look])
            continue;
        if (x > svg->left && x + width > SVG_WIDTH - SVG_MARGIN) {
            x = svg->left;
            svg->y += LEGEND;
        }
        fprintf(svg->out, "<g transform=\"translate(%d %d)\">", x, svg->y);
        svg_swatch(svg, look, 32);
        fputs("</g>\n", svg->out);
        put_text(svg, "quiet", x + 42, svg->y + 13, paint_word(look), 40);
        x += width;
    }
    svg->bar = bar;
}

/* What somebody hears who does not see it. */
static void put_description(struct svg *svg)
{
    char time[WORDS_DURATION], words[SCORE_WORDS];
    fputs("<title>", svg->out);
    svg_text(svg->out, svg->title ? svg->title : label_of(svg, 0), 100);
    fputs("</title>\n<desc>", svg->out);
    for (int side = 0; side < svg->n; side++) {
        faster(svg, side, words);
        svg_text(svg->out, label_of(svg, side), 60);
        fprintf(svg->out, ": %s%s%s. ", words_duration(time, svg->scores[side].elapsed),
                *words ? ", " : "", words);
    }
    fputs("</desc>\n", svg->out);
}

static void put_body(struct svg *svg)
{
    if (svg->title) {
        put_text(svg, "title", SVG_MARGIN, svg->y + 14, svg->title, 80);
        svg->y += HEAD + 6;
    }
    for (int side = 0; side < svg->n; side++)
        put_side(svg, side);
    put_axis(svg);
    put_legend(svg);
}

/* The height is known once all is drawn, but stands in front. */
void svg_render(FILE *out, const struct side *sides, int n, const char *title)
{
    struct svg svg = {.sides = sides, .n = n < 2 ? n : 2, .title = title,
                      .y = SVG_MARGIN};
    char *body = NULL;
    size_t size = 0;
    lay_out(&svg);
    svg.out = open_memstream(&body, &size);
    if (svg.out)
        put_body(&svg);
    bool good = svg.out && fclose(svg.out) == 0;
    int height = svg.y + LEGEND + SVG_MARGIN / 2;
    svg.out = out;
    fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
            "width=\"%d\" height=\"%d\" role=\"img\">\n", SVG_WIDTH, height, SVG_WIDTH,
            height);
    put_description(&svg);
    svg_style(out);
    fprintf(out, "<rect class=\"paper\" width=\"%d\" height=\"%d\"/>\n", SVG_WIDTH, height);
    if (good)
        fwrite(body, 1, size, out);
    fputs("</svg>\n", out);
    free(body);
    free(svg.cells);
}
