/* SPDX-License-Identifier: MIT */
/* What the programs here share with their twins in Python, see tell.py: a scene is a
 * small main that tells, line by line, what happens and when. */
#ifndef TELL_H
#define TELL_H

#include <stddef.h>

#include "async.h"

/* "TIME WHAT", the time since the scene began. */
void tell(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* An outcome in words: of a failure (NULL: "ok"), of the last negative return. */
const char *story(const struct async_error *error);
const char *how(int rc);

/* Begins, sleeps, ends: with its name, or failed; a cancelled one tidies up first. */
struct worker {
    const char *name;
    double seconds;
    const char *fails;                  /* with this text; NULL: it does not */
    double tidies;                      /* for so long, once it is cancelled */
};
void *work(void *worker);
/* One as a task. */
struct async_task start(const struct worker *worker);
#define START(...) start(&(struct worker){ __VA_ARGS__ })
/* Await it and tell how: "NAME: ok NAME". */
int tell_end(struct async_task task);

struct scene { const char *name; async_fn *fn; };
#define SCENE(fn) { #fn, fn }
/* Each in a run of its own, on the virtual clock. */
int play(const struct scene *scenes, size_t n);
#define PLAY(...) \
    int main(void) \
    { \
        static const struct scene scenes[] = { __VA_ARGS__ }; \
        return play(scenes, sizeof scenes / sizeof *scenes); \
    }

#endif
