/* SPDX-License-Identifier: MIT */
/* The panes that there are, and what they have in common. */
#include "pane.h"
#include "screen_inside.h"

static const struct pane panes[PANES] = {
    [PANE_XRAY] = {'x', "x", "the event loop", "the event loop, seen through", "loop",
                   PLACE_ABOVE, 3, xray_pane_rows, xray_pane_draw},
    [PANE_SOURCE] = {'s', "s", "source", "the program, and the line it is at", NULL,
                     PLACE_BELOW, 3, source_pane_rows, source_pane_draw},
    [PANE_OUTPUT] = {'o', "o", "output", "what was printed, and by whom", NULL,
                     PLACE_BELOW, 3, output_pane_rows, output_pane_draw},
    [PANE_TASK] = {'i', "i", "task", "all about the chosen task", NULL,
                   PLACE_BELOW, 3, task_pane_rows, task_pane_draw},
    [PANE_PYTHON] = {'p', "p", "the same in Python", "the same program in Python", NULL,
                     PLACE_BELOW, 3, python_pane_rows, python_pane_draw},
    [PANE_WHY] = {'w', "w", "why", "why the task does not run", "why?",
                  PLACE_COVER, 3, why_pane_rows, why_pane_draw},
    [PANE_WARNINGS] = {'!', "!", "warnings", "what went wrong, and the cure", NULL,
                       PLACE_BELOW, 2, warnings_pane_rows, warnings_pane_draw},
};

const struct pane *pane_of(enum pane_id id)
{
    return (unsigned)id < PANES && panes[id].key ? &panes[id] : NULL;
}

enum pane_id pane_by_key(uint32_t character)
{
    for (int i = 0; i < PANES; i++)
        if (panes[i].key && panes[i].key == character)
            return (enum pane_id)i;
    return PANE_LANES;
}

/* ---- What they are about ------------------------------------------------- */

/* Who had the thread last. */
static const struct lane *ran_last(const struct model *model)
{
    return model->machine.last_task ? model_lane(model, model->machine.last_task) : NULL;
}

const struct lane *pane_subject(const struct screen *screen, const struct track **track)
{
    const struct view *view = &screen->view;
    int side = view->side < screen->track_count ? view->side : screen->track_count - 1;
    const struct lane *lane = NULL;

    *track = side >= 0 ? screen->tracks[side] : NULL;
    if (!*track)
        return NULL;
    if (view->selected != VIEW_NONE)
        lane = seating_lane(&(*track)->seating, screen->roster, &(*track)->model,
                            view->selected);
    if (!lane && (*track)->model.running)
        lane = model_lane(&(*track)->model, (*track)->model.running);
    return lane ? lane : ran_last(&(*track)->model);
}

int pane_scroll(const struct screen *screen, enum pane_id id, int lines, int rows)
{
    int offset = screen->view.offset[id], most = lines > rows ? lines - rows : 0;

    return offset < 0 ? 0 : offset > most ? most : offset;
}

/* ---- Drawing ------------------------------------------------------------- */

/* A line with the pane's name, which stands out if keys go there. */
static void draw_edge(struct canvas *canvas, const struct screen *screen, enum pane_id id,
                      int row, int column, int columns)
{
    bool focus = screen->view.focus == id;
    int at = column + 2;

    canvas_fill(canvas, row, column, columns, ROLE_RULE, glyph_of("─"));
    at = canvas_text(canvas, row, at, ROLE_PLAIN, " ");
    at = canvas_text(canvas, row, at, focus ? ROLE_LABEL : ROLE_QUIET, pane_of(id)->name);
    canvas_text(canvas, row, at, ROLE_PLAIN, focus ? " ◂ " : " ");
}

static void draw_pane(struct canvas *canvas, const struct screen *screen, enum pane_id id,
                      struct box box)
{
    draw_edge(canvas, screen, id, box.row, box.column, box.columns);
    box.row++;
    box.rows--;
    pane_of(id)->draw(canvas, screen, &box);
}

void panes_draw_above(struct canvas *canvas, const struct screen *screen,
                      const struct layout *layout, int row)
{
    struct box box = {row, layout->margin, layout->above,
                      layout->columns - 2 * layout->margin};

    if (layout->above)
        draw_pane(canvas, screen, layout->above_pane, box);
}

int panes_draw_below(struct canvas *canvas, const struct screen *screen,
                     const struct layout *layout, int row)
{
    enum { APART = 2 };
    int n = layout->below_count, all = layout->columns - 2 * layout->margin;
    int each = n ? (all - (n - 1) * APART) / n : 0;

    for (int i = 0; i < n; i++) {
        struct box box = {row, layout->margin + i * (each + APART), layout->below,
                          i < n - 1 ? each : all - i * (each + APART)};

        draw_pane(canvas, screen, layout->below_panes[i], box);
    }
    return row + layout->below;
}
