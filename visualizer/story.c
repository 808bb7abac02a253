/* SPDX-License-Identifier: MIT */
/* Sentences made from the last steps and from how the lanes stand. */
#include "story.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "story_inside.h"
#include "waits.h"

enum {
    STEPS = 3,                  /* of which we tell */
    RECORDS = 4096,             /* looked through for them */
    NAME = 64,
    LOOKED_AT = 4096            /* lanes: with more of them nobody counts */
};

/* One step of a task. */
struct step {
    const struct lane *lane;
    bool running;               /* not yet over */
    uint16_t wait;              /* enum log_wait in which it ended */
    uint32_t other;
    uint64_t value;
};

const char *story_number(char out[WORDS_DURATION], uint64_t n)
{
    static const char *const words[] = {"no", "one", "two", "three", "four", "five",
                                        "six", "seven", "eight", "nine", "ten", "eleven",
                                        "twelve"};

    if (n < sizeof words / sizeof *words)
        snprintf(out, WORDS_DURATION, "%s", words[n]);
    else
        words_count(out, n);
    return out;
}

static void say(char line[STORY_LINE], const char *format, ...)
{
    size_t used = strlen(line);
    va_list list;

    va_start(list, format);
    vsnprintf(line + used, STORY_LINE - used, format, list);
    va_end(list);
}

static const char *fitted(char out[NAME], const char *name)
{
    words_fit(out, NAME, name, strlen(name), 20, false);
    return out;
}

/* ---- What happened ------------------------------------------------------- */

/* What happened last, the latest first. */
struct past {
    struct step steps[STEPS];
    int count;
    const struct lane *woken;   /* by its alarm, and nobody had the thread since */
    bool others_woken;
};

/* Before this record the loop itself waited. */
static bool woke_the_loop(const struct log_record *record)
{
    return record->kind == LOG_TIMER_FIRED ||
           (record->kind == LOG_PASS_END && record->value != 0) ||
           (record->kind == LOG_READY && record->detail == LOG_WAIT_SLEEP);
}

static void add_step(struct past *past, const struct model *model,
                     const struct log_record *record)
{
    const struct lane *lane = model_lane(model, record->task);

    if (lane)
        past->steps[past->count++] =
            (struct step){lane, record->kind == LOG_STEP_BEGIN, record->detail,
                          record->other, record->value};
}

static void add_woken(struct past *past, const struct model *model,
                      const struct log_record *record)
{
    if (record->kind != LOG_READY)
        return;
    past->others_woken = past->woken != NULL;
    past->woken = model_lane(model, record->task);
}

/* Look back over the steps since the loop waited. */
static void look_back(struct past *past, const struct model *model,
                      const struct log_record *records)
{
    bool inside = false;        /* a step whose end was seen */

    *past = (struct past){.count = 0};
    for (uint64_t i = model->fed, least = i > RECORDS ? i - RECORDS : 0;
         i > least && past->count < STEPS; i--) {
        const struct log_record *record = &records[i - 1];

        if (record->kind == LOG_STEP_END) {
            if (past->woken)
                break;
            add_step(past, model, record);
            inside = true;
        } else if (record->kind == LOG_STEP_BEGIN) {
            if (!inside && past->count == 0)
                add_step(past, model, record);
            inside = false;
        } else if (woke_the_loop(record)) {
            if (past->count > 0)
                break;
            add_woken(past, model, record);
        }
    }
}

static void say_outcome(char line[STORY_LINE], const struct lane *lane)
{
    say(line, lane->outcome == LOG_FAILED ? " failed"
              : lane->outcome == LOG_CANCELLED ? " was cancelled" : " is done");
}

static void say_wait(char line[STORY_LINE], const struct model *model,
                     const struct step *step)
{
    char words[WAITS_TEXT];

    say(line, " %s", waits_words(words, model, step->wait, step->other, step->value));
}

/* Until when the lane sleeps now, LOG_NEVER if it does not. */
static uint64_t alarm_of(const struct lane *lane)
{
    const struct span *span = lane->count ? &lane->spans[lane->count - 1] : NULL;

    return span && span->state == SPAN_SLEEPING ? span->until : LOG_NEVER;
}

