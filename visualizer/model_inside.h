/* SPDX-License-Identifier: MIT */
/* What the files of the model share among themselves. */
#ifndef MODEL_INSIDE_H
#define MODEL_INSIDE_H

#include "model.h"
#include "numbered.h"

struct model_private {
    struct numbered names;
    struct index tasks;         /* task to number of its lane */
    char *text;                 /* being collected */
    uint64_t text_size, text_capacity;
};

/* Pass the record over that is being fed; the first time, remember why. */
void model_complain(struct model *model, const char *why);

/* model_text.c: one record each. */
void model_collect(struct model *model, const struct log_record *record);
void model_give_name(struct model *model, const struct log_record *record);
void model_print(struct model *model, const struct log_record *record);
void model_warning(struct model *model, const struct log_record *record);

#endif
