/* SPDX-License-Identifier: MIT */
/* Waiting: who waits for whom, to the end of the chain or round a circle. */
#include <stdio.h>
#include <string.h>

#include "why_inside.h"
#include "xray.h"

enum { LINKS = 8, EARLIER = 3, HOLDERS = 4, CHILDREN = 4096 };

struct chain {
    struct why *why;
    const struct model *model;
    uint64_t time;
    uint32_t seen[LINKS];       /* tasks */
    int count;
};

static void follow(struct chain *chain, const struct lane *lane);

static bool was_seen(struct chain *chain, uint32_t task)
{
    for (int i = 0; i < chain->count; i++)
        if (chain->seen[i] == task)
            return true;
    if (chain->count < LINKS)
        chain->seen[chain->count++] = task;
    return false;
}

static bool lives(const struct lane *lane, uint64_t time)
{
    return lane && lane->created <= time && lane->ended > time;
}

static struct why_line *say(struct chain *chain, const struct span *span,
                            const char *name, const char *format, const char *what)
{
    char text[WHY_TEXT];

    snprintf(text, sizeof text, format, what);
    return why_add(chain->why, chain->model, span->begin, span->place, "%s %s", name, text);
}

/* ---- Tasks --------------------------------------------------------------------- */

/* Of n tasks that `lane` made, from `first` on, those that live; the last to end. */
static const struct lane *slowest(const struct chain *chain, const struct lane *lane,
                                  uint32_t first, uint64_t n, uint64_t *alive)
{
    const struct model *model = chain->model;
    const struct lane *best = NULL, *from = model_lane(model, first);
    uint64_t i = from ? (uint64_t)(from - model->lanes) : 0;

    *alive = 0;
    if (n > CHILDREN)
        n = CHILDREN;
    for (; i < model->lane_count && n > 0; i++) {
        const struct lane *child = &model->lanes[i];

        if (child->creator != lane->task)
            continue;
        n--;
        if (!lives(child, chain->time))
            continue;
        ++*alive;
        if (!best || child->ended > best->ended)
            best = child;
    }
    return best;
}

/* Tasks made and awaited in turn could have overlapped. */
static void look_for_siblings(struct chain *chain, const struct lane *lane,
                              const struct lane *awaited)
{
    for (uint64_t i = 0; i < chain->model->lane_count && i < CHILDREN; i++) {
        const struct lane *other = &chain->model->lanes[i];

        if (other != awaited && awaited->creator == lane->task &&
            other->creator == lane->task && other->ended != LOG_NEVER &&
            other->ended > other->created && other->ended <= awaited->created) {
            why_kind(chain->why, FINDING_ONE_BY_ONE);
            return;
        }
    }
}

static void wait_for_task(struct chain *chain, const struct lane *lane,
                          const struct span *span, const char *name)
{
    const struct lane *other = model_lane(chain->model, span->about);
    char theirs[WHY_NAME];

    say(chain, span, name, span->wait == LOG_WAIT_LIMIT
                               ? "waits for %s, but not for ever" : "waits for %s",
        why_name(theirs, chain->model, other));
    if (!lives(other, chain->time))
        return;
    look_for_siblings(chain, lane, other);
    follow(chain, other);
}

static void wait_for_several(struct chain *chain, const struct lane *lane,
                             const struct span *span, const char *name)
{
    uint64_t alive;
    const struct lane *last = slowest(chain, lane, span->about,
                                      span->value ? span->value : CHILDREN, &alive);
    char theirs[WHY_NAME], text[WHY_TEXT];

    if (span->wait == LOG_WAIT_GATHER)
        snprintf(text, sizeof text, "waits for all of %llu tasks",
                 (unsigned long long)span->value);
    else
        snprintf(text, sizeof text, "waits for its tasks");
    say(chain, span, name, "%s", text);
    if (!last)
        return;
    if (alive > 1) {
        struct why_line *line = why_add(chain->why, chain->model, chain->time, 0,
                                        "%llu of them are not done, %s among them:",
                                        (unsigned long long)alive,
                                        why_name(theirs, chain->model, last));
        why_strong(line, false, "waiting");
    }
    follow(chain, last);
}

/* ---- Locks, semaphores, queues ------------------------------------------------- */

/* The last change of the thing up to the moment; NULL: none. */
static const struct machine_change *change_at(const struct chain *chain, uint32_t name)
{
    const struct machine *machine = &chain->model->machine;
    const struct machine_thing *thing = machine_thing(machine, name);
    uint64_t at = thing ? thing->last : 0;

    while (at && machine->changes[at - 1].time > chain->time)
        at = machine->changes[at - 1].before;
    return at ? &machine->changes[at - 1] : NULL;
}

