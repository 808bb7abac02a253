/* SPDX-License-Identifier: MIT */
/* Words for waits. */
#include "waits.h"

#include <stdio.h>
#include <string.h>

#include "words.h"

enum { COLUMNS = 20 };

/* %s: the name of a task, of what is wanted, or the number of a descriptor. */
static const char *const waits[LOG_WAIT_KINDS] = {
    [LOG_WAIT_YIELD] = "lets the others go first",
    [LOG_WAIT_SLEEP] = "sleeps",
    [LOG_WAIT_TASK] = "waits for %s",
    [LOG_WAIT_GATHER] = "waits for %s and the others",
    [LOG_WAIT_FUTURE] = "waits for %s",
    [LOG_WAIT_SEVERAL] = "waits for its tasks",
    [LOG_WAIT_LIMIT] = "waits for %s, but not for ever",
    [LOG_WAIT_SHIELD] = "waits for %s",
    [LOG_WAIT_GROUP] = "waits for its group",
    [LOG_WAIT_LOCK] = "wants the lock %s",
    [LOG_WAIT_EVENT] = "waits for the event %s",
    [LOG_WAIT_CONDITION] = "waits for the condition %s",
    [LOG_WAIT_SEMAPHORE] = "wants a place at %s",
    [LOG_WAIT_PUT] = "waits for room in %s",
    [LOG_WAIT_GET] = "waits for something in %s",
    [LOG_WAIT_JOIN] = "waits until the work in %s is done",
    [LOG_WAIT_READ] = "waits to read from descriptor %s",
    [LOG_WAIT_WRITE] = "waits to write to descriptor %s",
    [LOG_WAIT_RECEIVE] = "reads %s",
    [LOG_WAIT_SEND] = "writes to %s",
    [LOG_WAIT_CONNECT] = "connects to %s",
    [LOG_WAIT_ACCEPT] = "accepts at %s",
    [LOG_WAIT_SERVE] = "serves at %s",
    [LOG_WAIT_THREAD] = "waits for thread job %s",
    [LOG_WAIT_CHILD] = "waits for child %s",
};

static const char *fitted(char out[WAITS_NAME], const char *name)
{
    words_fit(out, WAITS_NAME, name, strlen(name), COLUMNS, false);
    return out;
}

const char *waits_name(char out[WAITS_NAME], const struct model *model,
                       const struct lane *lane)
{
    return fitted(out, lane ? model_name(model, lane->name) : "?");
}

static bool is_about_a_task(unsigned wait)
{
    return wait == LOG_WAIT_TASK || wait == LOG_WAIT_GATHER || wait == LOG_WAIT_LIMIT ||
           wait == LOG_WAIT_SHIELD;
}

const char *waits_words(char out[WAITS_TEXT], const struct model *model, unsigned wait,
                        uint32_t about, uint64_t value)
{
    const char *format = wait < LOG_WAIT_KINDS ? waits[wait] : NULL;
    const char *hole = format ? strstr(format, "%s") : NULL;
    char name[WAITS_NAME];

    if (!hole) {
        snprintf(out, WAITS_TEXT, "%s", format ? format : "waits");
        return out;
    }
    if (is_about_a_task(wait))
        waits_name(name, model, model_lane(model, about));
    else if (wait == LOG_WAIT_READ || wait == LOG_WAIT_WRITE || wait == LOG_WAIT_CHILD)
        snprintf(name, sizeof name, "%llu", (unsigned long long)value);
    else
        fitted(name, model_name(model, (uint32_t)value));
    snprintf(out, WAITS_TEXT, "%.*s%s%s", (int)(hole - format), format, name, hole + 2);
    return out;
}

static const char *until(char out[WAITS_TEXT], const char *words, const struct span *span)
{
    char when[WORDS_DURATION];

    if (span->until == LOG_NEVER)
        snprintf(out, WAITS_TEXT, "%s", words);
    else
        snprintf(out, WAITS_TEXT, "%s until %s", words, words_moment(when, span->until));
    return out;
}

static const char *ready(char out[WAITS_TEXT], const struct model *model,
                         const struct span *span)
{
    char name[WAITS_NAME];

    if (!span->about)
        snprintf(out, WAITS_TEXT, span->wait == LOG_WAIT_SLEEP
                                      ? "is ready since its alarm rang" : "is ready");
    else
        snprintf(out, WAITS_TEXT, "is ready, %s by %s",
                 span->wait == LOG_WAIT_START ? "created" :
                 span->wait == LOG_WAIT_CANCEL ? "cancelled" : "woken",
                 waits_name(name, model, model_lane(model, span->about)));
    return out;
}

const char *waits_span(char out[WAITS_TEXT], const struct model *model,
                       const struct span *span)
{
    switch (span->state) {
    case SPAN_READY: return ready(out, model, span);
    case SPAN_SLEEPING: return until(out, "sleeps", span);
    case SPAN_BLOCKED: return until(out, "blocks the thread", span);
    case SPAN_WAITING: return waits_words(out, model, span->wait, span->about, span->value);
    case SPAN_FREE: snprintf(out, WAITS_TEXT, "is free"); break;
    default: snprintf(out, WAITS_TEXT, "runs"); break;
    }
    return out;
}
