/* SPDX-License-Identifier: MIT */
/* A list of words that grows: arguments of a program. */
#ifndef WORDS_LIST_H
#define WORDS_LIST_H

struct words {
    char **all;                 /* ends with NULL */
    int count, room;
};

/* Copies; the words end with NULL. */
void words_add(struct words *words, ...) __attribute__((sentinel));
void words_format(struct words *words, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void words_all(struct words *words, char *const *more);
void words_free(struct words *words);

/* strdup() and asprintf() that cannot fail. */
char *copy_text(const char *text);
char *format_text(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
