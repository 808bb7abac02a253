/* SPDX-License-Identifier: MIT */
/* One event in one sentence. */
#include <stdio.h>
#include <string.h>

#include "story_inside.h"
#include "waits.h"
#include "xray.h"

struct event {
    const struct model *model;
    const struct log_record *record;
    char name[WAITS_NAME];      /* of the task that it is about */
    char *out;                  /* STORY_LINE bytes */
};

static const char *text_of(char out[WAITS_NAME], const struct event *event, uint32_t name)
{
    const char *text = model_name(event->model, name);

    words_fit(out, WAITS_NAME, text, strlen(text), 30, false);
    return out;
}

/* ---- What tasks share -------------------------------------------------------- */

static void tell_holder(const struct event *event)
{
    char lock[WAITS_NAME];

    text_of(lock, event, (uint32_t)event->record->value);
    if (event->record->task)
        snprintf(event->out, STORY_LINE, "%s takes the lock %s.", event->name, lock);
    else
        snprintf(event->out, STORY_LINE, "The lock %s is free again.", lock);
}

/* The change that this record made. */
static void tell_value(const struct event *event)
{
    const struct machine *machine = &event->model->machine;
    const struct machine_change *change = machine->change_count
        ? &machine->changes[machine->change_count - 1] : NULL;
    unsigned now = (unsigned)(event->record->value >> 32);
    bool more = change && change->to > change->from;
    char name[WAITS_NAME];

    text_of(name, event, (uint32_t)event->record->value);
    if (event->record->detail == LOG_WAIT_SEMAPHORE)
        snprintf(event->out, STORY_LINE, "%s %s a place at %s: %u %s free now.", event->name,
                 more ? "gives back" : "takes", name, now, now == 1 ? "is" : "are");
    else
        snprintf(event->out, STORY_LINE, "%s %s %s: it holds %u now.", event->name,
                 more ? "puts something into" : "takes something from", name, now);
}

/* ---- Tasks, coroutines, alarms ------------------------------------------------- */

static void tell_created(const struct event *event)
{
    const struct lane *by = event->record->other
        ? model_lane(event->model, event->record->other) : NULL;
    char maker[WAITS_NAME];

    if (by)
        snprintf(event->out, STORY_LINE, "%s makes the task %s: it is ready, and has not begun.",
                 waits_name(maker, event->model, by), event->name);
    else
        snprintf(event->out, STORY_LINE, "The run begins with the task %s.", event->name);
}

static void tell_ready(const struct event *event)
{
    struct xray_turn turn = {.by = event->record->other, .wait = event->record->detail};
    char reason[128];

    xray_reason(&turn, event->model, reason, sizeof reason);
    snprintf(event->out, STORY_LINE, "%s goes into the ready queue: %s.", event->name, reason);
}

static void tell_cancel(const struct event *event)
{
    const struct lane *by = event->record->other
        ? model_lane(event->model, event->record->other) : NULL;
    char who[WAITS_NAME];

    snprintf(event->out, STORY_LINE, "%s asks %s to stop.",
             by ? waits_name(who, event->model, by) : "The loop", event->name);
}

static void tell_coroutine(const struct event *event)
{
    char name[WAITS_NAME];

    text_of(name, event, (uint32_t)event->record->value);
    switch (event->record->kind) {
    case LOG_ENTERED:
        snprintf(event->out, STORY_LINE, "%s enters the coroutine %s, in its own lane.",
                 event->name, name);
        break;
    case LOG_LEFT:
        snprintf(event->out, STORY_LINE, "%s comes back from the coroutine.", event->name);
        break;
    case LOG_RESUMED:
        snprintf(event->out, STORY_LINE, "%s asks the generator %s for more.", event->name, name);
        break;
    default:
        snprintf(event->out, STORY_LINE, "The generator %s pauses, and %s goes on.", name,
                 event->name);
    }
}

