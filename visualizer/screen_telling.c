/* SPDX-License-Identifier: MIT */
/* What is told under the lanes: the question, the story, the score's moral, and what
 * each side printed. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen_inside.h"
#include "story.h"
#include "words.h"

enum {
    NO_TIME_NS = 20000000,      /* what the paced clock needs for nothing at all */
    ITEMS = 64,                 /* lines of output kept in view */
    ITEM = 256,
    STACKED = 6,                /* rows from which on each line has one */
    APART = 3                   /* columns between two of them */
};

static void draw_rule(struct canvas *canvas, const struct layout *layout, int row)
{
    canvas_fill(canvas, row, layout->margin, layout->columns - 2 * layout->margin,
                ROLE_RULE, glyph_of("─"));
}

/* ---- Sentences ----------------------------------------------------------- */

/* Bytes of `text` that make a line of `width` columns, cut between words. */
static size_t line_of(const char *text, int width)
{
    size_t best = 0, at = 0, length = strlen(text);
    int columns = 0;
    uint32_t glyph;

    while (at < length) {
        int taken = canvas_decode(text + at, length - at, &glyph);

        if (text[at] == ' ')
            best = at;
        if (++columns > width)
            return best ? best : at;
        at += (size_t)taken;
    }
    return length;
}

/* Put a text into at most `rows` rows of `width`; returns the row behind it. */
int sentence_draw(struct canvas *canvas, int row, int column, int width, int rows,
                        enum canvas_role role, const char *text)
{
    char line[1024];

    for (; rows > 0 && *text; rows--, row++) {
        size_t n = line_of(text, width);

        if (rows == 1 || n >= sizeof line) {
            canvas_fit(canvas, row, column, width, role, text);
            return row + 1;
        }
        memcpy(line, text, n);
        line[n] = '\0';
        canvas_text(canvas, row, column, role, line);
        text += n + strspn(text + n, " ");
    }
    return row;
}

static void tell_question(struct canvas *canvas, const struct screen *screen,
                          const struct layout *layout, int row)
{
    int width = layout->columns - 2 * layout->margin, column = layout->margin;

    if (screen->question && layout->story > 1)
        row = sentence_draw(canvas, row, column, width, layout->story - 1, ROLE_QUESTION,
                           screen->question);
    column = canvas_text(canvas, row, column, ROLE_PLAIN, "Press ");
    column = canvas_text(canvas, row, column, ROLE_KEY, " space ");
    canvas_text(canvas, row, column, ROLE_PLAIN, " to start.");
}

/* The last part of the sentence is what it is about. */
static void tell_moral(struct canvas *canvas, const struct screen *screen,
                       const struct layout *layout, int row)
{
    int width = layout->columns - 2 * layout->margin;
    const char *point = strrchr(screen->moral, ':');
    char before[512];
    size_t n = point ? (size_t)(point - screen->moral) + 2 : 0;
    int column;

    if (!point || n >= sizeof before || !point[1] || canvas_width(screen->moral) > width) {
        sentence_draw(canvas, row, layout->margin, width, layout->story, ROLE_LABEL,
                     screen->moral);
        return;
    }
    memcpy(before, screen->moral, n);
    before[n] = '\0';
    column = canvas_text(canvas, row, layout->margin, ROLE_PLAIN, before);
    canvas_text(canvas, row, column, ROLE_LABEL, point + 2);
}

static bool tell_trouble(struct canvas *canvas, const struct screen *screen,
                         const struct layout *layout, int row)
{
    int end = row + layout->story, width = layout->columns - 2 * layout->margin;
    char text[1024];
    bool any = false;

    for (int i = 0; i < screen->track_count && row < end; i++) {
        const struct track *track = screen->tracks[i];

        if (!track->trouble || !track_at_end(track))
            continue;
        if (track->label && screen->track_count > 1)
            snprintf(text, sizeof text, "%s: %s.", track->label, track->trouble);
        else if (strncmp(track->trouble, "the ", 4) == 0)
            snprintf(text, sizeof text, "The %s.", track->trouble + 4);
        else
            snprintf(text, sizeof text, "%s.", track->trouble);
        row = sentence_draw(canvas, row, layout->margin, width, end - row, ROLE_FAILED, text);
        any = true;
    }
    return any;
}

/* The side that something goes on at: the last one that has not come to its end. */
static const struct track *told_side(const struct screen *screen)
{
    for (int i = screen->track_count; i > 0; i--)
        if (!screen->tracks[i - 1]->model.ended && !track_stopped(screen->tracks[i - 1]))
            return screen->tracks[i - 1];
    return screen->tracks[screen->track_count - 1];
}

void story_draw(struct canvas *canvas, const struct screen *screen,
                       const struct layout *layout, int row)
{
    const struct track *track = told_side(screen);
    int width = layout->columns - layout->text - layout->margin;
    char before[2 * STORY_LINE] = "";
    struct story story;

    story_tell(&story, &track->model, track->log->records, screen->roster, &track->seating);
    if (track != screen->tracks[screen->track_count - 1] && track->label)
        snprintf(before, STORY_LINE, "%s: ", track->label);
    strcat(before, canvas_width(before) + canvas_width(story.before) <= width
                       ? story.before : story.shorter);
    if (layout->text > layout->margin)
        canvas_text(canvas, row, layout->margin, ROLE_LABEL, "story");
    if (!story.now[0] ||
        (before[0] && layout->story > 1 && canvas_width(story.now) <= width)) {
        sentence_draw(canvas, row, layout->text, width, story.now[0] ? 1 : layout->story,
                     ROLE_PLAIN, before);
        row++;
    }
    sentence_draw(canvas, row, layout->text, width, layout->story, ROLE_PLAIN, story.now);
}

