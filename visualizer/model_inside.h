/* SPDX-License-Identifier: MIT */
/* What the files of the model share among themselves. */
#ifndef MODEL_INSIDE_H
#define MODEL_INSIDE_H

#include "model.h"
#include "numbered.h"

/* The model at a moment after which the clock went forward: to go back to. */
struct model_mark {
    struct model then;          /* its arrays are not to be followed */
    struct span thread_last;    /* of the thread's lane */
    uint64_t next;              /* ns: all that came later came then or after */
    uint64_t names;             /* bytes of names */
};

struct model_private {
    struct model_mark *marks;   /* in order */
    uint64_t mark_count, mark_capacity;
    struct numbered names;
    struct index tasks;         /* task to number of its lane */
    char *text;                 /* being collected */
    uint64_t text_size, text_capacity;
    uint32_t *jobs;             /* names of thread jobs, by number from 1 */
    uint64_t job_capacity;
};

/* Pass the record over that is being fed; the first time, remember why. */
void model_complain(struct model *model, const char *why);

/* model_rewind.c: the clock is about to go on to `next`. */
void model_keep_mark(struct model *model, uint64_t next);

/* model_jobs.c: a record of a thread job; the run's end; going back. */
void model_job(struct model *model, const struct log_record *record);
void model_end_pool(struct model *model);
void model_cut_pool(struct model *model, const struct model *then);

/* model_text.c: one record each. */
void model_collect(struct model *model, const struct log_record *record);
void model_give_name(struct model *model, const struct log_record *record);
void model_print(struct model *model, const struct log_record *record);
void model_warning(struct model *model, const struct log_record *record);

#endif
