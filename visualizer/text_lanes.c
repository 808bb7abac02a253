/* SPDX-License-Identifier: MIT */
/* The text timeline: the lanes of one side. */
#include <stdio.h>
#include <string.h>

#include "roster.h"
#include "shown.h"
#include "text_inside.h"

/* ---- The title, with the score at its right ------------------------------------ */

static int width_of(const struct text *text, const char *words)
{
    return words_width(words, strlen(words), text->page.ascii);
}

static const char *faster(const struct text *text, int side, char words[SCORE_WORDS])
{
    bool both = text->sides[0].model->ended && text->sides[side].model->ended;
    words[0] = '\0';
    if (side > 0 && both)
        score_faster(words, &text->scores[0], &text->scores[side], text->page.ascii);
    return words;
}

static const char *label_of(const struct text *text, int side)
{
    const struct model *model = text->sides[side].model;
    if (text->sides[side].label)
        return text->sides[side].label;
    return model->program ? model_name(model, model->program) : "A run";
}

/* "2.0 s" in one column on both sides, how much faster behind it. */
static void put_title(struct text *text, int side)
{
    struct page *page = &text->page;
    char time[WORDS_DURATION], words[SCORE_WORDS];
    int times = 0, factors = 0;
    for (int i = 0; i < text->n; i++) {
        int width = width_of(text, words_duration(time, text->scores[i].elapsed));
        times = width > times ? width : times;
        width = width_of(text, faster(text, i, words));
        factors = width > factors ? width : factors;
    }
    int right = text->left + text->axis.columns + 1;
    int start = right > page->width - factors - 2 ? page->width - factors - 2 : right;
    start -= times;
    page_style(page, PAGE_STRONG);
    page_text(page, label_of(text, side));
    if (page->column + 2 > start) {     /* no room beside it: the score goes beneath */
        page_end(page);
        page_to(page, TEXT_INDENT);
        start = times = 0;
    }
    words_duration(time, text->scores[side].elapsed);
    page_to(page, start + times - width_of(text, time));
    page_text(page, time);
    faster(text, side, words);
    page_to(page, page->column + (words[0] ? 2 : 0));
    page_text(page, words);
    page_end(page);
}

/* ---- Lanes --------------------------------------------------------------------- */

static struct paint_cell *row(struct text *text, int which)
{
    return text->cells + which * (text->axis.columns + 1);
}

static void put_cells(struct text *text, const struct paint_cell *cells)
{
    for (int i = 0; i <= text->axis.columns; i++) {
        text->used[cells[i].look] = true;
        page_glyph(&text->page, cells[i].look);
    }
}

static void begin_row(struct text *text, const char *name, int style)
{
    struct page *page = &text->page;
    page_to(page, TEXT_INDENT);
    page_style(page, style);
    page_bytes(page, name, strlen(name), text->left - TEXT_INDENT - 2);
    page_to(page, text->left);
}

static void put_lane(struct text *text, const struct model *model,
                     const struct lane *lane, struct paint_cell *cells)
{
    paint_lane(lane, &text->axis, model->now, cells);
    begin_row(text, model_name(model, lane->name), PAGE_PLAIN);
    put_cells(text, cells);
    page_end(&text->page);
}

static void put_thread(struct text *text, int side)
{
    const struct model *model = text->sides[side].model;
    struct page *page = &text->page;
    char note[SCORE_WORDS];
    score_free(note, &text->scores[side]);
    paint_lane(&model->thread, &text->axis, model->now, row(text, 0));
    begin_row(text, "thread", PAGE_QUIET);
    put_cells(text, row(text, 0));
    page_trim(page);                    /* the note stands right behind the bar */
    if (text->scores[side].elapsed &&
        page->column + 2 + (int)strlen(note) <= page->width) {
        page_to(page, page->column + 2);
        page_style(page, PAGE_QUIET);
        page_text(page, note);
    }
    page_end(page);
}

/* ---- Folding what would be too many ---------------------------------------------- */

struct fold {
    struct rest rest;
    bool alike;                         /* all look like the lane above them */
    bool asleep;                        /* and only slept, but for moments */
};

