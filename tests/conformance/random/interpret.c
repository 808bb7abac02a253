/* SPDX-License-Identifier: MIT */
/* Scripts run on core: bodies, and what is told of them. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "play.h"

struct play play;

/* ---- Telling ------------------------------------------------------------- */

void write_outcome(const struct async_error *error, intptr_t value)
{
    if (!error && value)
        fprintf(play.out, " %d", (int)value);
    else if (!error)
        fprintf(play.out, " ok");
    else if (error->code == ECANCELED)
        fprintf(play.out, " cancelled%s", play.with_text ? error->text : "");
    else if (error->code == ASYNC_EGROUP) {
        fprintf(play.out, " group(");
        for (int i = 0; i < error->count; i++)
            write_outcome(error->errors[i], 0);
        fprintf(play.out, " )");
    } else if (error->code >= ASYNC_EUSER)
        fprintf(play.out, " failed-%d", error->code - ASYNC_EUSER);
    else
        fprintf(play.out, " %s", error->code == ETIMEDOUT ? "late"
                : error->code == ASYNC_EBROKEN ? "broken"
                : error->code == ASYNC_ECLOSED ? "closed" : "refused");
}

static void tell_who(const struct actor *me, const struct op *op)
{
    fprintf(play.out, "%g %s %d", async_time() - play.begin, me->name, op->line);
}

void tell(const struct actor *me, const struct op *op, const char *format, ...)
{
    va_list arguments;

    tell_who(me, op);
    fputc(' ', play.out);
    va_start(arguments, format);
    vfprintf(play.out, format, arguments);
    va_end(arguments);
    fputc('\n', play.out);
}

void tell_begin(const struct actor *me, const struct op *op)
{
    tell(me, op, "%s", script_word(op->kind));
}

/* Of a cancelled task CPython tells the text to the first who asks, core to all: the
 * text is told only of waits for something else. */
static bool knows_text(enum op_kind kind)
{
    return kind != OP_await && kind != OP_gather && kind != OP_completed &&
           kind != OP_wait_for && kind != OP_shield && kind != OP_group &&
           kind != OP_timeout && kind != OP_peek &&
           kind != OP_next && kind != OP_send && kind != OP_throw && kind != OP_close;
}

int told(const struct actor *me, const struct op *op, int rc, intptr_t value)
{
    tell_who(me, op);
    play.with_text = knows_text(op->kind);
    write_outcome(rc < 0 ? async_caught() : NULL, value);
    play.with_text = false;
    fputc('\n', play.out);
    return rc == -EINVAL || rc == -EPERM || rc == -EBUSY || rc == -EAGAIN ? 0
        : rc < 0 ? rc : 0;
}

/* ---- Bodies -------------------------------------------------------------- */

#define X(word, arguments) do_##word,
static operation_fn *const operations[OP_KINDS] = { OPERATIONS(X) };
#undef X

/* When main has ended nothing but clean-up goes on. */
int run_block(struct actor *me, const struct op *op)
{
    int rc = 0;

    for (; op && rc == 0 && (!play.ending || me->tidying); op = op->next)
        rc = operations[op->kind](me, op);
    return rc;
}

static struct actor actor(char kind, int number)
{
    struct actor me = { 0 };

    snprintf(me.name, sizeof me.name, "%c%d", kind, number);
    return me;
}

void *run_body(void *slot)
{
    int number = (int)((struct slot *)slot - play.slots);
    struct actor me = actor('t', number);
    static const struct op begin = { 0 };

    tell(&me, &begin, "begin");
    int rc = run_block(&me, play.script->bodies[number]);
    tell(&me, &begin, "end");
    if (number == 0)
        play.ending = true;
    return rc < 0 ? async_return(rc) : (void *)(intptr_t)(100 + number);
}

void *run_generator(void *number)
{
    int index = (int)(intptr_t)number;
    struct actor me = actor('g', index);

    return async_return(run_block(&me, play.script->generators[index]));
}

void *run_callback(void *number)
{
    int index = (int)(intptr_t)number;
    struct actor me = actor('c', index);

    me.tidying = true;
    run_block(&me, play.script->callbacks[index]);
    return NULL;
}

/* ---- A run --------------------------------------------------------------- */

static int by_value(const void *a, const void *b)
{
    return ((intptr_t)a > (intptr_t)b) - ((intptr_t)a < (intptr_t)b);
}

static void make_queue(struct async_queue *queue, int kind, int maxsize)
{
    if (kind == 0)
        async_queue_init(queue, "queue", maxsize);
    else if (kind == 1)
        async_lifo_queue_init(queue, "lifo", maxsize);
    else
        async_priority_queue_init(queue, "priority", maxsize, by_value);
}

static void make_semaphore(struct async_semaphore *semaphore, int value, bool bounded)
{
    if (bounded)
        async_bounded_semaphore_init(semaphore, "bounded", value);
    else
        async_semaphore_init(semaphore, "semaphore", value);
}

static void make_things(const struct script *script)
{
    for (intptr_t i = 0; i < THINGS_MOST; i++) {
        play.futures[i] = async_future("future");
        play.generators[i] = async_generator("generator", run_generator, (void *)i);
        async_lock_init(&play.locks[i], "lock");
        make_semaphore(&play.semaphores[i], script->semaphores[i], i % 2);
        async_event_init(&play.events[i], "event");
        async_condition_init(&play.conditions[i], "condition", NULL);
        async_barrier_init(&play.barriers[i], "barrier", script->parties[i]);
        make_queue(&play.queues[i], script->queues[i][0], script->queues[i][1]);
    }
    for (int i = 1; i < script->body_count; i++)
        play.slots[i].task = async_coroutine("body", run_body, &play.slots[i]);
}

static void *run_main(void *unused)
{
    play.slots[0] = (struct slot){ SLOT_TASK, async_current_task() };
    return run_body(&play.slots[0]);
}

static void keep_quiet(const struct async_report *report, void *unused)
{
}

void script_run(const struct script *script, FILE *out)
{
    play = (struct play){ .script = script, .out = out, .begin = async_time() };
    async_set_exception_handler(keep_quiet, NULL);
    make_things(script);
    fprintf(out, "script %lu\n", script->seed);
    int rc = async_run(run_main, NULL, NULL);
    fprintf(out, "%g run", async_time() - play.begin);
    write_outcome(rc < 0 ? async_caught() : NULL, 0);
    fputc('\n', out);
    for (int i = 0; i < THINGS_MOST; i++)
        async_queue_destroy(&play.queues[i]);
}
