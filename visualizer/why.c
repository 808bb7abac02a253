/* SPDX-License-Identifier: MIT */
/* Which gap is asked about, and what kind of answer it needs. */
#include "why.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "why_inside.h"
#include "xray.h"

enum {
    RECENT = 64,                /* spans looked through for the gap worth asking about */
    LANES = 4096,
    ASKED = 64,                 /* lanes, for a circle */
    NOTICED_NS = 20000000,      /* less is nobody's grief */
    LATE_NS = 1000000           /* less is no delay that anybody notices */
};

/* ---- Lines ----------------------------------------------------------------- */

struct why_line *why_add(struct why *why, const struct model *model, uint64_t time,
                         uint32_t place, const char *format, ...)
{
    struct why_line *line;
    va_list list;

    if (why->count == WHY_LINES)
        return NULL;
    line = &why->lines[why->count++];
    *line = (struct why_line){.time = time};
    va_start(list, format);
    vsnprintf(line->text, sizeof line->text, format, list);
    va_end(list);
    if (place) {
        const char *text = model_name(model, place), *file = strrchr(text, '/');

        file = file ? file + 1 : text;
        words_fit(line->place, sizeof line->place, file, strlen(file), 40, false);
    }
    return line;
}

void why_strong(struct why_line *line, bool bad, const char *format, ...)
{
    va_list list;

    if (!line)
        return;
    va_start(list, format);
    vsnprintf(line->strong, sizeof line->strong, format, list);
    va_end(list);
    line->bad = bad;
}

const char *why_text(char out[WHY_NAME], const struct model *model, uint32_t name)
{
    const char *text = model_name(model, name);

    words_fit(out, WHY_NAME, text, strlen(text), 24, false);
    return out;
}

const char *why_name(char out[WHY_NAME], const struct model *model, const struct lane *lane)
{
    return lane ? why_text(out, model, lane->name) : strcpy(out, "the loop");
}

const char *why_time(char out[WORDS_DURATION], const struct why *why, uint64_t time)
{
    uint64_t gap = why->end == LOG_NEVER ? LATE_NS : why->end - why->begin;

    return words_seconds(out, time, gap && gap < LATE_NS ? 6 : 3);
}

void why_kind(struct why *why, int kind)
{
    if (why->kind != FINDING_NONE)
        return;
    why->kind = kind;
    why->says = finding_says(kind);
    why->cure = finding_cure(kind);
}

/* ---- Which gap ---------------------------------------------------------------- */

static uint64_t end_of(const struct span *span, uint64_t now)
{
    return span->end == LOG_NEVER ? now : span->end;
}

/* How long it could have run in this span and did not. */
static uint64_t lateness(const struct span *span, uint64_t now)
{
    uint64_t end = end_of(span, now);

    if (span->state == SPAN_READY)
        return end - span->begin;
    if (span->state == SPAN_SLEEPING && span->until < end)
        return end - span->until;
    return 0;
}

static bool is_gap(const struct span *span)
{
    return span->state != SPAN_RUNNING && span->state != SPAN_BLOCKED;
}

static bool is_short(const struct span *span)
{
    return span->end != LOG_NEVER && span->end - span->begin < LATE_NS;
}

/* Of the spans up to `last` the one that came latest to its turn, else the last gap that
 * anybody could notice, else the last gap. */
static const struct span *gap_before(const struct lane *lane, const struct span *last,
                                     uint64_t now)
{
    const struct span *best = NULL, *gap = NULL;
    uint64_t most = LATE_NS;

    for (const struct span *span = last;
         span >= lane->spans && last - span < RECENT; span--) {
        uint64_t late = lateness(span, now);

        if (is_gap(span) &&
            (!gap || (is_short(gap) && !is_short(span))))
            gap = span;
        if (late > most) {
            most = late;
            best = span;
        }
    }
    return best ? best : gap;
}

static const struct span *find_gap(const struct lane *lane, uint64_t time, uint64_t now)
{
    const struct span *span = lane_at(lane, time);

    if (span && is_gap(span) && span->begin < time)
        return span;
    if (span && span->state == SPAN_BLOCKED && span->end == LOG_NEVER)
        return span;
    if (!span && lane->count)
        span = &lane->spans[lane->count - 1];
    return span ? gap_before(lane, span, now) : NULL;
}

/* ---- The answer ----------------------------------------------------------------- */

static void ask(struct why *why, const struct model *model)
{
    char name[WHY_NAME], begin[WORDS_DURATION], end[WORDS_DURATION];

    why_name(name, model, why->lane);
    why_time(begin, why, why->begin);
    if (why->end == LOG_NEVER)
        snprintf(why->question, WHY_TEXT, "Why has %s not run since %s?", name, begin);
    else
        snprintf(why->question, WHY_TEXT, "Why did %s not run from %.*s to %s?", name,
                 (int)strcspn(begin, " "), begin, why_time(end, why, why->end));
}

/* Who woke it: said of the span after the gap. */
static void tell_end(struct why *why, const struct model *model, const struct span *after)
{
    struct xray_turn turn = {.by = after->about, .wait = after->wait};
    char reason[WHY_TEXT];
    struct why_line *line;

    xray_reason(&turn, model, reason, sizeof reason);
    line = why_add(why, model, after->begin, 0, "%s:", reason);
    why_strong(line, false, "ready");
}

