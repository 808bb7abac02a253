/* SPDX-License-Identifier: MIT */
/* A program's text, as far as it is found: the file that a log's place names, and the
 * same program in Python beside it.  A name from a log is not trusted: only a regular
 * file of text, not too large, with a name that may be shown, is read. */
#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model.h"

enum { SOURCE_PATH = 512, SOURCE_BYTES = 1 << 20 };

struct source {
    char name[SOURCE_PATH];     /* as the log says: "lessons/03-event-loop.c" */
    char error[SOURCE_PATH + 128];      /* why there is no text, a sentence; "" if there is */
    char *text;
    const char **lines;         /* line n begins at lines[n - 1]; each ends with a NUL */
    uint32_t count;
};

/* "file:line" apart; false if it is none. */
bool source_place(const char *place, char file[SOURCE_PATH], uint32_t *line);
/* Load what `name` names, from the current folder, the folder that a build lies in, or
 * the program's own.  Never fails without a sentence in source->error.  A name that is
 * loaded already costs nothing. */
void source_load(struct source *source, const char *name);
/* The same program in Python: "03-event-loop.py" beside "03-event-loop.c". */
bool source_twin(const char *name, char twin[SOURCE_PATH]);
void source_done(struct source *source);

/* Where a lane stands at `time`: the place of its wait, of its running step as far as
 * known, or of its creation.  NULL: not known. */
const char *source_stand(const struct model *model, const struct lane *lane, uint64_t time);

#endif
