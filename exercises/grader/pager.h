/* SPDX-License-Identifier: MIT */
/* A text on the whole terminal, to be paged through, over a few lines that stay; where
 * there is no terminal, texts are printed one behind the other. */
#ifndef PAGER_H
#define PAGER_H

#include <stdbool.h>
#include <stdio.h>

enum { PAGER_FOOT = 400 };

struct pager {
    bool terminal;              /* there is one, for keys and for texts */
    bool color;
    FILE *out;                  /* where the next text is written */
    char *written;              /* and, on a terminal, what was */
    size_t written_size;
    char *text;                 /* on the screen */
    int lines, top;             /* how many it has; the first that is seen */
    char keys[PAGER_FOOT], note[PAGER_FOOT];
};

enum pager_key { PAGER_NONE = -1, PAGER_GONE = 0, PAGER_UP = 256, PAGER_DOWN };

/* Takes the terminal if there is one: its keys come singly and are not shown.  It is given
 * back by pager_close(), and if the program crashes. */
void pager_open(struct pager *pager);
void pager_close(struct pager *pager);
/* Between these two the terminal is as it was before: we are stopped. */
void pager_rest(struct pager *pager);
void pager_resume(struct pager *pager);

/* Show what was written to pager->out since, from the top or, `keep`, from the line where
 * the last one was; `keys` ("h hint   q quit") and `note` are below it. */
void pager_show(struct pager *pager, bool keep, const char *keys, const char *note);
/* Once more: the window has another size, or `busy` is to be said below it. */
void pager_draw(struct pager *pager, const char *busy);
/* Space, b, up and down: true if it was one of these. */
bool pager_scroll(struct pager *pager, int key);

/* The next of the keys that wait; PAGER_GONE: the terminal went away.  Only on a
 * terminal. */
int pager_key(struct pager *pager);

#endif
