/* SPDX-License-Identifier: MIT */
/* Late: who had the thread while somebody could have run. */
#include <stdio.h>

#include "why_inside.h"

enum {
    CULPRITS = 64,              /* told apart */
    LANES = 4096,
    SPANS = 4096,               /* looked through in each of them */
    TOLD = 3,                   /* each in a line of its own */
    LONG_NS = 20000000,         /* a step that is called long */
    MANY = 20                   /* turns that are called many */
};

struct culprit {
    const struct lane *lane;
    uint64_t begin, end;        /* of the longest stretch */
    uint64_t time;              /* ns in all */
    uint64_t turns, longest;
    uint32_t place;
    bool blocked;               /* in a blocking call, for the most part */
};

struct search {
    struct culprit list[CULPRITS];
    int count;
    uint64_t turns;             /* of all */
};

/* The line of the blocking call, or the one at which the step gave way. */
static uint32_t line_of(const struct lane *lane, const struct span *held)
{
    const struct span *end = lane->spans + lane->count;

    for (int i = 0; held < end && i < 4; i++, held++)
        if (held->place)
            return held->place;
    return lane->place;
}

/* The longest stretch between two times for which the lane had the thread. */
static void find_longest(struct culprit *it, uint64_t from, uint64_t to)
{
    const struct span *span = lane_at(it->lane, to);
    uint64_t last = it->lane->count - 1;

    if (span)
        last = (uint64_t)(span - it->lane->spans);
    for (uint64_t i = 0; i <= last && i < SPANS; i++) {
        const struct span *held = &it->lane->spans[last - i];
        uint64_t begin = held->begin > from ? held->begin : from;
        uint64_t end = held->end < to ? held->end : to;

        if (held->end < from)
            return;
        if ((held->state != SPAN_RUNNING && held->state != SPAN_BLOCKED) || end < begin ||
            end - begin < it->longest)
            continue;
        it->longest = end - begin;
        it->begin = held->begin;
        it->end = held->end < to ? held->end : to;
        it->blocked = held->state == SPAN_BLOCKED;
        it->place = line_of(it->lane, held);
    }
}

static void accuse(struct search *search, const struct lane *lane, uint64_t from,
                   uint64_t to)
{
    struct culprit it = {.lane = lane};
    struct lane_sum before, after;

    lane_sum(lane, from, &before);
    lane_sum(lane, to, &after);
    it.time = after.time[SPAN_RUNNING] + after.time[SPAN_BLOCKED] -
              before.time[SPAN_RUNNING] - before.time[SPAN_BLOCKED];
    it.turns = after.runs - before.runs;
    search->turns += it.turns;
    if ((it.time == 0 && it.turns == 0) || search->count == CULPRITS)
        return;
    find_longest(&it, from, to);
    search->list[search->count++] = it;
}

static void find_culprits(struct search *search, const struct model *model,
                          const struct lane *victim, uint64_t from, uint64_t to)
{
    for (uint64_t i = 0; i < model->lane_count && i < LANES; i++) {
        const struct lane *lane = &model->lanes[i];

        if (lane != victim && lane->count && lane->created <= to && lane->ended >= from)
            accuse(search, lane, from, to);
    }
}

static struct culprit *worst(struct search *search)
{
    struct culprit *best = NULL;

    for (int i = 0; i < search->count; i++)
        if (search->list[i].turns + search->list[i].time > 0 &&
            (!best || search->list[i].time > best->time))
            best = &search->list[i];
    return best;
}

static void tell_culprit(struct why *why, const struct model *model,
                         const struct culprit *it)
{
    char name[WHY_NAME], lasted[WORDS_DURATION];
    bool kept = it->longest >= LONG_NS || it->blocked;
    uint64_t whole = kept ? it->end - it->begin : it->time;
    struct why_line *line;

    why_name(name, model, it->lane);
    if (kept)
        line = why_add(why, model, it->begin, it->place,
                       "%s had the thread and kept it for", name);
    else
        line = why_add(why, model, it->begin, it->place, "%s had its turn, %llu time%s:",
                       name, (unsigned long long)it->turns, it->turns == 1 ? "" : "s");
    why_strong(line, it->longest >= LONG_NS, "%s", words_duration(lasted, whole));
    if (it->blocked)
        why_kind(why, FINDING_BLOCKED);
    else if (it->longest >= LONG_NS)
        why_kind(why, FINDING_LONG_STEP);
}

void why_late(struct why *why, const struct model *model, uint64_t from, uint64_t to)
{
    struct search search = {.count = 0};
    char name[WHY_NAME], late[WORDS_DURATION];
    struct culprit *it;
    bool lasts = why->end == LOG_NEVER;

    find_culprits(&search, model, why->lane, from, to);
    for (int i = 0; i < TOLD && (it = worst(&search)); i++) {
        tell_culprit(why, model, it);
        it->time = it->turns = 0;
    }
    if (search.turns >= MANY)
        why_kind(why, FINDING_STARVED);
    words_duration(late, to - from);
    why_name(name, model, why->lane);
    if (lasts)
        why_strong(why_add(why, model, to, 0, "%s has still not got its turn:", name),
                   to - from >= LONG_NS, "%s so far", late);
    else
        why_strong(why_add(why, model, to, 0, "then the loop could run %s:", name),
                   to - from >= LONG_NS, "%s late", late);
}
