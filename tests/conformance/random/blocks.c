/* SPDX-License-Identifier: MIT */
/* Operations that hold others, those of time, callbacks and generators. */
#include "play.h"

int do_sleep(struct actor *me, const struct op *op)
{
    tell_begin(me, op);
    return told(me, op, async_sleep(op->seconds), 0);
}

int do_block(struct actor *me, const struct op *op)
{
    async_blocking_sleep(op->seconds);
    return told(me, op, 0, 0);
}

/* ---- Scopes -------------------------------------------------------------- */

int do_timeout(struct actor *me, const struct op *op)
{
    struct async_timeout scope, *outer = me->timeout;

    tell_begin(me, op);
    async_timeout_begin(&scope, op->seconds < 0 ? ASYNC_FOREVER : op->seconds);
    me->timeout = &scope;
    int rc = run_block(me, op->body);
    me->timeout = outer;
    rc = async_timeout_end(&scope, rc);
    tell(me, op, async_timeout_expired(&scope) ? "expired" : "in time");
    return told(me, op, rc, 0);
}

int do_reschedule(struct actor *me, const struct op *op)
{
    if (!me->timeout) {
        tell(me, op, "none");
        return 0;
    }
    int rc = async_timeout_reschedule(me->timeout, async_time() + op->seconds);
    return told(me, op, rc, 0);
}

/* The group's tasks are nobody's when it has ended. */
static void forget_members(struct async_task_group *group, const struct op *op)
{
    for (const struct op *o = op->body; o; o = o->next)
        if (o->kind == OP_member && play.slots[o->n[0]].state == SLOT_MEMBER)
            play.slots[o->n[0]].state = SLOT_GONE;
}

int do_group(struct actor *me, const struct op *op)
{
    struct async_task_group group, *outer = me->group;

    tell_begin(me, op);
    async_task_group_begin(&group);
    me->group = &group;
    int rc = run_block(me, op->body);
    me->group = outer;
    tell(me, op, "leave");
    rc = async_task_group_end(&group, rc);
    forget_members(&group, op);
    return told(me, op, rc, 0);
}

/* ---- Failures ------------------------------------------------------------ */

int do_fail(struct actor *me, const struct op *op)
{
    return told(me, op, async_set_error(ASYNC_EUSER + op->line, "failed"), 0);
}

int do_catch(struct actor *me, const struct op *op)
{
    int rc = run_block(me, op->body);

    if (rc < 0)
        tell(me, op, "caught");
    return 0;
}

int do_protect(struct actor *me, const struct op *op)
{
    int rc = run_block(me, op->body);

    if (rc == 0 || rc == -ECANCELED || rc == -ASYNC_ECLOSED)
        return rc;
    tell(me, op, "caught");
    return 0;
}

int do_finally(struct actor *me, const struct op *op)
{
    int rc = run_block(me, op->body);
    bool outer = me->tidying;

    tell(me, op, "cleanup");
    me->tidying = true;
    int again = run_block(me, op->cleanup);
    me->tidying = outer;
    return again < 0 ? again : rc;
}

int do_repeat(struct actor *me, const struct op *op)
{
    int rc = 0;

    for (int i = 0; i < op->n[0] && rc == 0; i++)
        rc = run_block(me, op->body);
    return rc;
}

/* ---- Callbacks ----------------------------------------------------------- */

int do_soon(struct actor *me, const struct op *op)
{
    play.handles[op->n[0]] = async_call_soon(run_callback, (void *)(intptr_t)op->n[0]);
    return told(me, op, 0, 0);
}

int do_later(struct actor *me, const struct op *op)
{
    play.handles[op->n[0]] = async_call_later(op->seconds, run_callback,
                                              (void *)(intptr_t)op->n[0]);
    return told(me, op, 0, 0);
}

int do_at(struct actor *me, const struct op *op)
{
    play.handles[op->n[0]] = async_call_at(async_time() + op->seconds, run_callback,
                                           (void *)(intptr_t)op->n[0]);
    return told(me, op, 0, 0);
}

int do_drop(struct actor *me, const struct op *op)
{
    async_handle_cancel(play.handles[op->n[0]]);
    return told(me, op, 0, 0);
}

/* ---- Generators ---------------------------------------------------------- */

static int told_next(struct actor *me, const struct op *op, int rc, void *value)
{
    if (rc != 0)
        return told(me, op, rc, (intptr_t)value);
    tell(me, op, "exhausted");
    return 0;
}

int do_next(struct actor *me, const struct op *op)
{
    void *value = NULL;

    tell_begin(me, op);
    int rc = async_next(play.generators[op->n[0]], &value);
    return told_next(me, op, rc, value);
}

int do_send(struct actor *me, const struct op *op)
{
    void *value = NULL;

    tell_begin(me, op);
    int rc = async_send(play.generators[op->n[0]], (void *)(intptr_t)op->n[1], &value);
    return told_next(me, op, rc, value);
}

int do_throw(struct actor *me, const struct op *op)
{
    void *value = NULL;

    tell_begin(me, op);
    int rc = async_throw(play.generators[op->n[0]], ASYNC_EUSER + op->line, "thrown",
                         &value);
    return told_next(me, op, rc, value);
}

int do_close(struct actor *me, const struct op *op)
{
    tell_begin(me, op);
    return told(me, op, async_generator_close(play.generators[op->n[0]]), 0);
}

int do_emit(struct actor *me, const struct op *op)
{
    void *sent = NULL;

    tell_begin(me, op);
    int rc = async_yield((void *)(intptr_t)op->n[0], &sent);
    return told(me, op, rc, (intptr_t)sent);
}

int do_emit_catch(struct actor *me, const struct op *op)
{
    do_emit(me, op);
    return 0;
}
