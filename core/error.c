/* SPDX-License-Identifier: MIT */
/* Failures: made by async_fail(), handed on by async_return(), told by async_caught(). */
#include "error.h"

#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loop.h"
#include "report.h"

enum { CONTEXTS = 16 };

char error_mark;

static _Thread_local struct stories outside;

/* A thread that ends has no further use for them. */
static void free_outside(void *stories)
{
    stories_free(stories);
}

static pthread_key_t at_thread_end;

static void make_key(void)
{
    pthread_key_create(&at_thread_end, free_outside);
}

static struct stories *stories_of_thread(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, make_key);
    pthread_setspecific(at_thread_end, &outside);
    return &outside;
}

struct stories *stories_here(void)
{
    if (!loop_here)
        return stories_of_thread();
    return loop.current && !(loop.current->ties & TASK_ENDED) ? &loop.current->stories : &outside;
}

/* ---- Failures ---- */

struct error *error_new(int code, const char *text)
{
    size_t size = strlen(text) + 1;
    struct error *error = malloc(sizeof *error + size);

    if (!error)
        panic("out of memory for a failure (%s)", text);
    memcpy(error->text, text, size);
    error->public = (struct async_error){ .code = code, .text = error->text };
    error->owners = 1;
    error->depth = 0;
    error->before = NULL;
    error->members = NULL;
    return error;
}

void error_answers(struct error *error, struct error *why)
{
    if (!why || why->depth >= CONTEXTS)
        return;
    error->before = error_keep(why);
    error->public.context = &why->public;
    error->depth = why->depth + 1;
}

struct error *error_without_text(struct error *error)
{
    struct error *plain = error_new(ECANCELED, "");

    plain->before = error;              /* its address was given out */
    return plain;
}

void error_free(struct error *error)
{
    for (int i = 0; i < error->public.count; i++)
        error_drop(error->members[i]);
    free(error->members);
    free((void *)error->public.errors);
    error_drop(error->before);
    free(error);
}

struct error *error_new_group(const char *text, struct error **members, int count)
{
    char whole[96];
    const struct async_error **errors = malloc((size_t)count * sizeof *errors);

    if (!errors)
        panic("out of memory for a group of %d failures", count);
    snprintf(whole, sizeof whole, "%s (%d sub-exception%s)", text, count,
             count == 1 ? "" : "s");
    struct error *group = error_new(ASYNC_EGROUP, whole);
    for (int i = 0; i < count; i++)
        errors[i] = &members[i]->public;
    group->public.errors = errors;
    group->public.count = count;
    group->members = members;
    return group;
}

static struct error *format_error(int code, const char *format, va_list arguments)
{
    char *text = NULL;
    va_list again;

    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (size >= 0)
        text = malloc((size_t)size + 1);
    if (!text)
        panic("out of memory for a failure (%s)", format);
    vsnprintf(text, (size_t)size + 1, format, arguments);
    struct error *error = error_new(code > 0 ? code : EINVAL, text);
    free(text);
    return error;
}

/* ---- Stories ---- */

int stories_caught(struct stories *stories, struct error *error)
{
    struct error **latest = &stories->caught[STORIES - 1], **place = latest;

    while (place > stories->caught && *place &&
           (*place)->public.code != error->public.code)
        place--;
    error_drop(stories->answered);
    stories->answered = error_keep(error);
    error_keep(error);
    error_drop(*place);
    for (; place < latest; place++)
        *place = place[1];
    *latest = error;
    return -error->public.code;
}

struct error *stories_last_with(struct stories *stories, int code)
{
    for (int i = STORIES - 1; i >= 0 && stories->caught[i]; i--)
        if (stories->caught[i]->public.code == code)
            return error_keep(stories->caught[i]);
    return error_new(code, "");
}

int stories_hand_on(int rc)
{
    struct stories *stories = stories_here();

    if (rc < 0) {
        struct error *error = stories_last_with(stories, -rc);
        stories_caught(stories, error);
        error_drop(error);
    }
    return rc;
}

static void *end_with(struct stories *stories, struct error *error)
{
    error_drop(stories->ending);
    stories->ending = error;
    return &error_mark;
}

struct error *stories_take_failure(struct stories *stories)
{
    struct error *error = stories->ending;

    stories->ending = NULL;
    return error ? error : error_new(EINVAL, "failed twice with one failure");
}

void stories_free(struct stories *stories)
{
    error_drop(stories->ending);
    error_drop(stories->answered);
    for (int i = 0; i < STORIES; i++)
        error_drop(stories->caught[i]);
    *stories = (struct stories){ 0 };
}

int refuse(int code, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    struct error *error = format_error(code, format, arguments);
    va_end(arguments);
    int rc = stories_caught(stories_here(), error);
    error_drop(error);
    return rc;
}

int refuse_as_late(struct error *why)
{
    struct error *late = error_new(ETIMEDOUT, "");

    error_answers(late, why);
    int rc = stories_caught(stories_here(), late);
    error_drop(late);
    return rc;
}

/* ---- Public ---- */

void *async_fail(int code, const char *format, ...)
{
    struct stories *stories = stories_here();
    va_list arguments;

    va_start(arguments, format);
    struct error *error = format_error(code, format, arguments);
    va_end(arguments);
    error_answers(error, stories->answered);
    return end_with(stories, error);
}

int async_set_error(int code, const char *format, ...)
{
    struct stories *stories = stories_here();
    va_list arguments;

    va_start(arguments, format);
    struct error *error = format_error(code, format, arguments);
    va_end(arguments);
    error_answers(error, stories->answered);
    int rc = stories_caught(stories, error);
    error_drop(error);
    return rc;
}

void *async_return(int rc)
{
    struct stories *stories = stories_here();

    if (rc >= 0)
        return NULL;
    return end_with(stories, stories_last_with(stories, rc == INT_MIN ? EINVAL : -rc));
}

const struct async_error *async_caught(void)
{
    static const struct async_error nothing = { .text = "" };
    const struct error *latest = stories_latest(stories_here());

    return latest ? &latest->public : &nothing;
}
