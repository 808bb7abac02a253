/* SPDX-License-Identifier: MIT */
/* The score. */
#include "score.h"

#include <stdio.h>
#include <string.h>

static uint64_t work_of(const struct lane *lane, uint64_t now)
{
    struct lane_sum sum;
    lane_sum(lane, now, &sum);
    return sum.time[SPAN_RUNNING] + sum.time[SPAN_SLEEPING] + sum.time[SPAN_BLOCKED];
}

static uint64_t done_at(const struct model *model, uint64_t now)
{
    uint64_t done = 0;
    if (now >= model->now)
        return model->done_count;
    for (uint64_t i = 1; i < model->lane_count; i++)
        done += model->lanes[i].done && model->lanes[i].ended <= now;
    return done;
}

static uint64_t returned_at(const struct model *model, uint64_t now)
{
    uint64_t returned = 0;
    for (uint64_t i = 0; i < model->lane_count; i++) {
        const struct lane *lane = &model->lanes[i];
        returned += lane->done && lane->ended <= now && lane->outcome == LOG_RETURNED;
    }
    return returned;
}

struct score score_of(const struct model *model, uint64_t now)
{
    const struct lane *thread = &model->thread;
    struct score score = {0};
    struct lane_sum sum;
    if (now == LOG_NEVER)
        now = model->now;
    uint64_t end = thread->ended < now ? thread->ended : now;
    lane_sum(thread, end, &sum);
    score.elapsed = thread->created < end ? end - thread->created : 0;
    score.free = sum.time[SPAN_FREE];
    for (uint64_t i = 0; i < model->lane_count; i++)
        score.work += work_of(&model->lanes[i], end);
    score.tasks = model->lane_count ? model->lane_count - 1 : 0;
    score.done = done_at(model, now);
    score.returned = returned_at(model, now);
    return score;
}

double score_speedup(const struct score *slow, const struct score *fast)
{
    return fast->elapsed ? (double)slow->elapsed / (double)fast->elapsed : 0;
}

const char *score_faster(char out[SCORE_WORDS], const struct score *slow,
                         const struct score *fast, bool ascii)
{
    const char *times = ascii ? "x" : "×";
    double factor = score_speedup(slow, fast);
    if (factor == 0 || !slow->elapsed || slow->returned != fast->returned)
        return strcpy(out, "");
    if (factor >= 1.05)
        snprintf(out, SCORE_WORDS, "%.1f%s faster", factor, times);
    else if (factor <= 1 / 1.05)
        snprintf(out, SCORE_WORDS, "%.1f%s slower", 1 / factor, times);
    else
        strcpy(out, "as long");
    return out;
}

const char *score_free(char out[SCORE_WORDS], const struct score *score)
{
    if (!score->free)
        return strcpy(out, "never free");
    if (score->free >= score->elapsed)
        return strcpy(out, "free 100 %");
    double percent = 100 * ((double)score->free / (double)score->elapsed);
    if (percent > 99.9)
        percent = 99.9;
    if (percent < 0.1)
        return strcpy(out, "free < 0.1 %");
    snprintf(out, SCORE_WORDS, "free %.1f %%", percent);
    return out;
}
