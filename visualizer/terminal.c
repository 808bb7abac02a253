/* SPDX-License-Identifier: MIT */
/* The terminal, by ncurses; what nothing else here may know. */
#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "terminal.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "look.h"

#undef columns                  /* term.h has short names */
#undef lines

static struct {
    SCREEN *screen;
    bool active;                /* between enter and leave */
    bool ascii;
    bool colours;
    bool mouse;
    enum look_theme theme;
    struct canvas shown;        /* what the terminal has, as far as cells are set */
    attr_t attributes[ROLE_COUNT];
    short pairs[ROLE_COUNT];
    struct termios before;
    char rescue[256];           /* what gives the screen back, ready to write */
    volatile int rescue_length;
} terminal;

static bool refuse(char *error, int size, const char *why)
{
    snprintf(error, (size_t)size, "%s: no screen can be drawn; --text prints the timeline",
             why);
    return false;
}

static bool acceptable(char *error, int size)
{
    const char *name = getenv("TERM");
    char why[128];

    if (!isatty(STDOUT_FILENO))
        return refuse(error, size, "standard output is not a terminal");
    if (!isatty(STDIN_FILENO))
        return refuse(error, size, "standard input is not a terminal");
    if (!name || !*name)
        return refuse(error, size, "TERM is not set");
    if (strcmp(name, "dumb") == 0 || strcmp(name, "unknown") == 0) {
        snprintf(why, sizeof why, "TERM is \"%s\"", name);
        return refuse(error, size, why);
    }
    return true;
}

/* ---- Colours ------------------------------------------------------------- */

/* Some terminals tell their colours: "15;0" is white on black. */
static bool light_background(void)
{
    const char *colours = getenv("COLORFGBG"), *back;

    if (!colours || !(back = strrchr(colours, ';')))
        return false;
    return strcmp(back, ";7") == 0 || strcmp(back, ";15") == 0;
}

static attr_t effects_of(const struct look *look)
{
    return (look->plain & LOOK_BOLD ? A_BOLD : 0) | (look->plain & LOOK_DIM ? A_DIM : 0) |
           (look->plain & LOOK_REVERSE ? A_REVERSE : 0);
}

static void set_look(enum canvas_role role, bool light)
{
    const struct look *look = look_in(terminal.theme, role);
    bool many = COLORS >= 256, bright = !many && COLORS >= 16;
    short front = many ? (light ? look->light : look->dark) : look->few;
    short back = many ? look->back : look->few_back;
    attr_t attributes = 0;

    /* With sixteen colours there is a grey, and what is bold can be bright. */
    if (bright && look->few_dim)
        front = 8;
    else if (bright && look->few_bold && front > 0)
        front = (short)(front + 8);
    init_pair((short)(role + 1), front, back);
    if (many ? look->bold : look->few_bold)
        attributes |= A_BOLD;
    if (!many && !bright && look->few_dim)
        attributes |= A_DIM;
    terminal.attributes[role] = attributes;
    terminal.pairs[role] = (short)(role + 1);
}

static void set_looks(bool no_color)
{
    const char *wish = getenv("NO_COLOR");
    bool colours = !no_color && !(wish && *wish) && has_colors() &&
                   start_color() == OK && COLORS >= 8 && COLOR_PAIRS > ROLE_COUNT &&
                   use_default_colors() == OK;
    bool light = light_background();

    terminal.colours = colours;
    for (int role = 0; role < ROLE_COUNT; role++) {
        terminal.attributes[role] = effects_of(look_of((enum canvas_role)role));
        terminal.pairs[role] = 0;
        if (colours)
            set_look((enum canvas_role)role, light);
    }
}

/* ---- Taking and giving back ---------------------------------------------- */

static int keep_byte(int byte)
{
    if (terminal.rescue_length < (int)sizeof terminal.rescue)
        terminal.rescue[terminal.rescue_length++] = (char)byte;
    return byte;
}

static void make_rescue(void)
{
    static const char mouse[] = "\033[?1000l\033[?1002l\033[?1003l\033[?1006l";
    const char *all[] = {key_mouse ? mouse : NULL, exit_attribute_mode, orig_pair, keypad_local, cursor_normal,
                         exit_ca_mode};

    terminal.rescue_length = 0;
    for (unsigned i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i])
            tputs(all[i], 1, keep_byte);
}

