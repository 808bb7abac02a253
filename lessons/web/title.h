/* SPDX-License-Identifier: MIT */
/* The title of a page, by libxml2's HTML parser: real pages are malformed. */
#ifndef TITLE_H
#define TITLE_H

#include <stddef.h>

/* 1 and its text in *title, entities decoded (owned by the caller; NULL where it has
 * none, as an empty <title>); 0 if the page has no title. */
int title_of(const char *html, size_t size, char **title);
/* The same in words, as a Python program with Beautiful Soup would print it: the title,
 * "None" for an empty one, "No title found".  The caller's to free. */
char *title_words(const char *html, size_t size);

#endif
