/* SPDX-License-Identifier: MIT */
/* The terminal: takes it over, shows a canvas, reads keys, gives it back whatever
 * happens.  The only file that knows curses.  One terminal a process. */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>

#include "canvas.h"
#include "look.h"

enum terminal_key {
    TERMINAL_NO_KEY,            /* nothing was typed */
    TERMINAL_CHARACTER,         /* see struct terminal_input */
    TERMINAL_LEFT, TERMINAL_RIGHT, TERMINAL_UP, TERMINAL_DOWN,
    TERMINAL_HOME, TERMINAL_END,
    TERMINAL_PAGE_UP, TERMINAL_PAGE_DOWN,
    TERMINAL_ESCAPE, TERMINAL_ENTER, TERMINAL_TAB, TERMINAL_BACKSPACE,
    TERMINAL_CLICK, TERMINAL_WHEEL_UP, TERMINAL_WHEEL_DOWN,   /* of the mouse */
    TERMINAL_REDRAW,            /* Ctrl-L */
    TERMINAL_OTHER
};

struct terminal_input {
    enum terminal_key key;
    uint32_t character;         /* Unicode, with TERMINAL_CHARACTER */
    int row, column;            /* of the mouse */
};

struct terminal_options {
    bool no_color, ascii, no_mouse;     /* as asked for on the command line */
    enum look_theme theme;
};

/* Take over the terminal on standard input and output.  False with a sentence in
 * `error` if there is none or it cannot do what is needed. */
bool terminal_open(const struct terminal_options *options, char *error, int size);
/* Give it back, as it was.  Also done at exit(); twice does nothing. */
void terminal_close(void);
/* The same from a signal handler in a crash: writes bytes made ready before. */
void terminal_rescue(void);
/* Give it back for a while (job control), and take it again. */
void terminal_leave(void);
void terminal_enter(void);

/* Whether only ASCII can be shown: asked for, or for want of UTF-8. */
bool terminal_ascii(void);
/* The size now; asks the system. */
void terminal_size(int *rows, int *columns);
/* Show the canvas; only what changed is sent.  Everything after terminal_redraw(). */
void terminal_show(const struct canvas *canvas);
void terminal_redraw(void);

/* Other colours: those of the next theme.  Without colours it changes nothing. */
void terminal_next_theme(void);
/* Whether clicks and the wheel come as keys; while they do, the terminal's own way to
 * select text needs Shift. */
void terminal_mouse(bool on);
bool terminal_has_mouse(void);

/* To poll for input; next key, TERMINAL_NO_KEY if there is none.  Never blocks. */
int terminal_descriptor(void);
struct terminal_input terminal_next(void);

#endif
