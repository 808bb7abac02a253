/* SPDX-License-Identifier: MIT */
/* The bottom line: what can be pressed now; and the help: all that can be pressed. */
#include <stdio.h>
#include <string.h>

#include "keys.h"
#include "screen_inside.h"
#include "words.h"

/* ---- The bottom line ----------------------------------------------------- */

enum { MOST = 40 };             /* keys in the line, were it long enough */

struct offer {
    const char *cap, *does;
    enum key_worth worth;
};

static int width_of(const struct offer *offer)
{
    return canvas_width(offer->cap) + 2 + 1 + canvas_width(offer->does) + 2;
}

/* The worthiest first, and among equals the first, as far as there is room. */
static void choose(const struct offer *offers, int n, int columns, bool *chosen)
{
    int left = columns + 1;

    for (int worth = KEY_MUST; worth >= KEY_MAY; worth--)
        for (int i = 0; i < n; i++)
            if ((int)offers[i].worth == worth) {
                chosen[i] = width_of(&offers[i]) <= left;
                left -= chosen[i] ? width_of(&offers[i]) : 0;
            }
}

static void draw_offers(struct canvas *canvas, const struct offer *offers, int n, int row)
{
    bool chosen[MOST];
    int column = 1;

    choose(offers, n, canvas->columns, chosen);
    for (int i = 0; i < n; i++) {
        if (!chosen[i])
            continue;
        column = canvas_text(canvas, row, column, ROLE_KEY, " ");
        column = canvas_text(canvas, row, column, ROLE_KEY, offers[i].cap);
        column = canvas_text(canvas, row, column, ROLE_KEY, " ");
        column = canvas_text(canvas, row, column + 1, ROLE_KEY_TEXT, offers[i].does) + 2;
    }
}

static enum key_moment moment_of(const struct screen *screen)
{
    if (screen->ready)
        return MOMENT_READY;
    if (screen_finished(screen) && !screen->looking_back)
        return MOMENT_FINISHED;
    return screen->paused ? MOMENT_PAUSED : MOMENT_RUNNING;
}

/* Panes come after what moves, before help and quit. */
static int offer_panes(struct offer *offers, int n)
{
    for (int i = 0; i < PANES && n < MOST; i++) {
        const struct pane *pane = pane_of((enum pane_id)i);

        if (pane && pane->offer)
            offers[n++] = (struct offer){pane->cap, pane->offer, KEY_SHOULD};
    }
    return n;
}

/* What is being typed, and how many lanes have it. */
static void draw_typing(struct canvas *canvas, const struct screen *screen, int row)
{
    char number[WORDS_DURATION], text[96];
    int column = canvas_text(canvas, row, 1, ROLE_KEY, " / ");

    column = canvas_text(canvas, row, column + 1, ROLE_LABEL, screen->view.text);
    column = canvas_text(canvas, row, column, ROLE_CURSOR, "▏") + 1;
    snprintf(text, sizeof text, "%s have it   Enter keeps it, Esc does not",
             words_count(number, screen->roster->count - screen->rows.hidden));
    canvas_fit(canvas, row, column, canvas->columns - column, ROLE_QUIET, text);
}

void keys_draw(struct canvas *canvas, const struct screen *screen, int row)
{
    char number[WORDS_DURATION], searched[VIEW_TEXT + 8], found[64];
    enum key_moment moment = moment_of(screen);
    struct offer offers[MOST];
    const struct key *key;
    int n = 0;

    if (screen->view.typing) {
        draw_typing(canvas, screen, row);
        return;
    }
    if (screen->view.text[0]) {
        snprintf(searched, sizeof searched, "/%s", screen->view.text);
        snprintf(found, sizeof found, "%s hidden, Esc shows them",
                 words_count(number, screen->rows.hidden));
        offers[n++] = (struct offer){searched, found, KEY_SHOULD};
    }
    if (view_has(&screen->view, PANE_WARNINGS) && warnings_count(screen) > 1)
        offers[n++] = (struct offer){"n N", "next", KEY_MAY};
    for (int i = 0; (key = keys_row(i)) && n < MOST; i++) {
        if (key->command == COMMAND_AGAIN && moment >= MOMENT_PAUSED)
            n = offer_panes(offers, n);
        if (key->caps && key->offer[moment])
            offers[n++] = (struct offer){key->caps, key->offer[moment], key->worth};
    }
    draw_offers(canvas, offers, n, row);
}

/* ---- The help ------------------------------------------------------------ */

enum { CAPS = 10, COLUMN = 50, FRAME = 2 };

static int collect(struct offer *all)
{
    const struct key *key;
    int n = 0;

    for (int i = 0; (key = keys_row(i)); i++) {
        if (key->command == COMMAND_FOCUS)
            for (int j = 0; j < PANES && n < MOST; j++)
                if (pane_of((enum pane_id)j))
                    all[n++] = (struct offer){.cap = pane_of((enum pane_id)j)->cap,
                                              .does = pane_of((enum pane_id)j)->does};
        if (key->caps && n < MOST)
            all[n++] = (struct offer){.cap = key->caps, .does = key->does};
    }
    return n;
}

/* A frame with room around it; without the frame where it would cost a line. */
static void draw_frame(struct canvas *canvas, const struct box *box, bool frame)
{
    int right = box->column + box->columns - 1, bottom = box->row + box->rows - 1;

    for (int row = box->row; row <= bottom; row++)
        canvas_fill(canvas, row, box->column - 2, box->columns + 4, ROLE_PLAIN, ' ');
    if (!frame)
        return;
    for (int row = box->row; row <= bottom; row++) {
        canvas_glyph(canvas, row, box->column, ROLE_RULE, glyph_of("│"));
        canvas_glyph(canvas, row, right, ROLE_RULE, glyph_of("│"));
    }
    for (int row = box->row; row <= bottom; row += box->rows - 1) {
        canvas_fill(canvas, row, box->column, box->columns, ROLE_RULE, glyph_of("─"));
        canvas_glyph(canvas, row, box->column, ROLE_RULE,
                     glyph_of(row == box->row ? "┌" : "└"));
        canvas_glyph(canvas, row, right, ROLE_RULE, glyph_of(row == box->row ? "┐" : "┘"));
    }
}

/* In two columns if there is room, else in one; what does not fit is scrolled to. */
void help_draw(struct canvas *canvas, const struct screen *screen)
{
    struct offer all[MOST];
    int n = collect(all), wide = canvas->columns >= 2 * (COLUMN - 8) + FRAME ? 2 : 1;
    int lines = (n + wide - 1) / wide, room = canvas->rows - 2;
    bool frame = lines + 2 <= room;
    int shown = frame ? lines : room < lines ? room : lines;
    int first = pane_scroll(screen, PANE_LANES, lines, shown);
    int each = (canvas->columns - FRAME) / wide < COLUMN ? (canvas->columns - FRAME) / wide
                                                         : COLUMN;
    struct box box = {.rows = shown + (frame ? 2 : 0), .columns = each * wide + FRAME};

    box.row = 1 + (room - box.rows) / 2;
    box.column = (canvas->columns - box.columns) / 2;
    draw_frame(canvas, &box, frame);
    for (int i = 0; i < shown * wide; i++) {
        int which = first + i % shown + i / shown * lines, row = box.row + frame + i % shown;
        int column = box.column + FRAME + i / shown * each;

        if (which >= n || (i / shown == 0 && which >= lines))
            continue;
        canvas_text(canvas, row, column, ROLE_LABEL, all[which].cap);
        canvas_fit(canvas, row, column + CAPS, each - CAPS - FRAME, ROLE_PLAIN,
                   all[which].does);
    }
}
