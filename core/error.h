/* SPDX-License-Identifier: MIT */
/* Failures as objects that several owners share, and what a task remembers. */
#ifndef ERROR_H
#define ERROR_H

#include <stdarg.h>

#include "async.h"

struct error {
    struct async_error public;
    int owners;
    int depth;                          /* of the contexts behind it */
    struct error *before;               /* its context, or whose place it took; or NULL */
    struct error **members;             /* a group's, as many as public.count */
    char text[];
};

struct error *error_new(int code, const char *text);
/* `error` was made in answer to `why` (NULL: to none).  Chains are cut after 16. */
void error_answers(struct error *error, struct error *why);
/* A cancellation without a text, in the place of this one: takes that over. */
struct error *error_without_text(struct error *error);
/* ASYNC_EGROUP, with its text and count as CPython writes them.  Takes over `members`
 * (from malloc) and the group's share in each. */
struct error *error_new_group(const char *text, struct error **members, int count);
static inline struct error *error_keep(struct error *error)     /* NULL: NULL */
{
    if (error)
        error->owners++;
    return error;
}

void error_free(struct error *error);
static inline void error_drop(struct error *error)
{
    if (error && --error->owners == 0)
        error_free(error);
}

enum { STORIES = 4 };

/* What a task knows of failures: the one it is about to end with, and the last ones
 * that its calls returned, one for each code, the latest at the end. */
struct stories {
    struct error *caught[STORIES];
    struct error *ending;
    struct error *answered;             /* what the running coroutine caught last */
};
static inline struct error *stories_latest(const struct stories *stories)
{
    return stories->caught[STORIES - 1];
}

/* What async_fail() and async_return() return: never a valid address of a result. */
extern char error_mark;

/* Remember that a call returned this failure: minus its code. */
int stories_caught(struct stories *stories, struct error *error);
/* A call hands on what it was given: rc, whose failure is the last one again. */
int stories_hand_on(int rc);
/* The failure that a coroutine ended with, if `result` is the mark; else NULL.  The
 * caller owns it. */
struct error *stories_take_failure(struct stories *stories);
static inline struct error *stories_take_ending(struct stories *stories, void *result)
{
    return result == &error_mark ? stories_take_failure(stories) : NULL;
}
/* The failure with this code that was caught last, or a new one without a text.  The
 * caller owns it. */
struct error *stories_last_with(struct stories *stories, int code);
void stories_free(struct stories *stories);
static inline void stories_done(struct stories *stories)
{
    if (stories->ending || stories_latest(stories))
        stories_free(stories);
}
/* A coroutine begins in place of a call (it has caught nothing), and ends. */
static inline struct error *stories_enter(struct stories *stories)
{
    struct error *outer = stories->answered;

    stories->answered = NULL;
    return outer;
}
static inline void stories_leave(struct stories *stories, struct error *outer)
{
    error_drop(stories->answered);
    stories->answered = outer;
}
/* The running task's, or those of the thread outside any task. */
struct stories *stories_here(void);
/* For a call that refuses: remember code and text, return minus the code. */
int refuse(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A time-out answers this failure: -ETIMEDOUT, as TimeoutError without a text. */
int refuse_as_late(struct error *why);

#endif
