/* SPDX-License-Identifier: MIT */
/* Lanes that are drawn, and those that are only counted. */
#include "shown.h"

#include <stdio.h>
#include <string.h>

#include "words.h"

bool shown_lane(const struct model *model, uint64_t which)
{
    const struct lane *lane = &model->lanes[which];
    struct lane_sum sum;
    if (which > 0 || model->lane_count == 1)
        return true;
    if (!lane->done || lane->outcome != LOG_RETURNED)
        return true;
    lane_sum(lane, LOG_NEVER, &sum);
    for (int state = 0; state < SPAN_STATES; state++)
        if (state != SPAN_WAITING && state != SPAN_READY && sum.time[state])
            return true;
    return false;
}

uint64_t shown_count(const struct model *model)
{
    return model->lane_count - (model->lane_count && !shown_lane(model, 0));
}

uint64_t shown_unfolded(const struct model *model)
{
    uint64_t count = shown_count(model);
    return count > SHOWN_MOST ? SHOWN_UNFOLDED : count;
}

void rest_begin(struct rest *rest)
{
    *rest = (struct rest){.begin = LOG_NEVER};
}

void rest_add(struct rest *rest, const struct model *model, const struct lane *lane)
{
    uint64_t end = lane->ended < model->now ? lane->ended : model->now;
    rest->begin = lane->created < rest->begin ? lane->created : rest->begin;
    rest->end = end > rest->end ? end : rest->end;
    rest->open += !lane->done;
    rest->done += lane->done && lane->outcome == LOG_RETURNED;
    rest->cancelled += lane->done && lane->outcome == LOG_CANCELLED;
    rest->failed += lane->done && lane->outcome == LOG_FAILED;
    rest->lanes++;
}

void rest_outcomes(char *out, size_t size, const struct rest *rest)
{
    const struct {
        uint64_t n;
        const char *word;
    } parts[] = {
        {rest->done, "done"}, {rest->failed, "failed"},
        {rest->cancelled, "cancelled"}, {rest->open, "not done"},
    };
    const char *before = ": ";
    if (rest->open == rest->lanes) {
        strncat(out, ": none done", size - strlen(out) - 1);
        return;
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char count[WORDS_DURATION];
        size_t put = strlen(out);
        if (!parts[i].n)
            continue;
        words_count(count, parts[i].n);
        snprintf(out + put, size - put, "%s%s %s", before,
                 parts[i].n == rest->lanes ? "all" : count, parts[i].word);
        before = ", ";
    }
}
