/* SPDX-License-Identifier: MIT */
/* Findings in words: their names, what is bad about them, their cures. */
#include <stdio.h>
#include <string.h>

#include "finding.h"
#include "source.h"

static const struct {
    const char *name, *says, *cure;
} kinds[FINDING_KINDS] = {
    [FINDING_BLOCKED] = {
        "blocked loop", "A blocking call stops every task.",
        "async_sleep() to wait, async_to_thread() for the call"},
    [FINDING_LONG_STEP] = {
        "blocked loop", "One step that computes for long stops every task.",
        "async_to_thread() for it, or async_sleep(0) now and then"},
    [FINDING_STARVED] = {
        "starvation", "It was ready, and others had turn after turn.",
        "shorter steps, or fewer tasks that are ready at once"},
    [FINDING_NEVER_AWAITED] = {
        "never awaited", "A coroutine was made, and nobody ran it.",
        "await it, or make it a task with async_create_task()"},
    [FINDING_NEVER_RETRIEVED] = {
        "failure unseen", "A task failed, and nobody asked for its result.",
        "await it, or look at async_result() once it is done"},
    [FINDING_SWALLOWED] = {
        "swallowed cancellation", "It was asked to stop, and went on.",
        "tidy up, then end with return async_return(rc)"},
    [FINDING_LEFT_BEHIND] = {
        "left behind", "main ended first, so this task was cancelled.",
        "await the task before main ends"},
    [FINDING_DEADLOCK] = {
        "deadlock", "Each waits for another, and nobody can go on.",
        "take the locks in the same order everywhere"},
    [FINDING_LATE] = {
        "late", "One after another, nothing can interrupt a wait.",
        "run it asynchronously: then the limit interrupts the wait"},
    [FINDING_MISUSE] = {"misuse", "A call was made that makes no sense there.", NULL},
    [FINDING_OTHER] = {"warning", NULL, NULL},
    [FINDING_HELD_LOCK] = {
        "lock held across a wait", "Whoever wants the lock waits as long, too.",
        "wait before taking the lock, or after giving it back"},
    [FINDING_PLACES] = {
        "no place left", "As many as the semaphore lets in are in.",
        "none, if that limit is meant; else give it more places"},
    [FINDING_FULL] = {
        "back-pressure", "The queue is full: its consumer is slower than its producer.",
        "start another consumer, or make its work shorter"},
    [FINDING_ONE_BY_ONE] = {
        "one after another", "Awaited in turn, the waits add up.",
        "start them together with async_gather()"},
};

const char *finding_name(int kind)
{
    return kind > FINDING_NONE && kind < FINDING_KINDS ? kinds[kind].name : "";
}

const char *finding_says(int kind)
{
    return kind > FINDING_NONE && kind < FINDING_KINDS ? kinds[kind].says : NULL;
}

const char *finding_cure(int kind)
{
    return kind > FINDING_NONE && kind < FINDING_KINDS ? kinds[kind].cure : NULL;
}

int finding_of(uint16_t warning)
{
    static const int of[] = {
        [LOG_WARN_OTHER] = FINDING_OTHER,
        [LOG_WARN_NEVER_AWAITED] = FINDING_NEVER_AWAITED,
        [LOG_WARN_NEVER_RETRIEVED] = FINDING_NEVER_RETRIEVED,
        [LOG_WARN_SWALLOWED] = FINDING_SWALLOWED,
        [LOG_WARN_LEFT_BEHIND] = FINDING_LEFT_BEHIND,
        [LOG_WARN_DEADLOCK] = FINDING_DEADLOCK, [LOG_WARN_MISUSE] = FINDING_MISUSE,
        [LOG_WARN_SLOW] = FINDING_LONG_STEP, [LOG_WARN_LATE] = FINDING_LATE};

    return warning < sizeof of / sizeof *of ? of[warning] : FINDING_OTHER;
}

/* ---- One finding ------------------------------------------------------------- */

enum { NAME = 64 };

static const char *name_of(char out[NAME], const struct model *model, uint32_t task)
{
    const struct lane *lane = model_lane(model, task);
    const char *name = lane ? model_name(model, lane->name) : "the loop";

    words_fit(out, NAME, name, strlen(name), 24, false);
    return out;
}

static void tell_victims(const struct finding *finding, const struct model *model,
                         char *out, int size)
{
    char name[NAME];

    if (finding->victims > 1)
        snprintf(out, (size_t)size, "%s and %llu more", name_of(name, model, finding->victim),
                 (unsigned long long)finding->victims - 1);
    else
        snprintf(out, (size_t)size, "%s", name_of(name, model, finding->victim));
}

/* Bytes of the text without the line that it ends in, " (file.c:12)"; 0: without one. */
static size_t before_line(const char *text, char *line, int size)
{
    const char *open = strrchr(text, '(');
    size_t length = strlen(text);
    char file[SOURCE_PATH];
    uint32_t number;

    if (!open || open == text || open[-1] != ' ' || text[length - 1] != ')')
        return 0;
    snprintf(line, (size_t)size, "%.*s", (int)(text + length - 1 - open - 1), open + 1);
    return source_place(line, file, &number) ? (size_t)(open - 1 - text) : 0;
}

bool finding_place(const struct finding *finding, const struct model *model, char *out,
                   int size)
{
    const struct lane *lane = model_lane(model, finding->task);
    const char *place = finding->place ? model_name(model, finding->place) : NULL;

    if (!place && finding->text && before_line(model_name(model, finding->text), out, size))
        return true;
    if (!place && lane)
        place = source_stand(model, lane, finding->time);
    snprintf(out, (size_t)size, "%s", place ? place : "");
    return place;
}

void finding_tell(const struct finding *finding, const struct model *model, char *out,
                  int size)
{
    char name[NAME], victims[2 * NAME] = "", lasted[WORDS_DURATION], said[256];
    const char *text = model_name(model, finding->text);
    char line[SOURCE_PATH];
    size_t told = before_line(text, line, sizeof line);

    name_of(name, model, finding->task);
    words_duration(lasted, finding->end - finding->time);
    tell_victims(finding, model, victims, sizeof victims);
    if (finding->victims && finding->kind == FINDING_STARVED)
        snprintf(out, (size_t)size, "%s was ready for %s and did not get its turn", victims,
                 lasted);
    else if (finding->victims)
        snprintf(out, (size_t)size, "%s kept the thread for %s; %s had to wait", name, lasted,
                 victims);
    else if (finding->kind == FINDING_LEFT_BEHIND && finding->task)
        snprintf(out, (size_t)size, "main ended before %s did", name);
    else if (finding->kind == FINDING_DEADLOCK)
        snprintf(out, (size_t)size, "%s (w tells who waits for whom)",
                 finding_says(FINDING_DEADLOCK));
    else if (finding->text) {
        words_fit(said, sizeof said, text, told ? told : strlen(text), 200, false);
        snprintf(out, (size_t)size, "%s", said);
    } else
        snprintf(out, (size_t)size, "%s", name);
}
