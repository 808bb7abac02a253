/* SPDX-License-Identifier: MIT */
/* A terminal for tests: a program on a pty, its screen read cell by cell by libvterm,
 * keys typed, the window resized.  Between the program and us sits a small shell, so
 * that job control works as it does for a person.  Nothing here asserts a duration:
 * what is waited for has to come, and within half a minute or the test fails with the
 * screen as it is then. */
#ifndef TERM_H
#define TERM_H

#include <stdbool.h>
#include <sys/types.h>

struct term;

struct term_options {
    const char *path;               /* what is executed; NULL: argv[0] */
    const char *const *argv;        /* ends with NULL */
    const char *const *set;         /* "NAME=value", "NAME": not set; ends with NULL; or NULL */
    int rows, columns;              /* 0: 30x100 */
};

/* The environment is PATH, TERM=xterm-256color and LANG=C.UTF-8, changed by `set`. */
struct term *term_start(const struct term_options *options);
/* A lesson's executable with options, ending with NULL. */
struct term *term_lesson(int rows, int columns, const char *lesson, ...);
/* The demo of the fake lesson, live; `set` as above. */
struct term *term_fake_lesson(const char *demo, const char *const *set);
/* Ends the program if it lives. */
void term_free(struct term *term);

pid_t term_pid(const struct term *term);
void term_type(struct term *term, const char *keys);
void term_resize(struct term *term, int rows, int columns);

/* The text of one row without trailing blanks, or of all; valid until the next call. */
const char *term_row(struct term *term, int row);
const char *term_screen(struct term *term);
bool term_has(struct term *term, const char *text);
/* The row that holds it, -1: none. */
int term_find(struct term *term, const char *text);
/* Number of a cell's colour in the palette of 256, -1: the terminal's own. */
int term_colour(struct term *term, int row, int column);
/* Any cell has a colour. */
bool term_is_colourful(struct term *term);
/* The program asked for clicks and the wheel. */
bool term_has_mouse(struct term *term);

void term_wait_for(struct term *term, const char *text);
void term_wait_without(struct term *term, const char *text);
void term_wait_until(struct term *term, bool (*holds)(struct term *term),
                     const char *what);
/* Wait until the screen is the golden one; fails with the difference. */
void term_wait_golden(struct term *term, const char *name);
/* For its end: the status as of waitpid(); or for its being stopped, in words of the
 * shell's. */
int term_wait_end(struct term *term);
void term_wait_stopped(struct term *term);
/* Fails unless it ended by exit() with that status, or by that signal, and the
 * terminal is as it was.  Frees the term. */
void term_expect_exit(struct term *term, int status);
void term_expect_signal(struct term *term, int signal);
/* What a shell does to a terminal meanwhile: its own modes, its own text. */
void term_spoil(struct term *term);
/* As the shell's fg does. */
void term_continue(struct term *term);

/* Fails the test unless the terminal is as it was before the program: main screen,
 * visible cursor, plain keys and colours, same modes. */
void term_check_restored(struct term *term);

#endif
