/* SPDX-License-Identifier: MIT */
/* The screen for a projector: lanes as high as there is room for, and one sentence. */
#include <stdio.h>
#include <string.h>

#include "screen_inside.h"
#include "words.h"

enum { LABEL = 14, HIGHEST = 5, SENTENCE = 2 };

static int rows_needed(const struct layout *layout, int sides)
{
    enum { TITLE = 1, AXIS = 2 };

    return TITLE + layout->top + sides * layout_side_rows(layout) +
           (sides - 1) * layout->between + AXIS + layout->rule + layout->legend +
           SENTENCE;
}

/* Take the value if there is room; false: there is not. */
static bool take(struct layout *layout, int sides, int *part, int value)
{
    int before = *part;

    *part = value;
    if (rows_needed(layout, sides) <= layout->rows)
        return true;
    *part = before;
    return false;
}

static void place(struct layout *layout, const struct screen *screen)
{
    int sides = screen->track_count, lanes = (int)(screen->rows.count - screen->scroll);

    layout->head = sides > 1;
    for (layout->lanes = 1; layout->lanes < lanes; )
        if (!take(layout, sides, &layout->lanes, layout->lanes + 1))
            break;
    take(layout, sides, &layout->between, 1);
    take(layout, sides, &layout->bar, 2);
    take(layout, sides, &layout->legend, 1);
    take(layout, sides, &layout->gap, 1);
    take(layout, sides, &layout->rule, 1);
    for (int bar = 2; bar <= HIGHEST; bar++)
        take(layout, sides, &layout->bar, bar);
    take(layout, sides, &layout->top, 1);
}

static int label_width(const struct screen *screen)
{
    char name[ROWS_LABEL];
    int width = 4;

    for (uint64_t i = screen->scroll; i < screen->rows.count && i < 64; i++) {
        rows_label(name, &screen->rows, &screen->view, screen->roster, i);
        if (canvas_width(name) > width)
            width = canvas_width(name);
    }
    return width < LABEL ? width : LABEL;
}

static void draw_sentence(struct canvas *canvas, const struct screen *screen,
                          const struct layout *layout, int row)
{
    int width = layout->columns - 2 * layout->margin;

    if (screen->classroom.question)
        sentence_draw(canvas, row, layout->margin, width, SENTENCE, ROLE_READY,
                      screen->classroom.question);
    else
        story_draw(canvas, screen, layout, row);
}

/* What a presenter, or who takes over, can press. */
static void draw_keys(struct canvas *canvas, int row)
{
    static const struct {
        const char *cap, *does;
    } keys[] = {{" space ", "next"}, {" , ", "back"}, {" b ", "dark"}, {" q ", "quit"}};
    int column = 1;

    for (unsigned i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (column + canvas_width(keys[i].cap) + 5 > canvas->columns)
            return;
        column = canvas_text(canvas, row, column, ROLE_KEY, keys[i].cap);
        column = canvas_text(canvas, row, column + 1, ROLE_KEY_TEXT, keys[i].does) + 2;
    }
}

/* The question leaves the last row free. */
static bool asks_in_a_row(const struct screen *screen, const struct layout *layout)
{
    const char *question = screen->classroom.question;

    return question && canvas_width(question) <= layout->columns - 2 * layout->margin;
}

static void draw_title(struct canvas *canvas, const struct screen *screen,
                       const struct layout *layout)
{
    char time[WORDS_DURATION];
    int column = 1;

    canvas_fill(canvas, 0, 0, canvas->columns, ROLE_TITLE, ' ');
    words_seconds(time, screen->now, layout_decimals(layout));
    if (screen->number)
        column = canvas_text(canvas, 0, column, ROLE_TITLE, screen->number) + 2;
    if (screen->title)
        canvas_fit(canvas, 0, column, canvas->columns - column - 12, ROLE_TITLE_QUIET,
                   screen->title);
    canvas_text(canvas, 0, canvas->columns - canvas_width(time) - 1, ROLE_TITLE, time);
}

void classroom_draw(struct canvas *canvas, const struct screen *screen)
{
    struct layout layout = {.rows = canvas->rows, .columns = canvas->columns, .bar = 1,
                            .story = SENTENCE, .margin = 2, .label = 3};
    int row;

    layout.label_width = label_width(screen);
    layout.axis = layout.label + layout.label_width + 2;
    layout.text = layout.margin;
    layout.time.end = screen->axis_end;
    layout.time.columns = paint_even_columns(0, screen->axis_end,
                                             layout.columns - layout.axis - 5);
    place(&layout, screen);
    if (screen->classroom.blank)
        return;
    draw_title(canvas, screen, &layout);
    row = 1 + layout.top;
    for (int i = 0; i < screen->track_count; i++)
        row = block_draw(canvas, screen, &layout, i, row + (i > 0 ? layout.between : 0));
    axis_draw(canvas, screen, &layout, row);
    draw_sentence(canvas, screen, &layout, canvas->rows - SENTENCE - layout.legend);
    if (layout.legend || asks_in_a_row(screen, &layout))
        draw_keys(canvas, canvas->rows - 1);
}