static void tell_alarm(const struct event *event)
{
    char when[WORDS_DURATION];

    words_moment(when, event->record->value);
    snprintf(event->out, STORY_LINE,
             event->record->kind == LOG_TIMER_SET ? "%s sets an alarm, for %s."
             : event->record->kind == LOG_TIMER_FIRED
                 ? "The alarm of %s, set for %s, rings: it takes a turn."
                 : "The alarm of %s, set for %s, is called off.", event->name, when);
}

/* ---- The loop -------------------------------------------------------------------- */

static void tell_pass(const struct event *event)
{
    char number[WORDS_DURATION];
    uint64_t n = event->record->value;

    snprintf(event->out, STORY_LINE, "Pass %llu begins: %s turn%s to take.",
             (unsigned long long)event->model->machine.pass, story_number(number, n),
             n == 1 ? "" : "s");
}

static void tell_callback(const struct event *event)
{
    char name[WAITS_NAME];

    snprintf(event->out, STORY_LINE, "The loop itself calls %s().",
             text_of(name, event, (uint32_t)event->record->value));
}

static void tell_choice(const struct event *event)
{
    snprintf(event->out, STORY_LINE, "The schedule is drawn: number %u of %llu comes next.",
             event->record->other + 1, (unsigned long long)event->record->value);
}

static void tell_job(const struct event *event)
{
    unsigned job = event->record->other, thread = event->record->task;
    char name[WAITS_NAME];

    if (event->record->kind == LOG_JOB_QUEUED)
        snprintf(event->out, STORY_LINE, "%s gives the job %s to the pool of threads.",
                 event->name, text_of(name, event, (uint32_t)event->record->value));
    else if (event->record->kind == LOG_JOB_END)
        snprintf(event->out, STORY_LINE, "Job %u is done: thread %u is free.", job, thread);
    else
        snprintf(event->out, STORY_LINE, "Thread %u of the pool %s job %u.", thread,
                 event->record->kind == LOG_JOB_SLEEP ? "sleeps over" : "computes", job);
}

static void tell_warning(const struct event *event)
{
    char text[WAITS_TEXT];
    const char *said = model_name(event->model, event->record->other);

    words_fit(text, sizeof text, said, strlen(said), 100, false);
    snprintf(event->out, STORY_LINE, "Warning: %s.", text);
}

/* ---- All of them ----------------------------------------------------------------- */

static bool tell(const struct event *event)
{
    switch (event->record->kind) {
    case LOG_CREATED: tell_created(event); break;
    case LOG_CANCEL: tell_cancel(event); break;
    case LOG_ENTERED:
    case LOG_LEFT:
    case LOG_RESUMED:
    case LOG_SUSPENDED: tell_coroutine(event); break;
    case LOG_TIMER_SET:
    case LOG_TIMER_FIRED:
    case LOG_TIMER_CANCELLED: tell_alarm(event); break;
    case LOG_HOLDER: tell_holder(event); break;
    case LOG_VALUE: tell_value(event); break;
    case LOG_TURN: tell_callback(event); break;
    case LOG_CHOICE: tell_choice(event); break;
    case LOG_PASS_BEGIN: tell_pass(event); break;
    case LOG_WARNING: tell_warning(event); break;
    case LOG_JOB_QUEUED:
    case LOG_JOB_BEGIN:
    case LOG_JOB_SLEEP:
    case LOG_JOB_WAKE:
    case LOG_JOB_END: tell_job(event); break;
    case LOG_READY:
        if (event->record->detail == LOG_WAIT_SLEEP)
            return false;
        tell_ready(event);
        break;
    default: return false;
    }
    return true;
}

bool story_event(char out[STORY_LINE], const struct model *model,
                 const struct log_record *records)
{
    uint64_t last = model->fed;
    struct event event = {.model = model, .out = out};

    while (last > 0 && (records[last - 1].kind == LOG_TEXT || records[last - 1].kind == LOG_NAME))
        last--;
    if (last == 0)
        return false;
    event.record = &records[last - 1];
    if (event.record->task)
        waits_name(event.name, model, model_lane(model, event.record->task));
    else
        snprintf(event.name, sizeof event.name, "the loop");
    return tell(&event);
}
