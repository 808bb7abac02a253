/* SPDX-License-Identifier: MIT */
/* The pane of causes: why a task did not run. */
#include <stdio.h>

#include "pen.h"
#include "screen_inside.h"
#include "why.h"

enum { TIME = 11, LIKED = 11 };

int why_pane_rows(const struct screen *screen, int columns)
{
    return LIKED;
}

static void draw_line(struct pen pen, const struct why *why, const struct why_line *line)
{
    char when[WORDS_DURATION];
    uint64_t gap = why->end == LOG_NEVER ? LOG_NEVER : why->end - why->begin;
    int column = pen.column;

    words_seconds(when, line->time, gap < 1000000 ? 6 : 3);
    pen_text(&pen, ROLE_QUIET, when);
    pen_to(&pen, column + TIME);
    pen_text(&pen, ROLE_PLAIN, line->text);
    if (line->strong[0]) {
        pen_text(&pen, ROLE_PLAIN, " ");
        pen_text(&pen, line->bad ? ROLE_FAILED : ROLE_LABEL, line->strong);
    }
    if (line->place[0]) {
        pen_text(&pen, ROLE_PLAIN, "   ");
        pen_text(&pen, ROLE_QUIET, line->place);
    }
}

static int draw_kind(struct canvas *canvas, const struct box *box, const struct why *why,
                     int row)
{
    struct pen pen = pen_at(canvas, box, row, 0);
    char cure[256];

    pen_text(&pen, ROLE_BLOCKED, "⚠ ");
    pen_text(&pen, ROLE_BLOCKED, finding_name(why->kind));
    pen_text(&pen, ROLE_PLAIN, "  ");
    if (why->says)
        pen_text(&pen, ROLE_PLAIN, why->says);
    if (!why->cure)
        return row + 1;
    snprintf(cure, sizeof cure, "Cure: %s.", why->cure);
    return row + 1 + pen_wrap(canvas, box, row + 1, 2, box->rows - row - 1, ROLE_LABEL, cure);
}

void why_pane_draw(struct canvas *canvas, const struct screen *screen,
                   const struct box *box)
{
    const struct track *track;
    const struct lane *lane = pane_subject(screen, &track);
    uint64_t time = screen->now;
    int row = 0, foot;
    struct why why;
    struct pen pen;

    if (!track)
        return;
    if (screen->view.selected == VIEW_NONE)
        lane = why_whom(&track->model, &time);
    why_make(&why, &track->model, lane, time);
    foot = why.kind == FINDING_NONE ? 0 : why.cure ? 2 : 1;
    pen = pen_at(canvas, box, row++, 0);
    pen_text(&pen, ROLE_LABEL, why.question);
    if (box->rows > why.count + foot + 2)
        row++;
    for (int i = 0; i < why.count && row < box->rows - foot; i++, row++)
        draw_line(pen_at(canvas, box, row, 2), &why, &why.lines[i]);
    if (foot && box->rows > row + foot)
        row++;
    if (foot && row < box->rows)
        row = draw_kind(canvas, box, &why, row);
    pen = pen_at(canvas, box, row + 1, 0);
    if (screen->view.selected == VIEW_NONE && row + 1 < box->rows)
        pen_text(&pen, ROLE_QUIET, "Choose a task with ↑ ↓ to ask about it.");
}
