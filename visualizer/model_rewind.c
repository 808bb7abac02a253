/* SPDX-License-Identifier: MIT */
/* Going back in time.  Now and then, where the clock goes forward, the model keeps
 * a mark: its numbers as they stood.  Lanes and texts are not copied, for all that
 * came later is known by its time, and is cut off. */
#include <stdlib.h>

#include "grow.h"
#include "lane.h"
#include "model_inside.h"

enum { STRIDE = 4096 };         /* records between two marks, at least */

void model_keep_mark(struct model *model, uint64_t next)
{
    struct model_private *private = model->private;
    uint64_t n = private->mark_count;

    if (private->text_size ||
        model->fed < STRIDE + (n ? private->marks[n - 1].then.fed : 0))
        return;
    private->marks = grow(private->marks, &private->mark_capacity, n + 1,
                          sizeof *private->marks);
    struct model_mark *mark = &private->marks[private->mark_count++];
    *mark = (struct model_mark){.then = *model, .next = next,
                                .names = private->names.size};
    if (model->thread.count)
        mark->thread_last = model->thread.spans[model->thread.count - 1];
}

/* The thread's lane went on through all runs: it ended and was taken up again. */
static void cut_thread(struct model *model, const struct model_mark *mark)
{
    struct lane *thread = &model->thread;

    thread->created = mark->then.thread.created;
    thread->ended = mark->then.thread.ended;
    thread->count = mark->then.thread.count;
    if (thread->count)
        thread->spans[thread->count - 1] = mark->thread_last;
}

static void cut_lanes(struct model *model, const struct model_mark *mark)
{
    uint64_t keep = mark->then.lane_count;

    if (keep < model->lane_count)
        index_cut(&model->private->tasks, keep);
    while (model->lane_count > keep)
        lane_free(&model->lanes[--model->lane_count]);
    for (uint64_t i = 0; i < keep; i++)
        lane_cut(&model->lanes[i], mark->next);
}

static void go_back(struct model *model, const struct model_mark *mark)
{
    struct model was = *model;

    cut_thread(&was, mark);
    cut_lanes(&was, mark);
    model_cut_pool(&was, &mark->then);
    numbered_cut(&was.private->names, mark->names);
    was.private->text_size = 0;
    machine_cut(&was.machine, &mark->then.machine);
    *model = mark->then;
    model->header = was.header;
    model->thread = was.thread;
    model->lanes = was.lanes;
    model->lane_capacity = was.lane_capacity;
    model->pool = was.pool;
    model->pool_capacity = was.pool_capacity;
    model->prints = was.prints;
    model->print_capacity = was.print_capacity;
    model->output = was.output;
    model->output_capacity = was.output_capacity;
    model->warnings = was.warnings;
    model->warning_capacity = was.warning_capacity;
    model->machine = was.machine;
}

/* Back to the last mark that is left, or to the beginning. */
static void go_back_to_last(struct model *model)
{
    struct model_private *private = model->private;

    if (private->mark_count) {
        go_back(model, &private->marks[private->mark_count - 1]);
    } else {
        struct log_header header = model->header;

        model_done(model);
        model_init(model, &header);
    }
}

void model_rewind(struct model *model, uint64_t fed)
{
    struct model_private *private = model->private;

    if (fed >= model->fed)
        return;
    while (private->mark_count && private->marks[private->mark_count - 1].then.fed > fed)
        private->mark_count--;
    go_back_to_last(model);
}

void model_rewind_to(struct model *model, uint64_t time)
{
    struct model_private *private = model->private;

    if (time >= model->now)
        return;
    while (private->mark_count && private->marks[private->mark_count - 1].then.now > time)
        private->mark_count--;
    go_back_to_last(model);
}