/* Who had the lock while this one waited, before the one who has it now. */
static void tell_earlier(struct chain *chain, const struct span *span,
                         const struct machine_change *change, const char *lock)
{
    const struct machine *machine = &chain->model->machine;
    const struct machine_change *earlier[EARLIER];
    char theirs[WHY_NAME];
    int n = 0;

    while (change->time > span->begin && change->before && n < EARLIER) {
        change = &machine->changes[change->before - 1];
        if (change->to)
            earlier[n++] = change;
    }
    while (n-- > 0) {
        const struct lane *holder = model_lane(chain->model, earlier[n]->to);

        if (holder)
            why_add(chain->why, chain->model, earlier[n]->time, 0,
                    "%s took %s, and gave it back", why_name(theirs, chain->model, holder),
                    lock);
    }
}

static void wait_for_lock(struct chain *chain, const struct span *span, const char *name)
{
    const struct machine_change *change = change_at(chain, (uint32_t)span->value);
    const struct lane *holder = change ? model_lane(chain->model, change->to) : NULL;
    char lock[WHY_NAME], theirs[WHY_NAME];

    why_text(lock, chain->model, (uint32_t)span->value);
    say(chain, span, name, "wants the lock %s", lock);
    if (!holder)
        return;
    tell_earlier(chain, span, change, lock);
    why_add(chain->why, chain->model, change->time, 0, "%s took %s and holds it",
            why_name(theirs, chain->model, holder), lock);
    follow(chain, holder);
    why_kind(chain->why, FINDING_HELD_LOCK);
}

static void wait_for_place(struct chain *chain, const struct span *span, const char *name)
{
    const struct machine *machine = &chain->model->machine;
    const struct machine_thing *thing = machine_thing(machine, (uint32_t)span->value);
    char semaphore[WHY_NAME], text[WHY_TEXT] = "", theirs[WHY_NAME];
    uint32_t holders[HOLDERS];
    const struct lane *first = NULL;
    int n = thing ? machine_holders(machine, thing, holders, HOLDERS) : 0;

    why_text(semaphore, chain->model, (uint32_t)span->value);
    say(chain, span, name, "wants a place at %s: none is free", semaphore);
    for (int i = 0; i < n && i < HOLDERS; i++) {
        const struct lane *holder = model_lane(chain->model, holders[i]);
        size_t used = strlen(text);

        if (!first)
            first = holder;
        snprintf(text + used, sizeof text - used, "%s%s", i == 0 ? "" : i == n - 1 ? " and "
                 : ", ", why_name(theirs, chain->model, holder));
    }
    if (n > HOLDERS)
        strcat(text, " and others");
    if (n > 0)
        why_add(chain->why, chain->model, thing->since, 0, "the places are held by %s", text);
    if (first)
        follow(chain, first);
    why_kind(chain->why, FINDING_PLACES);
}

/* Something in (put) or taken out is waited for: who did it last? */
static void wait_for_other_side(struct chain *chain, const struct span *span,
                                const char *name, bool put)
{
    const struct machine *machine = &chain->model->machine;
    const struct machine_thing *thing = machine_thing(machine, (uint32_t)span->value);
    const struct machine_change *change = change_at(chain, (uint32_t)span->value);
    uint32_t task = thing ? machine_last(machine, thing, put) : 0;
    const struct lane *other = task ? model_lane(chain->model, task) : NULL;
    char queue[WHY_NAME], theirs[WHY_NAME];

    why_text(queue, chain->model, (uint32_t)span->value);
    if (span->wait == LOG_WAIT_JOIN)
        say(chain, span, name, "waits until the work in %s is done", queue);
    else if (put)
        say(chain, span, name, "wants something from %s: it is empty", queue);
    else
        why_strong(say(chain, span, name, "wants to put something into %s: it is full,",
                       queue), false, "%u items", change ? change->to : 0);
    if (!lives(other, chain->time)) {
        if (put)
            why_add(chain->why, chain->model, chain->time, 0, other
                    ? "%s, who filled it, is done" : "nobody has put anything in so far",
                    why_name(theirs, chain->model, other));
        return;
    }
    why_add(chain->why, chain->model, change ? change->time : chain->time, 0,
            put ? "%s is the one that fills it" : "%s is the one that empties it",
            why_name(theirs, chain->model, other));
    follow(chain, other);
    if (!put && span->wait == LOG_WAIT_PUT)
        why_kind(chain->why, FINDING_FULL);
}

/* ---- What is no task's ---------------------------------------------------------- */

static void wait_for_outside(struct chain *chain, const struct span *span, const char *name)
{
    struct xray_watch watch = {.value = span->value, .wait = span->wait};
    char wanted[WHY_TEXT / 2];

    xray_wanted(&watch, chain->model, wanted, sizeof wanted);
    why_strong(say(chain, span, name, "waits for %s: that comes", wanted), false,
               "from outside");
}

