/* SPDX-License-Identifier: MIT */
/* JSON as a stream: what a million events are written with, without a tree of them in
 * memory.  Texts may hold any bytes: they are escaped here and nowhere else.  Commas
 * are put by themselves; inside an object each value has a key, inside a list NULL. */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { JSON_DEPTH = 16 };

struct json {
    FILE *out;                  /* its ferror() tells of write errors */
    int depth;
    char ends[JSON_DEPTH];      /* what closes each level */
    bool more[JSON_DEPTH];      /* something stands in it already */
};

void json_init(struct json *json, FILE *out);

void json_object(struct json *json, const char *key);
void json_list(struct json *json, const char *key);
void json_close(struct json *json);         /* the innermost of both */
/* What comes next stands on a line of its own. */
void json_line(struct json *json);

/* Bytes that are not UTF-8 become U+FFFD. */
void json_bytes(struct json *json, const char *key, const char *text, size_t length);
void json_text(struct json *json, const char *key, const char *text);
void json_number(struct json *json, const char *key, uint64_t number);
/* ns / unit, with its decimals and no error of rounding; unit: 1000 or 1000000000. */
void json_time(struct json *json, const char *key, uint64_t ns, uint64_t unit);

#endif
