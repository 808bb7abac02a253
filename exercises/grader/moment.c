/* SPDX-License-Identifier: MIT */
/* What happens to a task at one moment, in words. */
#include "moment.h"

#include <stdio.h>
#include <string.h>

#include "words.h"

const struct span *moment_solid(const struct lane *lane, uint64_t *i)
{
    for (; *i < lane->count; ++*i)
        if (lane->spans[*i].end > lane->spans[*i].begin)
            return &lane->spans[*i];
    return NULL;
}

/* A lane around a moment: what lasts or ends there, what lasts or begins. */
struct moment {
    const struct lane *lane;
    uint64_t time;
    const struct span *before, *after;
};

static struct moment look_at(const struct lane *lane, uint64_t time)
{
    struct moment at = { .lane = lane, .time = time };
    uint64_t i = 0;

    for (const struct span *span; lane && (span = moment_solid(lane, &i)); i++) {
        if (span->begin < time)
            at.before = span;
        if (span->end > time && !at.after)
            at.after = span;
    }
    return at;
}

static const char *ended_words(const struct moment *at)
{
    static const char *const now[] = { "is done", "fails", "is cancelled" };
    static const char *const past[] = { "is done", "has failed", "was cancelled" };
    const struct lane *lane = at->lane;

    if (lane->outcome > LOG_CANCELLED)
        return "has ended";
    return lane->ended == at->time ? now[lane->outcome] : past[lane->outcome];
}

static const char *state_words(const struct moment *at)
{
    static const char *const begins[] = { "runs", "waits for its turn", "goes to sleep",
                                          "begins to wait", "blocks the thread" };
    static const char *const lasts[] = { "still runs", "still waits for its turn",
                                         "still sleeps", "still waits",
                                         "still blocks the thread" };
    static const char *const again[] = { "runs", "waits for its turn",
                                         "wakes and sleeps again", "goes on and waits again",
                                         "blocks the thread again" };
    const struct span *after = at->after, *before = at->before;

    if (after->state > SPAN_BLOCKED || after->begin > at->time)
        return "waits for its turn";
    if (after->begin < at->time)
        return lasts[after->state];
    return before && before->end == at->time && before->state == after->state
               ? again[after->state] : begins[after->state];
}

/* The program broke off while it ran. */
static bool breaks_off(const struct model *model, const struct moment *at)
{
    return !model->ended && model->running == at->lane->task && model->now == at->time &&
           (!at->after || at->after->begin >= at->time);
}

static const char *happening(const struct side *side, const struct moment *at)
{
    const struct lane *lane = at->lane;

    if (!lane)
        return "is not there";
    if (at->time < lane->created)
        return "is not yet there";
    if (breaks_off(side->model, at))
        return side->crashed ? "crashes" : "is where the program ends";
    if (lane->done && lane->ended <= at->time)
        return ended_words(at);
    return at->after ? state_words(at) : "is left when the program ends";
}

/* The same words of both: then it is what they lead to that differs. */
static void add_until(const struct moment *at, char words[MOMENT_WORDS])
{
    char time[WORDS_DURATION];
    size_t n = strlen(words);

    if (!at->after)
        return;
    if (at->after->end == LOG_NEVER) {
        snprintf(words + n, MOMENT_WORDS - n, ", for ever");
        return;
    }
    words_seconds(time, at->after->end, 3);
    snprintf(words + n, MOMENT_WORDS - n, " until %s", time);
}

void moment_tell(const struct side sides[2], uint64_t time, char words[2][MOMENT_WORDS])
{
    struct moment at[2];

    for (int i = 0; i < 2; i++) {
        at[i] = look_at(sides[i].lane, time);
        snprintf(words[i], MOMENT_WORDS, "%s", happening(&sides[i], &at[i]));
    }
    if (strcmp(words[0], words[1]) == 0)
        for (int i = 0; i < 2; i++)
            add_until(&at[i], words[i]);
}
