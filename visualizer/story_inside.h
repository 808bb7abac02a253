/* SPDX-License-Identifier: MIT */
/* What the files of the story share among themselves. */
#ifndef STORY_INSIDE_H
#define STORY_INSIDE_H

#include <stdbool.h>

#include "story.h"

/* The last event in a sentence; false if the steps around it tell more (a step, a sleep
 * that is over, a blocking call), with nothing written. */
bool story_event(char out[STORY_LINE], const struct model *model,
                 const struct log_record *records);

#endif
