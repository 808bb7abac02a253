/* SPDX-License-Identifier: MIT */
/* The story: what happens at this moment, in one or two plain sentences. */
#ifndef STORY_H
#define STORY_H

#include <stdint.h>

#include "model.h"
#include "roster.h"
#include "words.h"

enum { STORY_LINE = 320 };

struct story {
    char before[STORY_LINE];    /* how it came to this; may be empty */
    char shorter[STORY_LINE];   /* the same in fewer words */
    char now[STORY_LINE];       /* how it stands; may be empty */
};

/* The model was fed up to the moment told, from these records (model->fed of them).
 * Rows without a lane have not begun. */
void story_tell(struct story *story, const struct model *model,
                const struct log_record *records, const struct roster *roster,
                const struct seating *seating);

/* "one" to "twelve", then digits. */
const char *story_number(char out[WORDS_DURATION], uint64_t n);

#endif