/* "Task1 sleeps until 2.0 s"; `again`: said shortly before of another. */
static void say_step(char line[STORY_LINE], const struct model *model,
                     const struct step *step, bool again)
{
    char name[WAITS_NAME], when[WORDS_DURATION];

    say(line, "%s", waits_name(name, model, step->lane));
    if (step->running) {
        say(line, " has the thread");
    } else if (step->wait == LOG_WAIT_END) {
        say_outcome(line, step->lane);
    } else if (step->wait == LOG_WAIT_SLEEP) {
        say(line, " sleeps");
        if (!again && alarm_of(step->lane) != LOG_NEVER)
            say(line, " until %s", words_moment(when, alarm_of(step->lane)));
    } else {
        say_wait(line, model, step);
    }
}

/* Both sleep, and as far as anybody can tell until the same time. */
static bool alike(const struct step *a, const struct step *b)
{
    char one[WORDS_DURATION], other[WORDS_DURATION];

    if (a->wait != LOG_WAIT_SLEEP || b->wait != LOG_WAIT_SLEEP)
        return false;
    return strcmp(words_moment(one, alarm_of(a->lane)),
                  words_moment(other, alarm_of(b->lane))) == 0;
}

/* One step gave way to the next: "A sleeps until 2.0 s, so the loop took B" */
static void say_handover(char line[STORY_LINE], const struct model *model,
                         const struct step *from, const struct step *to)
{
    char name[WAITS_NAME];

    say_step(line, model, from, false);
    say(line, ", so the loop took %s", waits_name(name, model, to->lane));
}

static void tell_steps(struct story *story, const struct model *model,
                       const struct step *step, int n)
{
    char name[WAITS_NAME];

    if (n == 1)
        say_step(story->shorter, model, &step[0], false);
    else
        say_handover(story->shorter, model, &step[1], &step[0]);
    say(story->shorter, ".");
    if (n > 1 && !step[0].running && !alike(&step[0], &step[1])) {
        say_handover(story->before, model, &step[1], &step[0]);
        say(story->before, "; ");
        say_step(story->before, model, &step[0], false);
    } else if (n == STEPS) {
        say_handover(story->before, model, &step[2], &step[1]);
        say(story->before, "; ");
        say_step(story->before, model, &step[1], alike(&step[1], &step[2]));
        say(story->before, ", so it took %s", waits_name(name, model, step[0].lane));
    } else {
        say(story->before, "%s", story->shorter);
        return;
    }
    say(story->before, ".");
}

static void tell_before(struct story *story, const struct model *model,
                        const struct log_record *records)
{
    struct past past;
    char name[WAITS_NAME];

    if (story_event(story->before, model, records)) {
        memcpy(story->shorter, story->before, sizeof story->shorter);
        return;
    }
    look_back(&past, model, records);
    if (past.woken) {
        say(story->shorter, "The alarm of %s rang.", waits_name(name, model, past.woken));
        say(story->before, past.others_woken ? "The alarms of %s and of others rang."
                                             : "The alarm of %s rang.", name);
    } else if (past.count > 0) {
        tell_steps(story, model, past.steps, past.count);
    }
}

/* ---- How it stands ------------------------------------------------------- */

/* The rows that have not begun, by name: "Task2", "Task2 and Task3", "Task2 and
 * 8 others".  How many. */
static uint64_t not_begun(char out[STORY_LINE], const struct roster *roster,
                          const struct seating *seating, const struct model *model)
{
    char first[NAME] = "", second[NAME] = "";
    uint64_t n = 0;

    for (uint64_t row = 0; row < roster->count && row < LOOKED_AT; row++) {
        if (roster->threads[row] || seating_lane(seating, roster, model, row))
            continue;
        if (n < 2)
            fitted(n ? second : first, roster->names[row]);
        n++;
    }
    if (n > 2)
        say(out, "%s and %llu others", first, (unsigned long long)n - 1);
    else if (n == 2)
        say(out, "%s and %s", first, second);
    else
        say(out, "%s", first);
    return n;
}

