/* SPDX-License-Identifier: MIT */
/* Lines of lessons in expected outputs, named by what stands there: so that another line
 * above changes none. */
#ifndef PLACES_H
#define PLACES_H

/* The text with "FILE:LINE" for each "{FILE|WORDS}" and "LINE" for each "{#FILE|WORDS}": the
 * first line of this file of the lesson's that holds the words; with more of them
 * ("{FILE|set_trace|stops++}"), the first from there on that holds the next.  To be freed;
 * fails the test where there is no such line. */
char *places_filled(const char *text, const char *lesson);

#endif