static void wait_for_thread(struct chain *chain, const struct span *span, const char *name)
{
    char job[WHY_NAME];

    say(chain, span, name, "waits for the thread job %s",
        why_text(job, chain->model, (uint32_t)span->value));
    for (uint64_t i = 0; i < chain->model->pool_count; i++) {
        const struct span *work = lane_at(&chain->model->pool[i], chain->time);

        if (!work || work->value != span->value || work->state == SPAN_FREE)
            continue;
        why_add(chain->why, chain->model, work->begin, work->place,
                work->state == SPAN_SLEEPING ? "thread %llu of the pool sleeps over it"
                                             : "thread %llu of the pool computes it",
                (unsigned long long)i + 1);
        return;
    }
}

/* ---- Any wait -------------------------------------------------------------------- */

static const char *const words[LOG_WAIT_KINDS] = {
    [LOG_WAIT_FUTURE] = "waits for the future %s: nobody has set it so far",
    [LOG_WAIT_EVENT] = "waits for the event %s: nobody has set it so far",
    [LOG_WAIT_CONDITION] = "waits for the condition %s: nobody has notified it so far",
};

static void wait_for_anything(struct chain *chain, const struct lane *lane,
                              const struct span *span, const char *name)
{
    char text[WHY_NAME];

    switch (span->wait) {
    case LOG_WAIT_TASK:
    case LOG_WAIT_LIMIT:
    case LOG_WAIT_SHIELD: wait_for_task(chain, lane, span, name); break;
    case LOG_WAIT_GATHER:
    case LOG_WAIT_SEVERAL:
    case LOG_WAIT_GROUP: wait_for_several(chain, lane, span, name); break;
    case LOG_WAIT_LOCK: wait_for_lock(chain, span, name); break;
    case LOG_WAIT_SEMAPHORE: wait_for_place(chain, span, name); break;
    case LOG_WAIT_PUT:
    case LOG_WAIT_JOIN: wait_for_other_side(chain, span, name, false); break;
    case LOG_WAIT_GET: wait_for_other_side(chain, span, name, true); break;
    case LOG_WAIT_THREAD: wait_for_thread(chain, span, name); break;
    default:
        if (span->wait >= LOG_WAIT_READ)
            wait_for_outside(chain, span, name);
        else if (span->wait < LOG_WAIT_KINDS && words[span->wait])
            say(chain, span, name, words[span->wait],
                why_text(text, chain->model, (uint32_t)span->value));
        else
            say(chain, span, name, "%s", "waits");
        break;
    }
}

static void tell_sleep(struct chain *chain, const struct span *span, const char *name)
{
    char until[WORDS_DURATION];

    why_strong(say(chain, span, name, "%s", "sleeps until"), false, "%s",
               why_time(until, chain->why, span->until));
}

static void tell_thread(struct chain *chain, const struct span *span, const char *name)
{
    if (span->state == SPAN_READY) {
        say(chain, span, name, "%s", "is ready, and waits for its turn");
        return;
    }
    say(chain, span, name, "%s", span->state == SPAN_BLOCKED
        ? "waits in a blocking call, and keeps the thread" : "has the thread: it runs");
    if (span->state == SPAN_BLOCKED)
        why_kind(chain->why, FINDING_BLOCKED);
}

static void follow(struct chain *chain, const struct lane *lane)
{
    const struct span *span = lane_at(lane, chain->time);
    char name[WHY_NAME];

    why_name(name, chain->model, lane);
    if (was_seen(chain, lane->task)) {
        why_strong(why_add(chain->why, chain->model, chain->time, 0,
                           "and %s waits, too: they wait for each other, a", name),
                   true, "circle");
        why_kind(chain->why, FINDING_DEADLOCK);
        return;
    }
    if (!span || chain->count == LINKS)
        return;
    if (span->state == SPAN_SLEEPING)
        tell_sleep(chain, span, name);
    else if (span->state == SPAN_WAITING)
        wait_for_anything(chain, lane, span, name);
    else
        tell_thread(chain, span, name);
}

/* Nobody else has anything to do, and it has slept before: the waits add up. */
static void look_for_sequence(struct chain *chain, const struct lane *lane,
                              const struct span *span)
{
    bool before = false;

    for (uint64_t i = 0; i < chain->model->lane_count; i++)
        if (i == CHILDREN || (&chain->model->lanes[i] != lane &&
                              lives(&chain->model->lanes[i], span->begin)))
            return;
    for (const struct span *s = lane->spans; s < span && s - lane->spans < CHILDREN &&
         !before; s++)
        before = s->state == SPAN_SLEEPING && s->end > s->begin;
    if (before)
        why_kind(chain->why, FINDING_ONE_BY_ONE);
}

void why_chain(struct why *why, const struct model *model, const struct lane *lane,
               const struct span *span, uint64_t time)
{
    struct chain chain = {.why = why, .model = model, .time = time};

    was_seen(&chain, lane->task);
    if (span->state == SPAN_SLEEPING)
        look_for_sequence(&chain, lane, span);
    else
        wait_for_anything(&chain, lane, span, "it");
}