static bool alike(const struct text *text, const struct paint_cell *a,
                  const struct paint_cell *b)
{
    for (int i = 0; i <= text->axis.columns; i++)
        if (a[i].look != b[i].look)
            return false;
    return true;
}

static bool only_slept(const struct model *model, const struct lane *lane)
{
    struct lane_sum sum;
    lane_sum(lane, model->now, &sum);
    return sum.time[SPAN_SLEEPING] && !sum.time[SPAN_RUNNING] && !sum.time[SPAN_READY] &&
           !sum.time[SPAN_WAITING] && !sum.time[SPAN_BLOCKED];
}

static void fold_in(struct text *text, struct fold *fold, const struct model *model,
                    const struct lane *lane)
{
    rest_add(&fold->rest, model, lane);
    fold->asleep = fold->asleep && only_slept(model, lane);
    if (!fold->alike)
        return;
    paint_lane(lane, &text->axis, model->now, row(text, 1));
    fold->alike = alike(text, row(text, 0), row(text, 1));
}

/* "... and 9,990 more like these, asleep from 0 s to 1.0 s: all done" */
static void put_fold(struct text *text, const struct fold *fold, const char *like)
{
    char words[512], clean[128], count[WORDS_DURATION];
    char from[WORDS_DURATION], to[WORDS_DURATION];
    words_fit(clean, sizeof clean, like, strlen(like), 30, text->page.ascii);
    snprintf(words, sizeof words, "%s and %s more%s%s, %sfrom %s to %s",
             text->page.ascii ? "..." : "…", words_count(count, fold->rest.lanes),
             fold->alike ? " like " : "", fold->alike ? clean : "",
             fold->alike && fold->asleep ? "asleep " : "", words_moment(from, fold->rest.begin),
             words_moment(to, fold->rest.end));
    rest_outcomes(words, sizeof words, &fold->rest);
    page_to(&text->page, TEXT_INDENT);
    page_paragraph(&text->page, words);
}

static void put_lanes(struct text *text, const struct model *model)
{
    uint64_t shown = shown_count(model), from = model->lane_count - shown;
    uint64_t drawn = shown_unfolded(model);
    bool same = true;                   /* do all of those drawn look the same? */
    for (uint64_t i = from; i < from + drawn; i++) {
        put_lane(text, model, &model->lanes[i], row(text, 0));
        same = same && (i == from || alike(text, row(text, 0), row(text, 1)));
        memcpy(row(text, 1), row(text, 0),
               ((size_t)text->axis.columns + 1) * sizeof *text->cells);
    }
    if (drawn == shown)
        return;
    struct fold fold = {.alike = true, .asleep = true};
    rest_begin(&fold.rest);
    for (uint64_t i = from + drawn; i < model->lane_count; i++)
        fold_in(text, &fold, model, &model->lanes[i]);
    put_fold(text, &fold, same ? "these"
                               : model_name(model, model->lanes[from + drawn - 1].name));
}

/* The pool's threads. */
static void put_pool(struct text *text, const struct model *model)
{
    char name[ROSTER_THREAD], words[WORDS_DURATION + 32], count[WORDS_DURATION];
    uint64_t n = model->pool_count < SHOWN_UNFOLDED ? model->pool_count : SHOWN_UNFOLDED;

    for (uint64_t i = 0; i < n; i++) {
        roster_thread_name(name, i);
        paint_lane(&model->pool[i], &text->axis, model->now, row(text, 0));
        begin_row(text, name, PAGE_QUIET);
        put_cells(text, row(text, 0));
        page_end(&text->page);
    }
    if (n == model->pool_count)
        return;
    snprintf(words, sizeof words, "%s and %s more threads",
             text->page.ascii ? "..." : "…", words_count(count, model->pool_count - n));
    page_to(&text->page, TEXT_INDENT);
    page_paragraph(&text->page, words);
}

void text_side(struct text *text, int side)
{
    put_title(text, side);
    put_lanes(text, text->sides[side].model);
    put_pool(text, text->sides[side].model);
    put_thread(text, side);
}
