/* SPDX-License-Identifier: MIT */
/* The x-ray in words. */
#include <stdio.h>
#include <string.h>

#include "words.h"
#include "xray.h"

enum { NAME = 64 };

static const char *name_of(char out[NAME], const struct model *model,
                           const struct lane *lane)
{
    const char *name = lane ? model_name(model, lane->name) : "the loop";

    words_fit(out, NAME, name, strlen(name), 24, false);
    return out;
}

const char *xray_stage(enum machine_stage stage)
{
    static const char *const names[] = {
        [STAGE_NONE] = "", [STAGE_SCHEDULE] = "schedule", [STAGE_RUN] = "run",
        [STAGE_WAIT] = "wait", [STAGE_WAKE] = "wake", [STAGE_DONE] = "done"};

    return names[stage];
}

/* ---- Why somebody is ready ---------------------------------------------------- */

/* %s: who did it, or what was waited for. */
static const char *const reasons[LOG_WAIT_KINDS] = {
    [LOG_WAIT_YIELD] = "gave way once",
    [LOG_WAIT_SLEEP] = "its sleep is over",
    [LOG_WAIT_TASK] = "%s is done",
    [LOG_WAIT_GATHER] = "all that it gathered are done",
    [LOG_WAIT_START] = "new, made by %s",
    [LOG_WAIT_CANCEL] = "cancelled by %s",
    [LOG_WAIT_FUTURE] = "its future has a result",
    [LOG_WAIT_SEVERAL] = "its tasks are done",
    [LOG_WAIT_LIMIT] = "done, or its time is up",
    [LOG_WAIT_SHIELD] = "the shielded task is done",
    [LOG_WAIT_GROUP] = "its group is done",
    [LOG_WAIT_LOCK] = "%s gave the lock back",
    [LOG_WAIT_EVENT] = "%s set the event",
    [LOG_WAIT_CONDITION] = "%s notified it",
    [LOG_WAIT_SEMAPHORE] = "%s gave a place back",
    [LOG_WAIT_PUT] = "%s made room",
    [LOG_WAIT_GET] = "%s put something in",
    [LOG_WAIT_JOIN] = "the work is done",
    [LOG_WAIT_READ] = "data came",
    [LOG_WAIT_WRITE] = "there is room to write",
    [LOG_WAIT_RECEIVE] = "data came",
    [LOG_WAIT_SEND] = "its data went out",
    [LOG_WAIT_CONNECT] = "it is connected",
    [LOG_WAIT_ACCEPT] = "somebody connected",
    [LOG_WAIT_SERVE] = "the server was closed",
    [LOG_WAIT_THREAD] = "its thread job is done",
    [LOG_WAIT_CHILD] = "the child process ended",
};

void xray_reason(const struct xray_turn *turn, const struct model *model, char *out,
                 int size)
{
    const char *format = turn->wait < LOG_WAIT_KINDS ? reasons[turn->wait] : NULL;
    const char *hole = format ? strstr(format, "%s") : NULL;
    char name[NAME];

    if (turn->alarm)
        snprintf(out, (size_t)size, "its alarm rang");
    else if (!format)
        snprintf(out, (size_t)size, "woken");
    else if (!hole)
        snprintf(out, (size_t)size, "%s", format);
    else if (!turn->by)
        snprintf(out, (size_t)size, "%s",
                 turn->wait == LOG_WAIT_START ? "new" : turn->wait == LOG_WAIT_CANCEL
                 ? "cancelled" : "woken");
    else
        snprintf(out, (size_t)size, "%.*s%s%s", (int)(hole - format), format,
                 name_of(name, model, model_lane(model, turn->by)), hole + 2);
}

/* ---- What comes from outside ---------------------------------------------------- */

void xray_wanted(const struct xray_watch *watch, const struct model *model, char *out,
                 int size)
{
    static const char *const words[LOG_WAIT_KINDS] = {
        [LOG_WAIT_RECEIVE] = "data from", [LOG_WAIT_SEND] = "room to send to",
        [LOG_WAIT_CONNECT] = "a connection to", [LOG_WAIT_ACCEPT] = "a client of",
        [LOG_WAIT_SERVE] = "the end of"};
    unsigned long long number = watch->value;
    char text[NAME];
    const char *name;

    if (watch->wait < LOG_WAIT_KINDS && words[watch->wait]) {
        name = model_name(model, (uint32_t)watch->value);
        words_fit(text, sizeof text, name, strlen(name), 30, false);
        snprintf(out, (size_t)size, "%s %s", words[watch->wait], text);
    } else if (watch->wait == LOG_WAIT_CHILD) {
        snprintf(out, (size_t)size, "child process %llu", number);
    } else {
        snprintf(out, (size_t)size, watch->wait == LOG_WAIT_WRITE
                 ? "room in descriptor %llu" : "data on descriptor %llu", number);
    }
}