static void tell_blocked(struct story *story, const struct model *model,
                         const struct roster *roster, const struct seating *seating)
{
    const struct lane *lane = model_lane(model, model->running);
    const struct span *span = lane && lane->count ? &lane->spans[lane->count - 1] : NULL;
    char name[WAITS_NAME], when[WORDS_DURATION], others[STORY_LINE] = "";
    uint64_t n;

    story->before[0] = story->shorter[0] = '\0';
    say(story->shorter, "%s waits, and keeps the thread", waits_name(name, model, lane));
    if (span && span->until != LOG_NEVER)
        say(story->shorter, " until %s", words_moment(when, span->until));
    say(story->shorter, ".");
    say(story->before, "%s", story->shorter);
    n = not_begun(others, roster, seating, model);
    if (n > 0)
        say(story->now, "%s %s not even begun: nobody else can do anything.", others,
            n == 1 ? "has" : "have");
    else
        say(story->now, "Nobody else can do anything.");
}

/* Who has been ready for longest; the earliest alarm of those that sleep. */
static const struct lane *look_round(const struct model *model, uint64_t *alarm)
{
    const struct lane *first = NULL;
    uint64_t since = LOG_NEVER;

    *alarm = LOG_NEVER;
    if (model->lane_count > LOOKED_AT)
        return NULL;
    for (uint64_t i = 0; i < model->lane_count; i++) {
        const struct lane *lane = &model->lanes[i];
        const struct span *span = lane->count ? &lane->spans[lane->count - 1] : NULL;

        if (!span || lane->ended != LOG_NEVER)
            continue;
        if (span->state == SPAN_READY && span->begin < since) {
            since = span->begin;
            first = lane;
        }
        if (span->state == SPAN_SLEEPING && span->until < *alarm)
            *alarm = span->until;
    }
    return first;
}

static uint64_t to_ns(const struct model *model, uint64_t ticks)
{
    const struct log_header *header = &model->header;

    if (ticks == LOG_NEVER || ticks < header->first_tick)
        return LOG_NEVER;
    return (uint64_t)((double)(ticks - header->first_tick) * (1e9 / header->ticks_per_second));
}

/* Until when the loop itself waits, as it said: time limits count, too.  False if it
 * did not say. */
static bool loop_waits(const struct model *model, const struct log_record *records,
                       uint64_t *until)
{
    uint64_t i = model->fed;

    while (i > 0 && (records[i - 1].kind == LOG_TEXT || records[i - 1].kind == LOG_NAME))
        i--;
    if (i == 0 || records[i - 1].kind != LOG_PASS_END || records[i - 1].value == 0)
        return false;
    *until = to_ns(model, records[i - 1].value);
    return true;
}

static void tell_now(struct story *story, const struct model *model,
                     const struct log_record *records)
{
    char name[WAITS_NAME], when[WORDS_DURATION];
    uint64_t alarm;
    const struct lane *next = look_round(model, &alarm);
    bool said = loop_waits(model, records, &alarm);

    if (model->running)
        return;
    if (next)
        say(story->now, "%s is ready: it comes next.", waits_name(name, model, next));
    else if (alarm != LOG_NEVER)
        say(story->now, "Now nobody is ready: the loop itself waits, for the first alarm, "
            "at %s.", words_moment(when, alarm));
    else if (said || model->lane_count <= LOOKED_AT)
        say(story->now, "Now nobody is ready: the loop itself waits.");
}

static void tell_end(struct story *story, const struct model *model)
{
    char name[WAITS_NAME], when[WORDS_DURATION], how[STORY_LINE] = "";
    const struct lane *main = model->lane_count ? &model->lanes[0] : NULL;

    if (main)
        say_outcome(how, main);
    else
        say(how, " is done");
    story->before[0] = story->shorter[0] = '\0';
    say(story->shorter, "%s%s: the run took %s.", main ? waits_name(name, model, main) : "main",
        how, words_duration(when, model->thread.ended));
    say(story->before, "%s", story->shorter);
}

void story_tell(struct story *story, const struct model *model,
                const struct log_record *records, const struct roster *roster,
                const struct seating *seating)
{
    const struct lane *thread = &model->thread;
    const struct span *held = thread->count ? &thread->spans[thread->count - 1] : NULL;

    story->before[0] = story->shorter[0] = story->now[0] = '\0';
    if (model->ended) {
        tell_end(story, model);
        return;
    }
    tell_before(story, model, records);
    if (held && held->state == SPAN_BLOCKED)
        tell_blocked(story, model, roster, seating);
    else
        tell_now(story, model, records);
}
