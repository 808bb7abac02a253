/* SPDX-License-Identifier: MIT */
/* What a state or a wait is, in words, for every renderer that has room for them. */
#ifndef WAITS_H
#define WAITS_H

#include <stddef.h>

#include "model.h"

enum { WAITS_TEXT = 160, WAITS_NAME = 64 };

/* "waits for Task1", "wants the lock door": a wait as the log gives it (enum log_wait,
 * with `about` a task and `value` as in a span). */
const char *waits_words(char out[WAITS_TEXT], const struct model *model, unsigned wait,
                        uint32_t about, uint64_t value);
/* The same for any span: "sleeps until 2.0 s", "runs", "is ready, woken by Task2". */
const char *waits_span(char out[WAITS_TEXT], const struct model *model,
                       const struct span *span);
/* A task's name, fit to be shown, at most 20 columns; "?" if there is no such lane. */
const char *waits_name(char out[WAITS_NAME], const struct model *model,
                       const struct lane *lane);

#endif
