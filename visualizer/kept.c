/* SPDX-License-Identifier: MIT */
/* A run that was kept in a file. */
#include "kept.h"

#include "command.h"

enum { SENTENCE = 4300 };               /* a path and some words */

bool kept_load(struct kept *kept, const char *program, const char *path)
{
    char error[SENTENCE];

    *kept = (struct kept){ 0 };
    kept->n = recording_load(path, kept->logs, SIDE_MOST, error, sizeof error);
    if (kept->n < 0)
        command_complain(program, "%s", error);
    return kept->n >= 0;
}

void kept_sides(struct kept *kept)
{
    for (int i = 0; i < kept->n; i++) {
        const struct recording *log = &kept->logs[i];
        model_init(&kept->models[i], &log->header);
        model_feed(&kept->models[i], log->records, log->count);
        kept->sides[i] = (struct side){ side_label(log, kept->n), &kept->models[i] };
    }
}

void kept_done(struct kept *kept)
{
    for (int i = 0; i < kept->n; i++) {
        if (kept->sides[i].model)
            model_done(&kept->models[i]);
        recording_done(&kept->logs[i]);
    }
}
