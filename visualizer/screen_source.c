/* SPDX-License-Identifier: MIT */
/* The panes of text: the program, with the line where a task stands, and the same
 * program in Python. */
#include <stdio.h>
#include <string.h>

#include "pen.h"
#include "reading.h"
#include "screen_inside.h"

enum { LIKED = 12, WHOLE = 26, NUMBER = 5, ABOVE = 3 };  /* rows; columns; a third of rows */

int source_pane_rows(const struct screen *screen, int columns)
{
    return LIKED;
}

static void draw_line(struct canvas *canvas, const struct box *box, int row,
                      const struct source *source, uint32_t line, const char *here)
{
    struct pen pen = pen_at(canvas, box, row, 0);
    const char *text = source->lines[line - 1];
    enum canvas_role role = here ? ROLE_HERE : ROLE_PLAIN;

    if (here)
        canvas_fill(canvas, pen.row, pen.column, box->columns, ROLE_HERE, ' ');
    pen_print(&pen, here ? ROLE_HERE : ROLE_QUIET, "%s%*u  ", here ? "▸" : " ", NUMBER - 1,
              line);
    for (; *text == '\t'; text++)
        pen_text(&pen, role, "    ");
    pen_name(&pen, role, text, box->columns);
    if (!here || !*here)
        return;
    pen = pen_at(canvas, box, row, box->columns - canvas_width(here) - 1);
    if (pen.column > box->column + NUMBER + 2 + canvas_width(source->lines[line - 1]))
        pen_text(&pen, ROLE_HERE, here);
}

/* So many lines round the one that is meant; the view's offset moves them. */
static void draw_text(struct canvas *canvas, const struct screen *screen,
                      const struct box *box, const struct source *source, enum pane_id id,
                      uint32_t line, const char *here)
{
    int most = (int)source->count - box->rows, first;

    first = line ? (int)line - 1 - box->rows / ABOVE : 0;
    while (!line && first < most && source->lines[first][0] == '#')
        first++;                /* the licence can wait */
    if (first > most)
        first = most;
    first = (first < 0 ? 0 : first) + screen->view.offset[id];
    if (first > most)
        first = most;
    if (first < 0)
        first = 0;
    for (int row = 0; row < box->rows && first + row < (int)source->count; row++) {
        uint32_t number = (uint32_t)(first + row + 1);

        draw_line(canvas, box, row, source, number, number == line ? here : NULL);
    }
}

static void draw_missing(struct canvas *canvas, const struct box *box, const char *text)
{
    pen_wrap(canvas, box, 0, 0, box->rows, ROLE_QUIET, text);
}

/* "◂ B is here", by what it does there. */
static void say_here(char *out, size_t size, const struct model *model,
                     const struct lane *lane, uint64_t now)
{
    const struct span *span = lane_at(lane, now);
    const char *name = model_name(model, lane->name);
    unsigned state = span ? span_part(span, now).state : SPAN_STATES;
    const char *does = !span ? "was here" : state == SPAN_SLEEPING ? "sleeps here"
                       : state == SPAN_WAITING ? "waits here"
                       : state == SPAN_BLOCKED ? "blocks here"
                       : state == SPAN_READY ? "goes on here" : "came from here";
    char fitted[64];

    words_fit(fitted, sizeof fitted, name, strlen(name), 20, false);
    snprintf(out, size, "◂ %s %s", fitted, does);
}

void source_pane_draw(struct canvas *canvas, const struct screen *screen,
                      const struct box *box)
{
    const struct track *track;
    const struct lane *lane = pane_subject(screen, &track);
    const struct finding *warning = screen_warning(screen);
    const char *place = lane ? source_stand(&track->model, lane, screen->now) : NULL;
    char file[SOURCE_PATH], told[SOURCE_PATH], here[128];
    struct source *source = screen->reading ? &screen->reading->text : NULL;
    uint32_t line;

    if (!source)
        return;
    if (warning && finding_place(warning, &track->model, told, sizeof told))
        place = told;
    else
        warning = NULL;
    if (!place || !source_place(place, file, &line)) {
        draw_missing(canvas, box, lane ? "The log does not tell a line of this task."
                                       : "Nobody has run so far.");
        return;
    }
    source_load(source, file);
    if (warning)
        snprintf(here, sizeof here, "◂ %s", finding_name(warning->kind));
    else
        say_here(here, sizeof here, &track->model, lane, screen->now);
    if (source->error[0])
        draw_missing(canvas, box, source->error);
    else
        draw_text(canvas, screen, box, source, PANE_SOURCE, line, here);
}

/* ---- The same in Python ---------------------------------------------------------- */

/* A short program, without a line that is meant: all of it. */
int python_pane_rows(const struct screen *screen, int columns)
{
    int lines = screen->reading ? (int)screen->reading->python.count : 0;

    return lines == 0 || lines > WHOLE ? WHOLE : lines;
}

/* The program's file: the first place that is told with a line. */
static bool program_file(const struct model *model, char file[SOURCE_PATH])
{
    uint32_t line;

    for (uint64_t i = 0; i < model->lane_count && i < 64; i++) {
        const struct lane *lane = &model->lanes[i];
        const char *place = source_stand(model, lane, LOG_NEVER);

        if (place && source_place(place, file, &line))
            return true;
    }
    return false;
}

void python_pane_draw(struct canvas *canvas, const struct screen *screen,
                      const struct box *box)
{
    const struct track *track;
    struct source *source = screen->reading ? &screen->reading->python : NULL;
    char file[SOURCE_PATH], twin[SOURCE_PATH];

    pane_subject(screen, &track);
    if (!source || !track)
        return;
    if (!program_file(&track->model, file) || !source_twin(file, twin)) {
        draw_missing(canvas, box, "The log does not tell this program's file.");
        return;
    }
    source_load(source, twin);
    if (source->error[0])
        draw_missing(canvas, box, "There is no Python program beside this one.");
    else
        draw_text(canvas, screen, box, source, PANE_PYTHON, 0, NULL);
}