void terminal_rescue(void)
{
    const char *from = terminal.rescue;
    int left = terminal.rescue_length;

    if (!terminal.active)
        return;
    while (left > 0) {
        ssize_t n = write(STDOUT_FILENO, from, (size_t)left);

        if (n < 0 && errno != EINTR)
            break;
        if (n > 0) {
            from += n;
            left -= (int)n;
        }
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &terminal.before);
}

static void set_modes(void)
{
    cbreak();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    nodelay(stdscr, TRUE);
    set_escdelay(25);
    keypad(stdscr, TRUE);
    curs_set(0);
}

bool terminal_open(const struct terminal_options *options, char *error, int size)
{
    static bool at_exit;
    char why[128];

    if (!acceptable(error, size))
        return false;
    setlocale(LC_CTYPE, "");
    tcgetattr(STDIN_FILENO, &terminal.before);
    terminal.screen = newterm(NULL, stdout, stdin);
    if (!terminal.screen || !cursor_address || !clear_screen) {
        if (terminal.screen)
            endwin();
        snprintf(why, sizeof why, "the terminal \"%.60s\" (TERM) %s", getenv("TERM"),
                 terminal.screen ? "cannot move its cursor" : "is not known here");
        return refuse(error, size, why);
    }
    /* The console of Linux has a few hundred glyphs, and not ours. */
    terminal.ascii = options->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0 ||
                     strncmp(getenv("TERM"), "linux", 5) == 0;
    make_rescue();
    set_modes();
    terminal.theme = options->theme;
    set_looks(options->no_color);
    terminal_mouse(!options->no_mouse);
    if (!at_exit)
        atexit(terminal_close);
    at_exit = true;
    terminal.active = true;
    return true;
}

void terminal_leave(void)
{
    if (terminal.active)
        endwin();
    terminal.active = false;
}

void terminal_enter(void)
{
    if (!terminal.screen || terminal.active)
        return;
    terminal.active = true;
    clearok(curscr, TRUE);
    refresh();
}

void terminal_close(void)
{
    if (!terminal.screen)
        return;
    terminal_leave();
    delscreen(terminal.screen);
    canvas_done(&terminal.shown);
    terminal.screen = NULL;
}

void terminal_next_theme(void)
{
    bool light = light_background();

    terminal.theme = (terminal.theme + 1) % LOOK_THEMES;
    for (int role = 0; terminal.colours && role < ROLE_COUNT; role++)
        set_look((enum canvas_role)role, light);
    canvas_clear(&terminal.shown, 0, 0);
}

void terminal_mouse(bool on)
{
    mousemask(on ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
    mouseinterval(0);
    terminal.mouse = on;
}

bool terminal_has_mouse(void)
{
    return terminal.mouse;
}

bool terminal_ascii(void)
{
    return terminal.ascii;
}

/* ---- Showing ------------------------------------------------------------- */

void terminal_size(int *rows, int *columns)
{
    struct winsize size;

    *rows = LINES;
    *columns = COLS;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
        size.ws_col > 0) {
        *rows = size.ws_row;
        *columns = size.ws_col;
    }
}

static void show_cell(int row, int column, const struct canvas_cell *cell)
{
    wchar_t text[2 + CANVAS_MARKS] = {(wchar_t)cell->glyph};
    cchar_t shown;

    for (int i = 0; i < CANVAS_MARKS; i++)
        text[1 + i] = (wchar_t)cell->marks[i];
    setcchar(&shown, text, terminal.attributes[cell->role], terminal.pairs[cell->role],
             NULL);
    mvadd_wch(row, column, &shown);
}

/* No cell is what it should be. */
static void forget_shown(void)
{
    for (int row = 0; row < terminal.shown.rows; row++)
        for (int column = 0; column < terminal.shown.columns; column++)
            canvas_at(&terminal.shown, row, column)->role = ROLE_COUNT;
}

static bool same_cell(const struct canvas_cell *a, const struct canvas_cell *b)
{
    return a->glyph == b->glyph && a->role == b->role &&
           memcmp(a->marks, b->marks, sizeof a->marks) == 0;
}

