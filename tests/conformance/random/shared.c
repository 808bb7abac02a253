/* SPDX-License-Identifier: MIT */
/* Operations on locks, semaphores, events, conditions, barriers and queues. */
#include "play.h"

/* ---- Locks --------------------------------------------------------------- */

int do_acquire(struct actor *me, const struct op *op)
{
    tell_begin(me, op);
    return told(me, op, async_lock_acquire(&play.locks[op->n[0]]), 0);
}

int do_release(struct actor *me, const struct op *op)
{
    return told(me, op, async_lock_release(&play.locks[op->n[0]]), 0);
}

int do_lock(struct actor *me, const struct op *op)
{
    int rc = do_acquire(me, op);

    if (rc < 0)
        return rc;
    rc = run_block(me, op->body);
    do_release(me, op);
    return rc;
}

/* ---- Semaphores ---------------------------------------------------------- */

int do_down(struct actor *me, const struct op *op)
{
    tell_begin(me, op);
    return told(me, op, async_semaphore_acquire(&play.semaphores[op->n[0]]), 0);
}

int do_up(struct actor *me, const struct op *op)
{
    return told(me, op, async_semaphore_release(&play.semaphores[op->n[0]]), 0);
}

int do_semaphore(struct actor *me, const struct op *op)
{
    int rc = do_down(me, op);

    if (rc < 0)
        return rc;
    rc = run_block(me, op->body);
    do_up(me, op);
    return rc;
}

/* ---- Events -------------------------------------------------------------- */

int do_event_wait(struct actor *me, const struct op *op)
{
    tell_begin(me, op);
    return told(me, op, async_event_wait(&play.events[op->n[0]]), 0);
}

int do_event_set(struct actor *me, const struct op *op)
{
    async_event_set(&play.events[op->n[0]]);
    return told(me, op, 0, 0);
}

int do_event_clear(struct actor *me, const struct op *op)
{
    async_event_clear(&play.events[op->n[0]]);
    return told(me, op, 0, 0);
}

/* ---- Conditions ---------------------------------------------------------- */

int do_condition(struct actor *me, const struct op *op)
{
    struct async_condition *condition = &play.conditions[op->n[0]];

    tell_begin(me, op);
    int rc = told(me, op, async_condition_acquire(condition), 0);
    if (rc < 0)
        return rc;
    rc = run_block(me, op->body);
    told(me, op, async_condition_release(condition), 0);
    return rc;
}

int do_condition_wait(struct actor *me, const struct op *op)
{
    tell_begin(me, op);
    return told(me, op, async_condition_wait(&play.conditions[op->n[0]]), 0);
}

static bool is_set(void *event)
{
    return async_event_is_set(event);
}

int do_condition_wait_for(struct actor *me, const struct op *op)
{
    tell_begin(me, op);
    int rc = async_condition_wait_for(&play.conditions[op->n[0]], is_set,
                                      &play.events[op->n[1]]);
    return told(me, op, rc, 0);
}

int do_notify(struct actor *me, const struct op *op)
{
    return told(me, op, async_condition_notify(&play.conditions[op->n[0]], op->n[1]), 0);
}

/* ---- Barriers ------------------------------------------------------------ */

int do_barrier(struct actor *me, const struct op *op)
{
    struct async_barrier *barrier = &play.barriers[op->n[0]];

    tell_begin(me, op);
    int rc = async_barrier_wait(barrier);
    tell(me, op, "%d waiting%s", async_barrier_n_waiting(barrier),
         async_barrier_broken(barrier) ? ", broken" : "");
    return told(me, op, rc, rc + 1);
}

int do_barrier_reset(struct actor *me, const struct op *op)
{
    tell_begin(me, op);
    return told(me, op, async_barrier_reset(&play.barriers[op->n[0]]), 0);
}

int do_barrier_abort(struct actor *me, const struct op *op)
{
    tell_begin(me, op);
    return told(me, op, async_barrier_abort(&play.barriers[op->n[0]]), 0);
}

/* ---- Queues -------------------------------------------------------------- */

int do_put(struct actor *me, const struct op *op)
{
    tell_begin(me, op);
    return told(me, op, async_queue_put(&play.queues[op->n[0]],
                                        (void *)(intptr_t)op->n[1]), 0);
}

int do_get(struct actor *me, const struct op *op)
{
    void *item = NULL;

    tell_begin(me, op);
    int rc = async_queue_get(&play.queues[op->n[0]], &item);
    return told(me, op, rc, (intptr_t)item);
}

int do_put_nowait(struct actor *me, const struct op *op)
{
    return told(me, op, async_queue_put_nowait(&play.queues[op->n[0]],
                                               (void *)(intptr_t)op->n[1]), 0);
}

int do_get_nowait(struct actor *me, const struct op *op)
{
    void *item = NULL;
    int rc = async_queue_get_nowait(&play.queues[op->n[0]], &item);

    return told(me, op, rc, (intptr_t)item);
}

int do_task_done(struct actor *me, const struct op *op)
{
    return told(me, op, async_queue_task_done(&play.queues[op->n[0]]), 0);
}

int do_join(struct actor *me, const struct op *op)
{
    tell_begin(me, op);
    return told(me, op, async_queue_join(&play.queues[op->n[0]]), 0);
}