void xray_does(const struct xray_watch *watch, const struct model *model, char *out,
               int size)
{
    static const char *const words[LOG_WAIT_KINDS] = {
        [LOG_WAIT_NONE] = "awaits ", [LOG_WAIT_READ] = "reads ",
        [LOG_WAIT_WRITE] = "writes ", [LOG_WAIT_RECEIVE] = "reads ",
        [LOG_WAIT_SEND] = "writes to ", [LOG_WAIT_CONNECT] = "connects to ",
        [LOG_WAIT_ACCEPT] = "accepts at ", [LOG_WAIT_SERVE] = "serves at ",
        [LOG_WAIT_CHILD] = "awaits "};
    const char *word = watch->wait < LOG_WAIT_KINDS ? words[watch->wait] : NULL, *name;
    unsigned long long number = watch->value;
    char text[NAME];

    if (watch->named || watch->wait >= LOG_WAIT_RECEIVE) {
        name = model_name(model, (uint32_t)watch->value);
        words_fit(text, sizeof text, name, strlen(name), 30, false);
    } else {
        snprintf(text, sizeof text, "descriptor %llu", number);
    }
    if (watch->wait == LOG_WAIT_CHILD)
        snprintf(text, sizeof text, "child process %llu", number);
    snprintf(out, (size_t)size, "%s%s", word ? word : "", text);
}

/* ---- The stage in a sentence ---------------------------------------------------- */

static void tell_schedule(const struct xray *xray, const struct model *model, char *out)
{
    const struct xray_turn *next = &xray->ready[xray->drawn > 0 ? xray->drawn : 0];
    char name[NAME];

    if (xray->others && (!xray->ready_count || !next->this_pass))
        snprintf(out, XRAY_SENTENCE,
                 "The loop has a turn of its own to take: it hands on a wake-up.");
    else if (!xray->ready_count)
        snprintf(out, XRAY_SENTENCE, xray->pass
                 ? "All that were ready had their turn: the loop is going to wait."
                 : "The loop begins: nobody is ready yet.");
    else if (!next->this_pass)
        snprintf(out, XRAY_SENTENCE, "This pass is over. %s is ready, so another one begins.",
                 name_of(name, model, next->lane));
    else if (xray->drawn >= 0)
        snprintf(out, XRAY_SENTENCE, "The schedule was drawn: %s is taken, out of turn.",
                 name_of(name, model, next->lane));
    else
        snprintf(out, XRAY_SENTENCE, "The loop takes the first of the ready queue: %s%s.",
                 next->alarm ? "the alarm of " : "", name_of(name, model, next->lane));
}

static void tell_run(const struct xray *xray, const struct model *model, char *out)
{
    char name[NAME];

    if (xray->running && xray->blocked)
        snprintf(out, XRAY_SENTENCE,
                 "%s waits and keeps the thread: the loop can do nothing.",
                 name_of(name, model, xray->running));
    else if (xray->running)
        snprintf(out, XRAY_SENTENCE,
                 "%s has the thread: the loop has to wait until it gives way.",
                 name_of(name, model, xray->running));
    else
        snprintf(out, XRAY_SENTENCE, "The loop itself calls %s().",
                 xray->turn ? model_name(model, xray->turn) : "a callback");
}

static void tell_wait(const struct xray *xray, const struct model *model, char *out)
{
    uint64_t until = model->machine.until;
    const char *more = xray->watch_count ? ", or for news"
                       : xray->job_count ? ", or for a thread that is done" : "";
    char when[WORDS_DURATION], name[NAME];

    if (until == 0 && xray->ready_count)
        snprintf(out, XRAY_SENTENCE,
                 "Somebody is ready, so it does not wait: it only looks for news.");
    else if (xray->alarm_count)
        snprintf(out, XRAY_SENTENCE,
                 "Nobody is ready: it waits for %s's alarm at %s%s.",
                 name_of(name, model, xray->alarms[0].lane),
                 words_moment(when, xray->alarms[0].when), more);
    else
        snprintf(out, XRAY_SENTENCE,
                 xray->job_count ? "Nobody is ready: it waits until a thread job is done."
                 : "Nobody is ready and no alarm is set: it waits for news from outside.");
}

static void tell_wake(const struct xray *xray, const struct model *model, char *out)
{
    const struct xray_turn *turn =
        &xray->ready[xray->ready_count < XRAY_LISTED && xray->ready_count
                         ? xray->ready_count - 1 : 0];
    char name[NAME], reason[128];

    if (!xray->ready_count) {
        snprintf(out, XRAY_SENTENCE, "News came: whoever waited for it becomes ready.");
        return;
    }
    xray_reason(turn, model, reason, sizeof reason);
    snprintf(out, XRAY_SENTENCE, "%s: %s, so it goes into the ready queue.",
             name_of(name, model, turn->lane), reason);
}

void xray_tell(const struct xray *xray, const struct model *model, char out[XRAY_SENTENCE])
{
    switch (xray->stage) {
    case STAGE_NONE: snprintf(out, XRAY_SENTENCE, "The loop has not begun."); break;
    case STAGE_SCHEDULE: tell_schedule(xray, model, out); break;
    case STAGE_RUN: tell_run(xray, model, out); break;
    case STAGE_WAIT: tell_wait(xray, model, out); break;
    case STAGE_WAKE: tell_wake(xray, model, out); break;
    case STAGE_DONE: snprintf(out, XRAY_SENTENCE, "main is done, and with it the loop."); break;
    }
}
