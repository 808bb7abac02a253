/* SPDX-License-Identifier: MIT */
/* Two runs, lane by lane: the learner's over the wanted one, and where they first go
 * apart. */
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "moment.h"
#include "page.h"
#include "verdict.h"

enum { WIDTH = 80, INDENT = 2, NAMES = 18, LABEL = 8, SHOWN = 8, PAIRS_MOST = 4000 };

/* One task in both runs; NULL in one of them: it has no such task. */
struct pair {
    const struct lane *lanes[2];        /* mine, wanted */
    uint64_t apart;                     /* when they first differ; LOG_NEVER: never */
};

struct comparison {
    const struct model *models[2];
    struct pair *pairs;
    int count;
    bool crashed;                       /* mine did; no limit ended it */
    int first;                          /* the pair that goes apart first; -1: none does */
    struct page page;
    struct paint_axis axis;
    int left;                           /* where the axis begins */
    struct paint_cell *cells;
    bool used[PAINT_LOOKS];
};

/* ---- Going apart ---------------------------------------------------------------------------- */

static uint64_t lesser(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* Both lanes exist: the first moment of another state, another end, another outcome. */
static uint64_t lanes_apart(const struct lane *a, const struct lane *b)
{
    uint64_t i = 0, k = 0;

    for (;;) {
        const struct span *x = moment_solid(a, &i), *y = moment_solid(b, &k);
        if (!x || !y)
            return !x && !y ? LOG_NEVER : x ? x->begin : y->begin;
        if (x->begin != y->begin || x->state != y->state)
            return lesser(x->begin, y->begin);
        if (x->end != y->end)
            return lesser(x->end, y->end);
        i++;
        k++;
    }
}

static uint64_t apart(const struct pair *pair)
{
    const struct lane *a = pair->lanes[0], *b = pair->lanes[1];

    if (!a || !b)
        return (a ? a : b)->created;
    uint64_t when = lanes_apart(a, b);
    if (when == LOG_NEVER && a->ended != b->ended)
        when = lesser(a->ended, b->ended);
    if (when == LOG_NEVER && a->outcome != b->outcome)
        when = a->ended;
    return when;
}

/* ---- Pairs: the same name, counted ------------------------------------------------------------ */

static const char *name_of(const struct comparison *both, int side, const struct lane *lane)
{
    return model_name(both->models[side], lane->name);
}

/* The lane of that name in this run that no pair has yet. */
static const struct lane *partner(const struct comparison *both, int side, const char *name)
{
    const struct model *model = both->models[side];

    for (uint64_t i = 0; i < model->lane_count; i++) {
        bool taken = false;
        for (int k = 0; k < both->count && !taken; k++)
            taken = both->pairs[k].lanes[side] == &model->lanes[i];
        if (!taken && strcmp(name_of(both, side, &model->lanes[i]), name) == 0)
            return &model->lanes[i];
    }
    return NULL;
}

static void add_pair(struct comparison *both, const struct lane *mine,
                     const struct lane *wanted)
{
    struct pair *pair = &both->pairs[both->count++];

    *pair = (struct pair){ .lanes = { mine, wanted } };
    pair->apart = apart(pair);
    if (pair->apart != LOG_NEVER &&
        (both->first < 0 || pair->apart < both->pairs[both->first].apart))
        both->first = both->count - 1;
}

/* The runtime's own, which no learner made. */
static bool is_internal(const struct comparison *both, int side, const struct lane *lane)
{
    return strcmp(model_name(both->models[side], lane->place), "end of run") == 0;
}

static void find_pairs(struct comparison *both)
{
    const struct model *mine = both->models[0], *wanted = both->models[1];

    both->pairs = calloc((size_t)lesser(mine->lane_count + wanted->lane_count, PAIRS_MOST) + 1,
                         sizeof *both->pairs);
    if (!both->pairs)
        abort();
    both->first = -1;
    for (uint64_t i = 0; i < wanted->lane_count && both->count < PAIRS_MOST; i++)
        if (!is_internal(both, 1, &wanted->lanes[i]))
            add_pair(both, partner(both, 0, name_of(both, 1, &wanted->lanes[i])),
                     &wanted->lanes[i]);
    for (uint64_t i = 0; i < mine->lane_count && both->count < PAIRS_MOST; i++) {
        bool taken = is_internal(both, 0, &mine->lanes[i]);
        for (int k = 0; k < both->count && !taken; k++)
            taken = both->pairs[k].lanes[0] == &mine->lanes[i];
        if (!taken)
            add_pair(both, &mine->lanes[i], NULL);
    }
}

/* main failed at that moment, or the program broke off. */
static bool main_tells(const struct comparison *both)
{
    const struct lane *main = both->pairs[0].lanes[0];
    uint64_t when = both->pairs[0].apart;

    if (!both->models[0]->ended)
        return when == both->models[0]->now;
    return main && main->done && main->ended == when && main->outcome != LOG_RETURNED;
}

/* main only waits for the others in most runs: what differs elsewhere at the same moment
 * tells more, unless main has something to tell. */
static void prefer_others(struct comparison *both)
{
    if (both->first != 0 || main_tells(both))
        return;
    for (int i = 1; i < both->count; i++)
        if (both->pairs[i].apart <= both->pairs[0].apart &&
            (both->first == 0 || both->pairs[i].apart < both->pairs[both->first].apart))
            both->first = i;
}

/* ---- Rows ---------------------------------------------------------------------------------------- */

static void put_row(struct comparison *both, const struct pair *pair, int side)
{
    static const char *const labels[] = { "yours", "wanted" };
    struct page *page = &both->page;
    const struct lane *lane = pair->lanes[side];

    page_to(page, INDENT);
    if (side == 0) {
        const struct lane *named = pair->lanes[0] ? pair->lanes[0] : pair->lanes[1];
        const char *name = name_of(both, pair->lanes[0] ? 0 : 1, named);
        page_bytes(page, name, strlen(name), NAMES);
    }
    page_to(page, both->left - LABEL);
    page_style(page, PAGE_QUIET);
    page_text(page, labels[side]);
    page_to(page, both->left);
    if (lane) {
        paint_lane(lane, &both->axis, both->models[side]->now, both->cells);
        for (int i = 0; i <= both->axis.columns; i++) {
            both->used[both->cells[i].look] = true;
            page_glyph(page, both->cells[i].look);
        }
    } else {
        page_text(page, side == 0 ? "(no such task)" : "(no such task wanted)");
    }
    page_end(page);
}

/* "^ first difference, at 0.5 s: a: yours begins to wait, the wanted one still sleeps" */
static void put_mark(struct comparison *both, const struct pair *pair)
{
    char words[400], happens[2][MOMENT_WORDS], time[WORDS_DURATION];
    int column = both->left + paint_column(&both->axis, pair->apart);
    struct page *page = &both->page;

    moment_tell((struct side[]){ { both->models[0], pair->lanes[0], both->crashed },
                                 { both->models[1], pair->lanes[1], false } },
                pair->apart, happens);
    words_seconds(time, pair->apart, 3);
    page_to(page, column < page->width ? column : page->width - 1);
    page_style(page, PAGE_STRONG);
    page_text(page, "^");
    page_end(page);
    page_to(page, INDENT + 2);
    page_style(page, PAGE_STRONG);
    snprintf(words, sizeof words, "first difference, at %s: %s: yours %s, the wanted one %s",
             time, name_of(both, pair->lanes[0] ? 0 : 1,
                           pair->lanes[0] ? pair->lanes[0] : pair->lanes[1]),
             happens[0], happens[1]);
    page_paragraph(page, words);
}

/* ---- The axis and the legend ---------------------------------------------------------------------- */

static void put_axis(struct comparison *both)
{
    struct page *page = &both->page;
    char line[1024];

    page_to(page, both->left);
    page_style(page, PAGE_QUIET);
    paint_rule(&both->axis, page->ascii, line, sizeof line);
    page_text(page, line);
    page_end(page);
    page_to(page, both->left);
    page_style(page, PAGE_QUIET);
    paint_labels(&both->axis, page->width - both->left - both->axis.columns - 1, line,
                 sizeof line);
    page_text(page, line);
    page_end(page);
}

static void put_legend(struct comparison *both)
{
    struct page *page = &both->page;

    page_to(page, INDENT);
    for (int look = 0; look < PAINT_EMPTY; look++) {
        if (!both->used[look])
            continue;
        int width = 2 + (int)strlen(paint_word((enum paint_look)look));
        if (page->column > INDENT && page->column + width > page->width) {
            page_end(page);
            page_to(page, INDENT);
        }
        page_glyph(page, (enum paint_look)look);
        page_style(page, PAGE_QUIET);
        page_to(page, page->column + 1);
        page_text(page, paint_word((enum paint_look)look));
        page_to(page, page->column + 3);
    }
    page_end(page);
}

/* ---- The whole ------------------------------------------------------------------------------------ */

static void lay_out(struct comparison *both)
{
    uint64_t end = both->models[0]->now > both->models[1]->now ? both->models[0]->now
                                                               : both->models[1]->now;
    int names = 4;

    for (int i = 0; i < both->count; i++) {
        const struct pair *pair = &both->pairs[i];
        const char *name = name_of(both, pair->lanes[0] ? 0 : 1,
                                   pair->lanes[0] ? pair->lanes[0] : pair->lanes[1]);
        int width = words_width(name, strlen(name), both->page.ascii);
        names = width > names ? width : names;
    }
    names = names < NAMES ? names : NAMES;
    both->left = INDENT + names + 2 + LABEL;
    both->axis = (struct paint_axis){ 0, end ? end : 1, WIDTH - both->left - 4 };
    both->axis.columns = paint_even_columns(0, both->axis.end, both->axis.columns);
    both->cells = calloc((size_t)both->axis.columns + 1, sizeof *both->cells);
    if (!both->cells)
        abort();
}

/* Those around the first that goes apart, in order. */
static void put_pairs(struct comparison *both)
{
    bool skip_main = both->first != 0 && both->models[0]->lane_count > 1 &&
                     both->models[1]->lane_count > 1;
    int begin = skip_main, left_out = both->count - begin;

    if (both->first - begin >= SHOWN)
        begin = both->first - SHOWN / 2;
    for (int i = begin; i < both->count && i < begin + SHOWN; i++, left_out--) {
        put_row(both, &both->pairs[i], 0);
        put_row(both, &both->pairs[i], 1);
        if (i == both->first)
            put_mark(both, &both->pairs[i]);
    }
    if (left_out > 0) {
        char words[80];
        snprintf(words, sizeof words, "and %d more %s not drawn", left_out,
                 left_out == 1 ? "task" : "tasks");
        page_to(&both->page, INDENT);
        page_text(&both->page, words);
        page_end(&both->page);
    }
}

static void put_agreement(struct comparison *both)
{
    if (both->first >= 0)
        return;
    page_to(&both->page, INDENT);
    page_paragraph(&both->page, "The lanes are as wanted: what was seen above cannot be "
                                "drawn.");
}

char *compare_runs(const struct run *mine, const struct run *wanted, bool ascii, bool color)
{
    struct comparison both = { .models = { &mine->model, &wanted->model },
                               .crashed = mine->signal != 0 && mine->signal != SIGXCPU &&
                                          mine->signal != SIGKILL };
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    if (!out)
        abort();
    if (mine != wanted && mine->model.lane_count + wanted->model.lane_count > 0) {
        page_init(&both.page, out, WIDTH, ascii, color);
        find_pairs(&both);
        prefer_others(&both);
        lay_out(&both);
        put_pairs(&both);
        put_axis(&both);
        put_legend(&both);
        put_agreement(&both);
    }
    fclose(out);
    free(both.pairs);
    free(both.cells);
    return text;
}
