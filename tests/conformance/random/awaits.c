/* SPDX-License-Identifier: MIT */
/* Operations on tasks and futures. */
#include <stdlib.h>

#include "play.h"

static int tell_none(const struct actor *me, const struct op *op)
{
    tell(me, op, "none");
    return 0;
}

/* ---- What operands stand for --------------------------------------------- */

/* A task, or with `start` a coroutine made one now. */
static struct async_task task_of(int index, bool start)
{
    struct slot *slot = &play.slots[index];

    if (slot->state == SLOT_FRESH && start && !play.ending) {
        slot->state = SLOT_TASK;
        async_ensure_future(slot->task);
    }
    return slot->state == SLOT_TASK ? slot->task : (struct async_task){ 0 };
}

static struct async_task gather_of(const struct operand *operand)
{
    struct async_task tasks[BODIES_MOST];
    int n = 0;

    for (int i = operand->index; i <= operand->index + operand->more; i++) {
        tasks[n] = task_of(i, true);
        n += tasks[n].id != 0;
    }
    return n > 0 ? async_gather_future(tasks, n, 0) : (struct async_task){ 0 };
}

struct async_task resolve(const struct operand *operand, bool start)
{
    struct async_task task;

    switch (operand->kind) {
    case 'f':
        return play.futures[operand->index];
    case 'g':
        return gather_of(operand);
    case 's':
        task = task_of(operand->index, true);
        return task.id ? async_shield_future(task) : task;
    default:
        return task_of(operand->index, start);
    }
}

/* All operands that there are; how many. */
static int resolve_all(const struct op *op, struct async_task *tasks)
{
    int n = 0;

    for (int i = 0; i < op->count; i++) {
        tasks[n] = resolve(&op->operands[i], true);
        n += tasks[n].id != 0;
    }
    return n;
}

/* ---- One ----------------------------------------------------------------- */

int do_start(struct actor *me, const struct op *op)
{
    if (play.slots[op->n[0]].state != SLOT_FRESH || play.ending)
        return tell_none(me, op);
    task_of(op->n[0], true);
    return told(me, op, 0, 0);
}

/* A fresh coroutine runs in place. */
static int await_in_place(struct actor *me, const struct op *op, struct slot *slot)
{
    void *result = NULL;

    slot->state = SLOT_GONE;
    tell(me, op, "in place");
    int rc = async_await(slot->task, &result);
    return told(me, op, rc, (intptr_t)result);
}

int do_await(struct actor *me, const struct op *op)
{
    const struct operand *operand = &op->operands[0];
    struct slot *slot = &play.slots[operand->index];
    void *result = NULL;

    if (operand->kind == 't' && slot->state == SLOT_FRESH && !play.ending)
        return await_in_place(me, op, slot);
    struct async_task task = resolve(operand, true);
    if (!task.id)
        return tell_none(me, op);
    tell_begin(me, op);
    int rc = async_await(task, &result);
    return told(me, op, rc, operand->kind == 'g' ? 0 : (intptr_t)result);
}

int do_cancel(struct actor *me, const struct op *op)
{
    const struct operand *operand = &op->operands[0];
    const struct slot *slot = &play.slots[operand->index];
    struct async_task task = resolve(operand, false);
    char text[16];

    if (operand->kind == 't' && slot->state == SLOT_MEMBER)
        task = slot->task;
    if (!task.id)
        return tell_none(me, op);
    snprintf(text, sizeof text, "-%d", op->n[0]);
    bool asked = async_cancel_with(task, op->n[0] ? text : "");
    tell(me, op, asked ? "asked" : "over");
    return 0;
}

int do_cancel_self(struct actor *me, const struct op *op)
{
    async_cancel(async_current_task());
    tell(me, op, "%d", async_cancelling(async_current_task()));
    return 0;
}

int do_uncancel(struct actor *me, const struct op *op)
{
    tell(me, op, "%d", async_uncancel(async_current_task()));
    return 0;
}

int do_wait_for(struct actor *me, const struct op *op)
{
    struct async_task task = resolve(&op->operands[0], true);
    double limit = op->seconds < -0.5 ? ASYNC_FOREVER : op->seconds;
    void *result = NULL;

    if (!task.id)
        return tell_none(me, op);
    tell_begin(me, op);
    int rc = async_wait_for(task, limit, &result);
    return told(me, op, rc, op->operands[0].kind == 'g' ? 0 : (intptr_t)result);
}

int do_shield(struct actor *me, const struct op *op)
{
    struct async_task task = resolve(&op->operands[0], true);
    void *result = NULL;

    if (!task.id)
        return tell_none(me, op);
    tell_begin(me, op);
    int rc = async_shield(task, &result);
    return told(me, op, rc, op->operands[0].kind == 'g' ? 0 : (intptr_t)result);
}

/* ---- Several ------------------------------------------------------------- */

static void tell_results(struct actor *me, const struct op *op,
                         const struct async_task *tasks, void **results, int n)
{
    fprintf(play.out, "%g %s %d", async_time() - play.begin, me->name, op->line);
    for (int i = 0; i < n; i++)
        write_outcome(async_exception(tasks[i]), (intptr_t)results[i]);
    fputc('\n', play.out);
}

