/* SPDX-License-Identifier: MIT */
/* The time axis under the lanes, with the moment that is looked at. */
#include <stdio.h>
#include <string.h>

#include "screen_inside.h"
#include "words.h"

enum {
    APART = 9,                  /* columns between ticks, at least, */
    PARTS = 10                  /* and parts of the axis, at most, if that can be had */
};

/* Every tick but each `every`th goes; labels lose decimals that all of them lack. */
static int thin_out(struct paint_tick *ticks, int n, int every)
{
    bool whole = true;
    int kept = 0;
    char *dot;

    for (int i = 0; i < n; i += every)
        ticks[kept++] = ticks[i];
    for (int i = 0; i < kept; i++) {
        dot = strchr(ticks[i].label, '.');
        whole = whole && (!dot || dot[1 + strspn(dot + 1, "0")] == '\0' ||
                          dot[1 + strspn(dot + 1, "0")] == ' ');
    }
    for (int i = 0; whole && i < kept; i++)
        if ((dot = strchr(ticks[i].label, '.')))
            memmove(dot, dot + 1 + strspn(dot + 1, "0"),
                    strlen(dot + 1 + strspn(dot + 1, "0")) + 1);
    return kept;
}

/* The ticks of the text timeline, fewer of them: a screen is looked at from afar. */
static int calm_ticks(const struct layout *layout, const struct paint_axis *time,
                      struct paint_tick *ticks)
{
    static const int factors[] = {2, 5, 10};
    int overhang = layout->columns - layout->axis - time->columns - 1;
    int n = paint_ticks(time, overhang, ticks);
    int apart = n > 1 ? ticks[1].column - ticks[0].column : layout->columns;

    if (apart >= APART && n - 1 <= PARTS)
        return n;
    for (unsigned i = 0; i < sizeof factors / sizeof *factors; i++)
        if (apart * factors[i] >= APART && (n - 1) % factors[i] == 0 &&
            (n - 1) / factors[i] <= PARTS)
            return thin_out(ticks, n, factors[i]);
    return n;
}

/* Blank the label that would stand in the way. */
static void make_way(struct canvas *canvas, int row, int begin, int end)
{
    const struct canvas_cell *cell;

    while ((cell = canvas_at(canvas, row, begin)) && cell->glyph != ' ')
        begin--;
    while ((cell = canvas_at(canvas, row, end)) && cell->glyph != ' ')
        end++;
    canvas_fill(canvas, row, begin, end - begin, ROLE_PLAIN, ' ');
}

static void draw_moment(struct canvas *canvas, const struct screen *screen,
                        const struct layout *layout, int row)
{
    char text[WORDS_DURATION];
    int column = layout->axis + paint_column(&layout->time, screen->now), width;

    if (column < layout->axis || screen->now > layout->time.end)
        return;
    words_seconds(text, screen->now, layout_decimals(layout));
    width = canvas_width(text);
    canvas_glyph(canvas, row, column, ROLE_CURSOR, glyph_of("┃"));
    if (column + width > layout->columns)
        column = layout->columns - width;
    make_way(canvas, row + 1, column - 1, column + width);
    canvas_text(canvas, row + 1, column, ROLE_CURSOR, text);
}

/* Zoomed in far, labels count from a round time, which is told at the left. */
static struct paint_axis from_base(struct canvas *canvas, const struct layout *layout, int row)
{
    struct paint_axis time = layout->time;
    uint64_t unit = 1000000, base;
    char text[WORDS_DURATION], sum[WORDS_DURATION + 2];
    int decimals = 3;

    while (unit < (time.end - time.begin) * 2)
        unit *= 10;
    base = time.begin - time.begin % unit;
    if (base == 0 || time.end / 1000 < time.end - time.begin)
        return time;
    for (; decimals > 0 && unit > 1000000; unit /= 10)
        decimals--;
    words_seconds(text, base, decimals);
    snprintf(sum, sizeof sum, "%s +", text);
    canvas_fit(canvas, row + 1, 0, layout->axis, ROLE_QUIET, sum);
    time.begin -= base;
    time.end -= base;
    return time;
}

int axis_draw(struct canvas *canvas, const struct screen *screen,
              const struct layout *layout, int row)
{
    struct paint_tick ticks[PAINT_TICKS];
    struct paint_axis time = from_base(canvas, layout, row);
    int n = calm_ticks(layout, &time, ticks);
    bool still = (screen->paused || screen->looking_back) && !screen->classroom.on;
    enum canvas_role role = screen->classroom.on ? ROLE_LABEL : ROLE_QUIET;

    canvas_fill(canvas, row, layout->axis, layout->time.columns + 1, ROLE_QUIET,
                glyph_of("─"));
    for (int i = 0; i < n; i++) {
        canvas_glyph(canvas, row, layout->axis + ticks[i].column, ROLE_QUIET,
                     glyph_of("┬"));
        canvas_text(canvas, row + 1, layout->axis + ticks[i].label_column, role,
                    ticks[i].label);
    }
    if (still && !screen->ready && (screen->looking_back || !screen_finished(screen)))
        draw_moment(canvas, screen, layout, row);
    return row + 2;
}

/* 1-2-5 in front of a power of ten. */
uint64_t screen_axis_for(uint64_t time)
{
    uint64_t unit = 1000;

    while (unit < UINT64_MAX / 20 && unit * 10 < time)
        unit *= 10;
    return time <= unit ? unit : time <= 2 * unit ? 2 * unit
           : time <= 5 * unit ? 5 * unit : 10 * unit;
}

uint64_t screen_whole_axis(uint64_t end)
{
    uint64_t unit = screen_axis_for(end) / 10;

    return end == 0 ? UINT64_C(1000000000) : (end - end / 100 + unit - 1) / unit * unit;
}
