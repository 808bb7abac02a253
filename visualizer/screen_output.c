/* SPDX-License-Identifier: MIT */
/* The pane of output: the last lines printed, each with its time and its task. */
#include <stdio.h>
#include <string.h>

#include "pane.h"
#include "screen_inside.h"
#include "words.h"

enum { LIKED = 10, TIME = 9, NAME = 14, LINE = 1024 };

int output_pane_rows(const struct screen *screen, int columns)
{
    return LIKED;
}

static const char *who(const struct model *model, const struct print *print)
{
    const struct lane *lane = print->task ? model_lane(model, print->task) : NULL;

    return lane ? model_name(model, lane->name) : "";
}

static void draw_line(struct canvas *canvas, const struct model *model,
                      const struct print *print, int row, const struct box *box)
{
    char text[LINE], time[WORDS_DURATION];
    const char *name = who(model, print);
    uint64_t length = print->length;
    int column = box->column + TIME + 1;

    while (length && model->output[print->offset + length - 1] == '\n')
        length--;
    words_seconds(time, print->time, 3);
    canvas_text(canvas, row, box->column + TIME - canvas_width(time), ROLE_QUIET, time);
    words_fit(text, sizeof text, name, strlen(name), NAME - 1, canvas->ascii);
    canvas_text(canvas, row, column + 1, ROLE_LABEL, text);
    words_fit(text, sizeof text, model->output + print->offset, length,
              box->columns - TIME - NAME - 2, canvas->ascii);
    canvas_text(canvas, row, column + NAME + 1, ROLE_PLAIN, text);
}

static bool of_task(const struct print *print, const struct lane *lane)
{
    return !lane || print->task == lane->task;
}

/* With a task selected, only what it printed.  The offset counts back from the end. */
void output_pane_draw(struct canvas *canvas, const struct screen *screen,
                      const struct box *box)
{
    const struct track *track;
    const struct lane *lane = pane_subject(screen, &track);
    uint64_t first = track ? track->model.print_count : 0, end = first;
    int skip = screen->view.offset[PANE_OUTPUT], row = box->row;

    if (screen->view.selected == VIEW_NONE)
        lane = NULL;
    for (int found = 0; first > 0 && found < box->rows; first--) {
        if (!of_task(&track->model.prints[first - 1], lane))
            continue;
        if (skip > 0)
            skip--, end = first - 1;
        else
            found++;
    }
    for (uint64_t i = first; i < end; i++)
        if (of_task(&track->model.prints[i], lane))
            draw_line(canvas, &track->model, &track->model.prints[i], row++, box);
    if (row == box->row)
        canvas_text(canvas, row, box->column, ROLE_QUIET, "Nothing was printed.");
}
