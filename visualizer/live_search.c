/* SPDX-License-Identifier: MIT */
/* Searching: a text is typed, and the lanes that have it are gone through. */
#include <string.h>

#include "live_inside.h"

/* One character as UTF-8; returns its bytes. */
static int encode(char out[4], uint32_t code)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    int n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

    for (int i = n - 1; i > 0; i--, code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3f));
    out[0] = (char)(0xf0 << (4 - n) | code);
    return n;
}

static void append(struct view *view, uint32_t code)
{
    char bytes[4];
    size_t used = strlen(view->text);
    int n = encode(bytes, code);

    if (used + (size_t)n >= sizeof view->text)
        return;
    memcpy(view->text + used, bytes, (size_t)n);
    view->text[used + (size_t)n] = '\0';
}

static void take_back(struct view *view)
{
    size_t n = strlen(view->text);

    while (n > 0 && (view->text[n - 1] & 0xc0) == 0x80)
        n--;
    view->text[n ? n - 1 : 0] = '\0';
}

void live_type(struct live *live, struct terminal_input input)
{
    struct view *view = &live->screen.view;

    view->changes++;
    switch (input.key) {
    case TERMINAL_CHARACTER: append(view, input.character); break;
    case TERMINAL_BACKSPACE: take_back(view); break;
    case TERMINAL_ESCAPE: view->text[0] = '\0'; view->typing = false; break;
    case TERMINAL_ENTER:
        view->typing = false;
        if (view->text[0])
            live_next_match(live, 1);
        break;
    default: break;
    }
}

static bool row_matches(const struct screen *screen, uint64_t which)
{
    const struct row *row = &screen->rows.rows[which];

    for (uint64_t i = 0; i < row->count; i++)
        if (rows_match(&screen->view, screen->roster, screen->rows.order[row->first + i]))
            return true;
    return false;
}

/* From the selected one on, round the end. */
void live_next_match(struct live *live, int by)
{
    struct screen *screen = &live->screen;
    uint64_t n, at;

    screen_update(screen);
    n = screen->rows.count;
    at = screen->view.selected == VIEW_NONE ? VIEW_NONE
                                            : rows_find(&screen->rows, screen->view.selected);
    if (n == 0)
        return;
    if (at == VIEW_NONE)
        at = by > 0 ? n - 1 : 0;
    for (uint64_t i = 0; i < n; i++) {
        at = by > 0 ? (at + 1) % n : (at + n - 1) % n;
        if (row_matches(screen, at)) {
            screen->view.selected = screen->rows.order[screen->rows.rows[at].first];
            screen->show_selected = true;
            return;
        }
    }
}
