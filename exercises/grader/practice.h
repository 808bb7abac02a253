/* SPDX-License-Identifier: MIT */
/* Practising: the exercise that is open, and what is said of it. */
#ifndef PRACTICE_H
#define PRACTICE_H

#include <stdbool.h>
#include <time.h>

#include <ev.h>

#include "feedback.h"
#include "pager.h"
#include "progress.h"

struct practice {
    struct progress progress;
    struct exercise exercise;
    struct workshop shop;
    enum sandbox_wish sandbox;
    struct pager pager;
    char file[PATH_ROOM];
    int hints;                  /* shown of this exercise */
    bool open, passed;
    bool asking;                /* whether to reset: the next key answers */
    struct verdict verdict;     /* on the file as it was saved last, if `judged` */
    bool judged;
    char error[ERROR];          /* else why not */
    struct timespec saved_then; /* when what was judged last had been saved */
    struct ev_loop *loop;
    ev_stat saved;
    ev_timer second_look;
    ev_io keys;
    int status;
};

/* practice_texts.c: each is shown in place of what was.  A short `word` comes below, in
 * place of what usually stands there; NULL: nothing has happened. */
void practice_show_verdict(struct practice *practice, bool keep, const char *word);
void practice_show_task(struct practice *practice);
void practice_show_hints(struct practice *practice);
void practice_show_solution(struct practice *practice);
void practice_show_list(struct practice *practice);
/* What there is and what is done, one line each. */
void practice_list(FILE *out, const struct progress *progress, const char *current);

#endif
