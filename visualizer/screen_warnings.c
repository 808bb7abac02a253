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

static void draw_place(struct pen *pen, const char *place)
{
    const char *slash = strrchr(place, '/');

    pen_text(pen, ROLE_PLAIN, "   ");
    pen_name(pen, ROLE_QUIET, slash ? slash + 1 : place, 40);
}

static void draw_finding(struct canvas *canvas, const struct box *box, int row,
                         const struct finding *finding, const struct model *model,
                         bool chosen)
{
    struct pen pen = pen_at(canvas, box, row, 0);
    char text[512], when[WORDS_DURATION], place[SOURCE_PATH];
    const char *cure = finding_cure(finding->kind);

    pen_text(&pen, ROLE_LABEL, chosen ? "▸" : " ");
    pen_print(&pen, ROLE_QUIET, "%*s  ", TIME - 1, words_seconds(when, finding->time, 3));
    pen_print(&pen, ROLE_BLOCKED, "⚠ %s", finding_name(finding->kind));
    if (finding_place(finding, model, place, sizeof place)) {
        draw_place(&pen, place);
        if (chosen)
            pen_text(&pen, ROLE_QUIET, "   Enter shows the line");
    }
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

/* Of the side that is meant; NULL: there is none. */
static struct findings *found_there(const struct screen *screen, const struct track **track)
{
    int side;

    pane_subject(screen, track);
    if (!*track || !screen->reading)
        return NULL;
    for (side = 0; side < screen->track_count - 1 && screen->tracks[side] != *track; side++)
        ;
    return found_on(screen, side);
}

const struct finding *screen_warning(const struct screen *screen)
{
    const struct track *track;
    uint64_t which = screen->view.warning;
    struct findings *found;

    if (!which || !view_has(&screen->view, PANE_WARNINGS))
        return NULL;
    found = found_there(screen, &track);
    return found && which <= found->count ? &found->list[which - 1] : NULL;
}

void screen_choose_warning(struct screen *screen, int by)
{
    const struct track *track;
    struct findings *found = found_there(screen, &track);
    uint64_t n = found ? found->count : 0, *which = &screen->view.warning;

    if (n == 0)
        return;
    if (*which == 0 || *which > n)
        *which = by > 0 ? 1 : n;
    else
        *which = by > 0 ? *which % n + 1 : (*which + n - 2) % n + 1;
    screen->view.offset[PANE_WARNINGS] = (int)*which - 1;
}

void warnings_pane_draw(struct canvas *canvas, const struct screen *screen,
                        const struct box *box)
{
    const struct track *track;
    struct findings *found = found_there(screen, &track);
    int first;

    if (!found)
        return;
    if (!found->count) {
        pen_wrap(canvas, box, 0, 0, box->rows, ROLE_QUIET, "Nothing went wrong up to here: "
                 "nobody blocked the loop, and everything was awaited.");
        return;
    }
    first = pane_scroll(screen, PANE_WARNINGS, (int)found->count, box->rows / EACH);
    for (int row = 0; row < box->rows && (uint64_t)first < found->count;
         row += EACH, first++)
        draw_finding(canvas, box, row, &found->list[first], &track->model,
                     (uint64_t)first + 1 == screen->view.warning);
}