static void about_ready(struct why *why, const struct model *model, const struct span *span)
{
    const struct span *before = span > why->lane->spans ? span - 1 : NULL;
    uint64_t end = end_of(span, why->now), from = span->begin;
    struct xray_turn turn = {.by = span->about, .wait = span->wait};
    char reason[WHY_TEXT];

    if (before && before->state == SPAN_SLEEPING && before->until < from) {
        from = before->until;
        turn.alarm = true;
    }
    why->begin = from;
    ask(why, model);
    xray_reason(&turn, model, reason, sizeof reason);
    why_strong(why_add(why, model, from, span->place, "%s:", reason), false, "ready");
    why_late(why, model, from, end);
}

static void about_sleep(struct why *why, const struct model *model, const struct span *span)
{
    char until[WORDS_DURATION];
    uint64_t end = end_of(span, why->now);

    if (span->until < end && end - span->until > LATE_NS) {
        why->begin = span->until;
        ask(why, model);
        why_strong(why_add(why, model, span->until, 0, "its alarm rang:"), false, "ready");
        why_late(why, model, span->until, end);
        return;
    }
    ask(why, model);
    why_strong(why_add(why, model, span->begin, span->place, "it sleeps, as it wished, until"),
               false, "%s", why_time(until, why, span->until));
    why_chain(why, model, why->lane, span, end);
    if (span->end != LOG_NEVER)
        tell_end(why, model, span + 1 < why->lane->spans + why->lane->count ? span + 1
                                                                            : span);
}

static void about_wait(struct why *why, const struct model *model, const struct span *span,
                       uint64_t time)
{
    uint64_t end = end_of(span, why->now);

    ask(why, model);
    if (time < span->begin || time >= end)
        time = end > span->begin ? end - 1 : span->begin;
    why_chain(why, model, why->lane, span, time);
    if (span->end != LOG_NEVER && span + 1 < why->lane->spans + why->lane->count)
        tell_end(why, model, span + 1);
}

static void about_blocked(struct why *why, const struct model *model,
                          const struct span *span)
{
    char name[WHY_NAME], until[WORDS_DURATION];
    struct why_line *line;

    snprintf(why->question, WHY_TEXT, "Why does nobody but %s run since %s?",
             why_name(name, model, why->lane), why_time(until, why, span->begin));
    line = why_add(why, model, span->begin, span->place,
                   "it waits in a blocking call, and keeps the thread");
    if (span->until != LOG_NEVER)
        why_strong(line, true, "until %s", why_time(until, why, span->until));
    why_kind(why, FINDING_BLOCKED);
}

static void nothing_to_ask(struct why *why, const struct model *model)
{
    char name[WHY_NAME];

    snprintf(why->question, WHY_TEXT, why->lane ? "%s never had to wait up to here."
                                                : "Nobody had to wait up to here.",
             why_name(name, model, why->lane));
}

/* Nothing is logged while a thread is kept, and yet time goes on. */
static uint64_t latest(const struct model *model, uint64_t time)
{
    return time != LOG_NEVER && time > model->now && !model->ended ? time : model->now;
}

void why_make(struct why *why, const struct model *model, const struct lane *lane,
              uint64_t time)
{
    uint64_t now = latest(model, time);
    const struct span *span = lane ? find_gap(lane, time, now) : NULL;

    memset(why, 0, sizeof *why);
    why->lane = lane;
    why->now = now;
    if (!span) {
        nothing_to_ask(why, model);
        return;
    }
    why->begin = span->begin;
    why->end = span->end;
    switch (span->state) {
    case SPAN_READY: about_ready(why, model, span); break;
    case SPAN_SLEEPING: about_sleep(why, model, span); break;
    case SPAN_BLOCKED: about_blocked(why, model, span); break;
    default: about_wait(why, model, span, time); break;
    }
}

/* The span of the last ones up to `time` that came latest to its turn. */
static uint64_t latest_of(const struct lane *lane, const struct model *model, uint64_t time,
                          uint64_t *moment)
{
    const struct span *span = lane_at(lane, time);
    uint64_t most = 0;

    if (!span && lane->count && lane->ended <= time)
        span = &lane->spans[lane->count - 1];
    for (int i = 0; span && span >= lane->spans && i < RECENT; span--, i++) {
        uint64_t late = lateness(span, model->now);

        if (late > most) {
            most = late;
            *moment = end_of(span, model->now) - 1;
        }
    }
    return most;
}

/* One of those who wait for each other, once the run has told of a deadlock. */
static const struct lane *in_a_circle(const struct model *model, uint64_t time)
{
    const struct warning *last = model->warning_count
        ? &model->warnings[model->warning_count - 1] : NULL;
    struct why why;

    if (!last || last->kind != LOG_WARN_DEADLOCK || last->time > time)
        return NULL;
    for (uint64_t i = model->settled; i < model->lane_count && i < ASKED; i++) {
        if (model->lanes[i].ended != LOG_NEVER)
            continue;
        why_make(&why, model, &model->lanes[i], time);
        if (why.kind == FINDING_DEADLOCK)
            return why.lane;
    }
    return NULL;
}

/* Who is in a deadlock, or came latest of all; if nobody was late, main. */
const struct lane *why_whom(const struct model *model, uint64_t *time)
{
    const struct lane *circle = in_a_circle(model, *time);
    const struct lane *best = model->lane_count ? &model->lanes[0] : NULL;
    uint64_t most = NOTICED_NS, at = *time;

    if (circle)
        return circle;
    for (uint64_t i = 0; i < model->lane_count && i < LANES; i++) {
        uint64_t moment = at, late = latest_of(&model->lanes[i], model, at, &moment);

        if (late > most) {
            most = late;
            best = &model->lanes[i];
            *time = moment;
        }
    }
    return best;
}
