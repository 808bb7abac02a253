/* SPDX-License-Identifier: MIT */
/* Run a function in a child process, and read what it said before it ended. */
#ifndef LAST_WORDS_H
#define LAST_WORDS_H

struct last_words {
    int status;             /* exit status; 128 + n if signal n ended it */
    char out[8192], err[8192];
};

/* The child exits with 0 if fn returns. */
void last_words_of(void (*fn)(void), struct last_words *words);

#endif
