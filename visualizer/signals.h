/* SPDX-License-Identifier: MIT */
/* Signals for a program that holds a terminal: what ends or stops it arrives as an
 * event that its loop can poll for; a crash gives the terminal back at once. */
#ifndef SIGNALS_H
#define SIGNALS_H

#include <stdbool.h>

/* Catch SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT and SIGWINCH, and call
 * `rescue` (which must be safe in a handler) before dying of SIGSEGV, SIGBUS, SIGFPE,
 * SIGILL, SIGABRT.  False with a sentence in `error`. */
bool signals_open(void (*rescue)(void), char *error, int size);
/* As it was before. */
void signals_close(void);

/* To poll for input; the next signal that came, 0: none. */
int signals_descriptor(void);
int signals_next(void);

/* Whether that one ends the program. */
bool signals_ends(int signal);
/* Die of it, so that the parent sees it.  Does not return. */
_Noreturn void signals_die(int signal);
/* Stop as SIGTSTP does; returns when continued. */
void signals_stop(void);

#endif
