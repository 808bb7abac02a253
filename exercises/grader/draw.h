/* SPDX-License-Identifier: MIT */
/* Inputs of one scenario, drawn by a seed from the rules of exercise.conf. */
#ifndef DRAW_H
#define DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "exercise_folder.h"

enum { VALUES = 1000 };

struct drawn {
    const char *name;           /* the rule's */
    char **values;
    int count;
};

struct inputs {
    struct drawn all[RULES];
    int count;
};

/* False with a sentence in `error` (ERROR bytes); then there is nothing to free. */
bool inputs_draw(struct inputs *inputs, const struct exercise *exercise,
                 const struct scenario *scenario, uint64_t seed, char *error);
void inputs_done(struct inputs *inputs);
/* NULL: no such input. */
const struct drawn *inputs_find(const struct inputs *inputs, const char *name);
/* "delays = 0.5, 1.2; pages = 3", cut to fit. */
void inputs_tell(const struct inputs *inputs, char *out, size_t size);

/* Seeds from what is graded: FNV-1a, to be chained. */
uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t size);
uint64_t hash_text(uint64_t hash, const char *text);
/* False: it cannot be read. */
bool hash_file(uint64_t *hash, const char *path);
#define HASH_BEGIN UINT64_C(0xcbf29ce484222325)

#endif