/* A run in which nobody slept is over before one can look. */
static bool took_no_time(const struct screen *screen)
{
    for (int i = 0; i < screen->track_count; i++)
        if (screen->tracks[i]->model.now > NO_TIME_NS)
            return false;
    return screen_finished(screen);
}

static void tell_how_to_look(struct canvas *canvas, const struct layout *layout, int row)
{
    int column = canvas_text(canvas, row, layout->margin, ROLE_PLAIN,
                             "Nobody slept, so it took no time. Press ");

    column = canvas_text(canvas, row, column, ROLE_KEY, " r ");
    column = canvas_text(canvas, row, column, ROLE_PLAIN, ", then ");
    column = canvas_text(canvas, row, column, ROLE_KEY, " . ");
    canvas_text(canvas, row, column, ROLE_PLAIN, " to take it step by step.");
}

int telling_draw(struct canvas *canvas, const struct screen *screen,
                 const struct layout *layout, int row)
{
    if (layout->rule)
        draw_rule(canvas, layout, row++);
    if (layout->story == 0)
        return row;
    if (tell_trouble(canvas, screen, layout, row))
        ;
    else if (screen->ready)
        tell_question(canvas, screen, layout, row);
    else if (screen_finished(screen) && screen->moral)
        tell_moral(canvas, screen, layout, row);
    else
        story_draw(canvas, screen, layout, row);
    if (layout->story > 1 && took_no_time(screen))
        tell_how_to_look(canvas, layout, row + layout->story - 1);
    return row + layout->story;
}

/* ---- Output -------------------------------------------------------------- */

struct lines {
    char text[ITEMS][ITEM];     /* the latest first */
    int width[ITEMS];
    int count;
    bool earlier;               /* there are more than these */
};

/* Split what was printed from its end. */
static void last_lines(struct lines *lines, const struct model *model, bool ascii)
{
    const char *all = model->output;
    uint64_t end = model->output_size, begin;

    lines->count = 0;
    while (end > 0 && lines->count < ITEMS) {
        if (all[end - 1] == '\n')
            end--;
        for (begin = end; begin > 0 && all[begin - 1] != '\n';)
            begin--;
        if (end > begin) {
            int n = lines->count++;

            lines->width[n] = words_fit(lines->text[n], ITEM, all + begin, end - begin, 60,
                                        ascii);
        }
        end = begin;
    }
    lines->earlier = end > 0;
}

/* Flow the first `n` (from the n-th latest on) into rows; false if they need more.
 * With a canvas, also draws them. */
static bool flow(const struct lines *lines, int n, struct canvas *canvas, int row, int rows,
                 int column, int width)
{
    int at = 0, used = 0;

    if (n < lines->count || lines->earlier) {
        if (canvas)
            canvas_text(canvas, row, column, ROLE_QUIET, "…");
        at = 2;
    }
    for (int i = n - 1; i >= 0; i--) {
        if (at > 0 && at + lines->width[i] > width) {
            at = 0;
            used++;
        }
        if (used >= rows || lines->width[i] > width)
            return false;
        if (canvas)
            canvas_text(canvas, row + used, column + at, ROLE_PLAIN, lines->text[i]);
        at += lines->width[i] + APART;
    }
    return true;
}

static void draw_lines(struct canvas *canvas, const struct lines *lines, int row, int rows,
                       int column, int width)
{
    for (int n = lines->count; n > 0; n--)
        if (flow(lines, n, NULL, row, rows, column, width)) {
            flow(lines, n, canvas, row, rows, column, width);
            return;
        }
    if (lines->count > 0)
        canvas_fit(canvas, row, column, width, ROLE_PLAIN, lines->text[0]);
}

/* The last lines, each in a row of its own. */
static void stack_lines(struct canvas *canvas, const struct lines *lines, int row, int rows,
                        int column, int width)
{
    int n = lines->count < rows ? lines->count : rows;

    for (int i = 0; i < n; i++)
        canvas_fit(canvas, row + i, column, width, ROLE_PLAIN, lines->text[n - 1 - i]);
}

static int output_column(const struct screen *screen, const struct layout *layout)
{
    int width = 0;

    if (layout->columns < 70)
        return layout->margin;
    if (screen->track_count == 1)
        return layout->margin + (int)strlen("printed") + APART;
    for (int i = 0; i < screen->track_count; i++)
        if (screen->tracks[i]->label && canvas_width(screen->tracks[i]->label) > width)
            width = canvas_width(screen->tracks[i]->label);
    return layout->margin + width + APART;
}

static void draw_output_label(struct canvas *canvas, const struct layout *layout, int row,
                              const char *label)
{
    char text[128];

    snprintf(text, sizeof text, "%s", label ? label : "printed");
    text[0] = (char)tolower((unsigned char)text[0]);
    canvas_text(canvas, row, layout->margin, ROLE_QUIET, text);
}

int output_draw(struct canvas *canvas, const struct screen *screen,
                const struct layout *layout, int row)
{
    int column = output_column(screen, layout);
    int width = layout->columns - column - layout->margin;
    struct lines *lines;

    if (layout->second_rule)
        draw_rule(canvas, layout, row++);
    if (layout->output == 0 || !(lines = malloc(sizeof *lines)))
        return row;
    for (int i = 0; i < screen->track_count; i++, row += layout->output) {
        if (column > layout->margin)
            draw_output_label(canvas, layout, row,
                              screen->track_count > 1 ? screen->tracks[i]->label : NULL);
        last_lines(lines, &screen->tracks[i]->model, canvas->ascii);
        if (layout->output >= STACKED)
            stack_lines(canvas, lines, row, layout->output, column, width);
        else
            draw_lines(canvas, lines, row, layout->output, column, width);
    }
    free(lines);
    return row;
}
