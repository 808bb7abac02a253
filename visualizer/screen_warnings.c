/* SPDX-License-Identifier: MIT */
/* The pane of warnings: each with its time, its line and its cure. */
#include <stdio.h>
#include <string.h>

#include "pen.h"
#include "reading.h"
#include "screen_inside.h"

enum { TIME = 9, EACH = 3, LIKED = 9 };

int warnings_pane_rows(const struct screen *screen, int columns)
{
    return LIKED;
}

static void draw_place(struct pen *pen, const struct model *model, uint32_t name)
{
    const char *place = model_name(model, name), *slash = strrchr(place, '/');

    pen_text(pen, ROLE_PLAIN, "   ");
    pen_name(pen, ROLE_QUIET, slash ? slash + 1 : place, 40);
}

static void draw_finding(struct canvas *canvas, const struct box *box, int row,
                         const struct finding *finding, const struct model *model)
{
    struct pen pen = pen_at(canvas, box, row, 0);
    char text[512], when[WORDS_DURATION];
    const char *cure = finding_cure(finding->kind);

    pen_print(&pen, ROLE_QUIET, "%*s  ", TIME, words_seconds(when, finding->time, 3));
    pen_print(&pen, ROLE_BLOCKED, "⚠ %s", finding_name(finding->kind));
    if (finding->place)
        draw_place(&pen, model, finding->place);
    finding_tell(finding, model, text, sizeof text);
    pen = pen_at(canvas, box, row + 1, TIME + 4);
    if (row + 1 < box->rows)
        pen_text(&pen, ROLE_PLAIN, text);
    pen = pen_at(canvas, box, row + 2, TIME + 4);
    if (cure && row + 2 < box->rows)
        pen_print(&pen, ROLE_QUIET, "Cure: %s.", cure);
}

static struct findings *found_on(const struct screen *screen, int side)
{
    struct findings *found = &screen->reading->found[side];

    findings_update(found, &screen->tracks[side]->model);
    return found;
}

uint64_t warnings_count(const struct screen *screen)
{
    uint64_t n = 0;

    for (int i = 0; screen->reading && i < screen->track_count; i++)
        n += found_on(screen, i)->count;
    return n;
}

void warnings_pane_draw(struct canvas *canvas, const struct screen *screen,
                        const struct box *box)
{
    const struct track *track;
    struct findings *found;
    struct pen pen = pen_at(canvas, box, 0, 0);
    int side, first;

    pane_subject(screen, &track);
    if (!track || !screen->reading)
        return;
    for (side = 0; side < screen->track_count - 1 && screen->tracks[side] != track; side++)
        ;
    found = found_on(screen, side);
    if (!found->count) {
        pen_text(&pen, ROLE_QUIET, "Nothing went wrong up to here: nobody blocked the loop, "
                 "and everything was awaited.");
        return;
    }
    first = pane_scroll(screen, PANE_WARNINGS, (int)found->count, box->rows / EACH);
    for (int row = 0; row < box->rows && (uint64_t)first < found->count;
         row += EACH, first++)
        draw_finding(canvas, box, row, &found->list[first], &track->model);
}