/* Curses is told of what changed alone: to tell it of each cell takes longer than all
 * that it does then.  Where half of a wide glyph may be left over, the row is put anew. */
static void show_row(const struct canvas *canvas, int row)
{
    bool wide = false;

    for (int column = 0; column < canvas->columns; column++)
        wide = wide || !canvas_at(canvas, row, column)->glyph ||
               !canvas_at(&terminal.shown, row, column)->glyph;
    for (int column = 0; column < canvas->columns; column++) {
        const struct canvas_cell *cell = canvas_at(canvas, row, column);
        struct canvas_cell *shown = canvas_at(&terminal.shown, row, column);

        if (!wide && same_cell(cell, shown))
            continue;
        *shown = *cell;
        if (cell->glyph)
            show_cell(row, column, cell);
    }
}

void terminal_show(const struct canvas *canvas)
{
    if (!terminal.active)
        return;
    if (canvas->rows != LINES || canvas->columns != COLS) {
        resizeterm(canvas->rows, canvas->columns);
        clearok(curscr, TRUE);
        canvas_clear(&terminal.shown, 0, 0);
    }
    if (terminal.shown.rows != canvas->rows || terminal.shown.columns != canvas->columns) {
        canvas_clear(&terminal.shown, canvas->rows, canvas->columns);
        forget_shown();
    }
    for (int row = 0; row < canvas->rows; row++)
        show_row(canvas, row);
    refresh();
}

void terminal_redraw(void)
{
    if (terminal.active)
        clearok(curscr, TRUE);
}

/* ---- Keys ---------------------------------------------------------------- */

int terminal_descriptor(void)
{
    return STDIN_FILENO;
}

static enum terminal_key function_key(wint_t code)
{
    switch (code) {
    case KEY_LEFT: return TERMINAL_LEFT;
    case KEY_RIGHT: return TERMINAL_RIGHT;
    case KEY_UP: return TERMINAL_UP;
    case KEY_DOWN: return TERMINAL_DOWN;
    case KEY_HOME: return TERMINAL_HOME;
    case KEY_END: return TERMINAL_END;
    case KEY_PPAGE: return TERMINAL_PAGE_UP;
    case KEY_NPAGE: return TERMINAL_PAGE_DOWN;
    case KEY_ENTER: return TERMINAL_ENTER;
    case KEY_BACKSPACE: return TERMINAL_BACKSPACE;
    default: return TERMINAL_OTHER;
    }
}

static enum terminal_key control_key(wint_t code)
{
    switch (code) {
    case 27: return TERMINAL_ESCAPE;
    case '\r': case '\n': return TERMINAL_ENTER;
    case '\t': return TERMINAL_TAB;
    case '\b': case 0x7f: return TERMINAL_BACKSPACE;
    case 'L' - '@': return TERMINAL_REDRAW;
    default: return TERMINAL_OTHER;
    }
}

static struct terminal_input mouse_input(void)
{
    struct terminal_input input = {.key = TERMINAL_OTHER};
    MEVENT event;

    if (getmouse(&event) != OK)
        return input;
    input.row = event.y;
    input.column = event.x;
    if (event.bstate & BUTTON1_PRESSED)
        input.key = TERMINAL_CLICK;
    else if (event.bstate & BUTTON4_PRESSED)
        input.key = TERMINAL_WHEEL_UP;
    else if (event.bstate & BUTTON5_PRESSED)
        input.key = TERMINAL_WHEEL_DOWN;
    return input;
}

struct terminal_input terminal_next(void)
{
    struct terminal_input input = {.key = TERMINAL_NO_KEY};
    wint_t code = 0;
    int kind = terminal.active ? get_wch(&code) : ERR;

    if (kind == KEY_CODE_YES && code == KEY_MOUSE) {
        input = mouse_input();
    } else if (kind == KEY_CODE_YES) {
        input.key = function_key(code);
    } else if (kind == OK && (code < 0x20 || code == 0x7f)) {
        input.key = control_key(code);
    } else if (kind == OK) {
        input.key = TERMINAL_CHARACTER;
        input.character = (uint32_t)code;
    }
    return input;
}
