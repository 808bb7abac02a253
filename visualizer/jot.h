/* SPDX-License-Identifier: MIT */
/* JSON as a stream: what a million events are written with, without a tree of them in
 * memory.  Texts may hold any bytes: they are escaped here and nowhere else.  Commas
 * are put by themselves; inside an object each value has a key, inside a list NULL. */
#ifndef JOT_H
#define JOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { JOT_DEPTH = 16 };

struct jot {
    FILE *out;                  /* its ferror() tells of write errors */
    int depth;
    char ends[JOT_DEPTH];       /* what closes each level */
    bool more[JOT_DEPTH];       /* something stands in it already */
};

void jot_init(struct jot *jot, FILE *out);

void jot_object(struct jot *jot, const char *key);
void jot_list(struct jot *jot, const char *key);
void jot_close(struct jot *jot);            /* the innermost of both */
/* What comes next stands on a line of its own. */
void jot_line(struct jot *jot);

/* Bytes that are not UTF-8 become U+FFFD. */
void jot_bytes(struct jot *jot, const char *key, const char *text, size_t length);
void jot_text(struct jot *jot, const char *key, const char *text);
void jot_number(struct jot *jot, const char *key, uint64_t number);
/* ns / unit, with its decimals and no error of rounding; unit: 1000 or 1000000000. */
void jot_time(struct jot *jot, const char *key, uint64_t ns, uint64_t unit);

#endif