/* Shields and gathers among the operands have no results of numbers: left out. */
int do_gather(struct actor *me, const struct op *op)
{
    struct async_task tasks[OPERANDS_MOST];
    void *results[OPERANDS_MOST];
    int n = resolve_all(op, tasks);

    if (n == 0)
        return tell_none(me, op);
    tell_begin(me, op);
    int rc = async_gather(tasks, n, results, op->n[0] ? ASYNC_RETURN_EXCEPTIONS : 0);
    if (rc < 0)
        return told(me, op, rc, 0);
    tell_results(me, op, tasks, results, n);
    return 0;
}

int do_wait(struct actor *me, const struct op *op)
{
    static const int modes[] = { ASYNC_FIRST_COMPLETED, ASYNC_FIRST_EXCEPTION,
                                 ASYNC_ALL_COMPLETED };
    double limit = op->seconds < 0 ? ASYNC_FOREVER : op->seconds;
    struct async_task tasks[OPERANDS_MOST], sorted[OPERANDS_MOST];
    char text[OPERANDS_MOST + 1] = "";
    int n = resolve_all(op, tasks);

    if (n == 0)
        return tell_none(me, op);
    tell_begin(me, op);
    int done = async_wait(tasks, n, modes[op->n[0]], limit, sorted);
    if (done < 0)
        return told(me, op, done, 0);
    for (int i = 0; i < n; i++) {
        text[i] = '-';
        for (int j = 0; j < done; j++)
            if (sorted[j].id == tasks[i].id)
                text[i] = '+';
    }
    tell(me, op, "%s", text);
    return 0;
}

/* Take one: 1, 0 at the end, or what ends the operation: asyncio cannot tell whether
 * it was the waiter that was cancelled or late, or the task. */
static int take_completed(struct actor *me, const struct op *op,
                          struct async_completed *it)
{
    struct async_task task;
    void *result = NULL;

    int rc = async_next_completed(it, &task);
    if (rc <= 0)
        return rc < 0 ? told(me, op, rc, 0) : 0;
    rc = async_await(task, &result);
    told(me, op, rc, (intptr_t)result);
    return rc == -ECANCELED || rc == -ETIMEDOUT ? rc : 1;
}

int do_completed(struct actor *me, const struct op *op)
{
    double limit = op->seconds < 0 ? ASYNC_FOREVER : op->seconds;
    struct async_task tasks[OPERANDS_MOST];
    int n = resolve_all(op, tasks), rc = 1;

    if (n == 0)
        return tell_none(me, op);
    tell_begin(me, op);
    struct async_completed it = async_as_completed(tasks, n, limit);
    for (int i = 0; i < op->n[0] && rc == 1; i++)
        rc = take_completed(me, op, &it);
    async_completed_end(&it);
    if (rc < 0)
        return rc;
    tell(me, op, "over");
    return 0;
}

/* ---- Groups, callbacks, futures ------------------------------------------ */

int do_member(struct actor *me, const struct op *op)
{
    struct slot *slot = &play.slots[op->n[0]];

    if (slot->state != SLOT_FRESH || !me->group || play.ending)
        return tell_none(me, op);
    struct async_task task =
        async_task_group_create_task(me->group, "member", run_body, slot);
    if (!task.id)
        return told(me, op, -EINVAL, 0);
    async_close(slot->task);
    slot->state = SLOT_MEMBER;
    slot->task = task;
    return told(me, op, 0, 0);
}

static void call_back(struct async_task task, void *number)
{
    run_callback(number);
}

int do_on_done(struct actor *me, const struct op *op)
{
    struct async_task task = resolve(&op->operands[0], false);

    if (!task.id)
        return tell_none(me, op);
    async_add_done_callback(task, call_back, (void *)(intptr_t)op->n[0]);
    return told(me, op, 0, 0);
}

int do_off_done(struct actor *me, const struct op *op)
{
    struct async_task task = resolve(&op->operands[0], false);

    if (!task.id)
        return tell_none(me, op);
    int n = async_remove_done_callback(task, call_back, (void *)(intptr_t)op->n[0]);
    tell(me, op, "%d", n);
    return 0;
}

int do_count(struct actor *me, const struct op *op)
{
    tell(me, op, "%d", async_all_tasks(NULL, 0));
    return 0;
}

int do_peek(struct actor *me, const struct op *op)
{
    struct async_task task = resolve(&op->operands[0], false);
    void *result = NULL;

    if (!task.id)
        return tell_none(me, op);
    if (op->operands[0].kind == 't')
        tell(me, op, "cancelling %d", async_cancelling(task));
    if (!async_done(task)) {
        tell(me, op, "pending");
        return 0;
    }
    tell(me, op, async_cancelled(task) ? "cancelled" : "not cancelled");
    int rc = async_result(task, &result);
    told(me, op, rc, (intptr_t)result);
    return 0;
}

int do_set(struct actor *me, const struct op *op)
{
    void *value = (void *)(intptr_t)(200 + op->n[0]);

    return told(me, op, async_set_result(play.futures[op->n[0]], value), 0);
}

int do_set_failed(struct actor *me, const struct op *op)
{
    return told(me, op, async_set_exception(play.futures[op->n[0]],
                                            ASYNC_EUSER + op->line, "failed"), 0);
}
