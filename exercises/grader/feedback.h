/* SPDX-License-Identifier: MIT */
/* What a learner is told: 80 columns, legible without colour. */
#ifndef FEEDBACK_H
#define FEEDBACK_H

#include <stdio.h>

#include "verdict.h"

/* Of a page the top is seen first, of what scrolls by the end last. */
enum feedback_order { FEEDBACK_MARKS_FIRST, FEEDBACK_LANES_FIRST };

void feedback_write(FILE *out, const struct exercise *exercise,
                    const struct verdict *verdict, enum feedback_order order, bool color);
/* What the compiler said of a file that has no program; else nothing. */
void feedback_compiler(FILE *out, const struct verdict *verdict);
/* Of one check: what was wanted and seen, and the lanes.  For reports, too. */
void feedback_mark(FILE *out, const struct mark *mark, bool color, bool picture);
/* A paragraph of at most 80 columns; lines after the first are indented as `first`. */
void feedback_paragraph(FILE *out, const char *first, const char *text);
/* prose.c: a text of the exercise in Markdown, laid out for a terminal: paragraphs and
 * tables anew, code as it is. */
void feedback_prose(FILE *out, const char *text, bool color);
/* "7", "3.5": points without needless digits, into out[16]. */
const char *feedback_points(char out[16], double points);
/* "4 of 4 points" */
const char *feedback_sum(char out[64], const struct verdict *verdict);

/* hints.c: the n-th section of hints.md, from 1; allocated, NULL if there is none. */
char *hint_text(const struct exercise *exercise, int n);
int hint_count(const struct exercise *exercise);
/* A whole file of the exercise's folder; allocated, NULL if it is not there. */
char *exercise_text(const struct exercise *exercise, const char *file);

#endif
