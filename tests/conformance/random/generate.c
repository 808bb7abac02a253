/* SPDX-License-Identifier: MIT */
/* Random scripts.  Each stays within rules that keep it from hanging: a task awaits
 * only tasks of a higher number; main never waits without a limit for what can swallow
 * a cancellation; clean-up waits for nothing but time. */
#include <stdbool.h>

#include "script.h"

enum place { TASK = 1, CLEANUP = 2, MAIN = 4, CALLBACK = 8, GENERATOR = 16, HELD = 32,
             LIMITED = 64, GUARDED = 128 };
enum { DEPTH_MOST = 3 };

struct writer {
    FILE *out;
    uint64_t state;
    int body, bodies;                   /* which one is written; how many there are */
    int callback;                       /* the first that may be called */
    int depth;
    unsigned theme;
    bool few_instants;
    int family;                         /* of shared things that this script is about */
    unsigned condition;                 /* the one that is held */
};

/* xorshift64* */
static unsigned pick(struct writer *w, unsigned below)
{
    w->state ^= w->state >> 12;
    w->state ^= w->state << 25;
    w->state ^= w->state >> 27;
    return (unsigned)((w->state * 2685821657736338717u) >> 33) % below;
}

static void indent(const struct writer *w)
{
    for (int i = 0; i <= w->depth; i++)
        fputs("  ", w->out);
}

/* In every other script everything happens at few instants. */
static double some_time(struct writer *w)
{
    static const double times[] = { 0, 0, 0.25, 0, 0.25, 0.5, 0.5, 0.75, 1, 1, 1.5, 2 };

    return times[pick(w, w->few_instants ? 3 : sizeof times / sizeof *times)];
}

/* One of few shared things, mostly the first. */
static unsigned some_thing(struct writer *w)
{
    return pick(w, 4) == 0;
}

static double some_limit(struct writer *w, bool for_ever)
{
    return for_ever && pick(w, 4) == 0 ? -1 : some_time(w);
}

/* ---- Arguments ----------------------------------------------------------- */

static void write_operand(struct writer *w, bool plain)
{
    int left = w->bodies - 1 - w->body;     /* of a higher number */
    int kind = (int)pick(w, 10);

    if (left <= 0 || kind == 0) {
        fprintf(w->out, " f%u", pick(w, 2));
        return;
    }
    int index = w->body + 1 + (int)pick(w, (unsigned)left);
    if (plain || kind < 7)
        fprintf(w->out, " %d", index);
    else if (kind < 9)
        fprintf(w->out, " s%d", index);
    else
        fprintf(w->out, " g%d+%u", index, pick(w, (unsigned)(w->bodies - index)) % 3);
}

static void write_operands(struct writer *w)
{
    for (unsigned n = 1 + pick(w, OPERANDS_MOST); n > 0; n--)
        write_operand(w, false);
}

static void write_callback(struct writer *w)
{
    unsigned left = THINGS_MOST - (unsigned)w->callback;

    fprintf(w->out, " %u", (unsigned)w->callback + pick(w, left));
}

static void write_arguments(struct writer *w, enum op_kind kind)
{
    FILE *out = w->out;

    switch (kind) {
    case OP_sleep: case OP_block: case OP_reschedule:
        fprintf(out, " %g", some_time(w));
        break;
    case OP_timeout:
        fprintf(out, " %g", some_limit(w, w->body > 0 && pick(w, 3) == 0));
        break;
    case OP_start: case OP_member:
        fprintf(out, " %u", 1 + pick(w, (unsigned)w->bodies - 1));
        break;
    case OP_await: case OP_shield:
        write_operand(w, kind == OP_shield);
        break;
    case OP_cancel:
        fprintf(out, " %u", pick(w, 3) ? 0 : 1 + pick(w, 9));
        if (pick(w, 5) == 0)
            fprintf(out, " f%u", pick(w, 2));
        else
            fprintf(out, " %u", pick(w, (unsigned)w->bodies));
        break;
    case OP_gather:
        fprintf(out, " %u", pick(w, 2));
        write_operands(w);
        break;
    case OP_wait:
        fprintf(out, " %u %g", pick(w, 3), some_limit(w, w->body > 0));
        write_operands(w);
        break;
    case OP_completed:
        fprintf(out, " %u %g", 1 + pick(w, 4), some_limit(w, w->body > 0));
        write_operands(w);
        break;
    case OP_wait_for:
        fprintf(out, " %g", pick(w, 12) ? some_limit(w, true) : -0.25);
        write_operand(w, false);
        break;
    case OP_peek:
        write_operand(w, true);
        break;
    case OP_on_done: case OP_off_done:
        fprintf(out, " %u", pick(w, THINGS_MOST));
        write_operand(w, true);
        break;
    case OP_later: case OP_at:
        write_callback(w);
        fprintf(out, " %g", some_time(w));
        break;
    case OP_soon: case OP_drop:
        write_callback(w);
        break;
    case OP_repeat:
        fprintf(out, " %u", 2 + pick(w, 2));
        break;
    case OP_notify:
        fprintf(out, " %u %u", some_thing(w), 1 + pick(w, 3));
        break;
    case OP_put: case OP_put_nowait: case OP_send:
        fprintf(out, " %u %u", some_thing(w), 1 + pick(w, 50));
        break;
    case OP_emit: case OP_emit_catch:
        fprintf(out, " %u", 1 + pick(w, 50));
        break;
    case OP_condition:
        w->condition = pick(w, 2);
        fprintf(out, " %u", w->condition);
        break;
    case OP_condition_wait:             /* two waits for two locks would never end */
        fprintf(out, " %u", w->condition);
        break;
    case OP_condition_wait_for:
        fprintf(out, " %u %u", w->condition, pick(w, 2));
        break;
    case OP_uncancel: case OP_cancel_self: case OP_fail: case OP_group: case OP_catch:
    case OP_protect: case OP_finally: case OP_count: case OP_KINDS:
        break;
    default:
        fprintf(out, " %u", some_thing(w));
        break;
    }
}

/* ---- Operations ---------------------------------------------------------- */

/* Where it may stand, and how often it should, in each of the themes: tasks and
 * time-outs; shared things; generators and callbacks. */
static const struct { enum op_kind kind; unsigned places; unsigned char weights[3]; }
choices[] = {
    { OP_sleep, TASK | CLEANUP | MAIN | GENERATOR | LIMITED | HELD, { 9, 9, 9 } },
    { OP_block, TASK | MAIN, { 1, 1, 1 } },
    { OP_start, TASK | MAIN, { 4, 4, 2 } },
    { OP_await, TASK, { 6, 1, 2 } },
    { OP_cancel, TASK | CLEANUP | MAIN | CALLBACK, { 6, 9, 5 } },
    { OP_cancel_self, TASK, { 1, 1, 1 } },
    { OP_uncancel, TASK | CLEANUP, { 1, 0, 0 } },
    { OP_gather, TASK, { 6, 1, 1 } },
    { OP_wait, TASK | MAIN, { 5, 1, 1 } },
    { OP_completed, TASK | GUARDED, { 4, 0, 1 } },
    { OP_wait_for, TASK, { 6, 1, 1 } },
    { OP_shield, TASK | LIMITED, { 4, 1, 1 } },
    { OP_timeout, TASK | HELD, { 5, 3, 3 } },
    { OP_timeout, GUARDED, { 2, 2, 2 } },
    { OP_reschedule, TASK, { 1, 0, 1 } },
    { OP_group, TASK, { 5, 1, 1 } },
    { OP_lock, TASK | LIMITED, { 1, 6, 2 } },
    { OP_acquire, TASK | GENERATOR | LIMITED, { 0, 2, 1 } },
    { OP_release, TASK | CLEANUP | CALLBACK | GENERATOR, { 0, 2, 1 } },
    { OP_semaphore, TASK, { 1, 6, 1 } },
    { OP_up, TASK | CLEANUP | CALLBACK, { 0, 2, 1 } },
    { OP_down, TASK | LIMITED, { 0, 2, 1 } },
    { OP_event_wait, TASK | GENERATOR | LIMITED, { 2, 5, 3 } },
    { OP_event_set, TASK | MAIN | CLEANUP | CALLBACK, { 2, 5, 3 } },
    { OP_event_clear, TASK | MAIN | CALLBACK, { 1, 3, 1 } },
    { OP_condition, TASK, { 0, 5, 0 } },
    { OP_condition_wait, HELD, { 6, 6, 6 } },
    { OP_condition_wait_for, HELD, { 3, 3, 3 } },
    { OP_notify, HELD, { 9, 9, 9 } },
    { OP_barrier, TASK, { 0, 5, 0 } },
    { OP_barrier_reset, TASK, { 0, 1, 0 } },
    { OP_barrier_abort, TASK, { 0, 1, 0 } },
    { OP_put, TASK, { 1, 6, 1 } },
    { OP_get, TASK | GENERATOR | LIMITED, { 1, 6, 1 } },
    { OP_put_nowait, TASK | MAIN | CLEANUP | CALLBACK, { 1, 3, 1 } },
    { OP_get_nowait, TASK | MAIN | CLEANUP | CALLBACK, { 0, 2, 1 } },
    { OP_task_done, TASK | CLEANUP | CALLBACK, { 0, 3, 0 } },
    { OP_join, TASK, { 0, 2, 0 } },
    { OP_fail, TASK | GENERATOR | HELD, { 1, 1, 1 } },
    { OP_catch, TASK | HELD, { 4, 4, 4 } },
    { OP_protect, TASK | MAIN, { 2, 2, 2 } },
    { OP_finally, TASK, { 4, 3, 3 } },
    { OP_repeat, TASK, { 1, 1, 2 } },
    { OP_soon, TASK | MAIN | CALLBACK, { 1, 1, 4 } },
    { OP_later, TASK | MAIN | CALLBACK, { 1, 1, 4 } },
    { OP_at, TASK | MAIN | CALLBACK, { 0, 0, 2 } },
    { OP_drop, TASK | MAIN | CALLBACK, { 0, 0, 2 } },
    { OP_on_done, TASK | MAIN, { 1, 0, 3 } },
    { OP_off_done, TASK | MAIN, { 0, 0, 1 } },
    { OP_count, TASK | MAIN, { 1, 0, 1 } },
    { OP_peek, TASK | MAIN, { 2, 1, 2 } },
    { OP_set, TASK | MAIN | CALLBACK, { 2, 0, 3 } },
    { OP_set_failed, TASK | MAIN | CALLBACK, { 1, 0, 1 } },
    { OP_next, TASK, { 0, 0, 9 } },
    { OP_send, TASK, { 0, 0, 4 } },
    { OP_throw, TASK, { 0, 0, 2 } },
    { OP_close, TASK, { 0, 0, 3 } },
    { OP_emit, GENERATOR, { 9, 9, 9 } },
    { OP_emit_catch, GENERATOR, { 3, 3, 3 } },
};

enum { CHOICES = sizeof choices / sizeof *choices };

static const char *arguments_of(enum op_kind kind)
{
#define X(word, arguments) arguments,
    static const char *const arguments[] = { OPERATIONS(X) };
#undef X
    return arguments[kind];
}

static bool is_block(enum op_kind kind)
{
    const char *c = arguments_of(kind);

    while (*c && *c != '{')
        c++;
    return *c != '\0';
}

enum { FAMILIES = 6, NO_FAMILY = -1 };

/* Locks, semaphores, events, conditions, barriers, queues. */
static int family_of(enum op_kind kind)
{
    static const enum op_kind first[FAMILIES + 1] = {
        OP_lock, OP_semaphore, OP_event_wait, OP_condition, OP_barrier, OP_put, OP_fail
    };
    int family = NO_FAMILY;

    while (family + 1 < FAMILIES && kind >= first[family + 1])
        family++;
    return kind < first[FAMILIES] ? family : NO_FAMILY;
}

static unsigned weight(const struct writer *w, int choice, enum place place)
{
    enum op_kind kind = choices[choice].kind;
    bool fits = (choices[choice].places & place) &&
                (w->depth < DEPTH_MOST || !is_block(kind));
    int family = family_of(kind);

    if (!fits)
        return 0;
    if (w->family == NO_FAMILY || family == NO_FAMILY)
        return choices[choice].weights[w->theme];
    return family == w->family ? 4 * choices[choice].weights[w->theme] : 0;
}

static enum op_kind choose(struct writer *w, enum place place)
{
    unsigned sum = 0, at;
    int i = 0;

    for (int j = 0; j < CHOICES; j++)
        sum += weight(w, j, place);
    for (at = pick(w, sum); at >= weight(w, i, place); i++)
        at -= weight(w, i, place);
    return choices[i].kind;
}

static void write_op(struct writer *w, enum op_kind kind, enum place place);

static void write_ops(struct writer *w, unsigned n, enum place place)
{
    for (; n > 0; n--)
        write_op(w, choose(w, place), place);
}

static enum place inside(enum op_kind kind, enum place place)
{
    return kind == OP_condition ? HELD
        : place == MAIN ? GUARDED : place == GUARDED ? LIMITED : place;
}

static void write_members(struct writer *w, unsigned n)
{
    for (; n > 0 && w->body + 1 < w->bodies; n--) {
        int left = w->bodies - 1 - w->body;
        indent(w);
        fprintf(w->out, "member %d\n", w->body + 1 + (int)pick(w, (unsigned)left));
    }
}

static void write_block(struct writer *w, enum op_kind kind, enum place place)
{
    w->depth++;
    if (kind == OP_group)
        write_members(w, 1 + pick(w, 3));
    write_ops(w, (kind != OP_group) + pick(w, 3), inside(kind, place));
    if (kind == OP_group)
        write_members(w, pick(w, 2));
    if (kind == OP_finally) {
        w->depth--;
        indent(w);
        fputs("cleanup\n", w->out);
        w->depth++;
        write_ops(w, 1 + pick(w, 2), CLEANUP);
    }
    w->depth--;
    indent(w);
    fputs("end\n", w->out);
}

static void write_plain(struct writer *w, enum op_kind kind)
{
    indent(w);
    fputs(script_word(kind), w->out);
    write_arguments(w, kind);
    fputc('\n', w->out);
}

static bool wakes(enum op_kind kind)
{
    return kind == OP_release || kind == OP_up || kind == OP_notify || kind == OP_set ||
           kind == OP_put_nowait || kind == OP_get_nowait || kind == OP_event_set;
}

/* Who was just woken may be the one who is cancelled. */
static void write_op(struct writer *w, enum op_kind kind, enum place place)
{
    write_plain(w, kind);
    if (is_block(kind))
        write_block(w, kind, place);
    else if (wakes(kind) && pick(w, 2) == 0)
        write_plain(w, OP_cancel);
}

/* ---- Scripts ------------------------------------------------------------- */

static void write_settings(struct writer *w, uint64_t seed)
{
    fprintf(w->out, "script %lu\nsettings", (unsigned long)seed);
    for (int i = 0; i < THINGS_MOST; i++)
        fprintf(w->out, " %u", i % 2 ? 1 + pick(w, 2) : pick(w, 3));
    for (int i = 0; i < THINGS_MOST; i++)
        fprintf(w->out, " %u %u", pick(w, 3), pick(w, 3));
    for (int i = 0; i < THINGS_MOST; i++)
        fprintf(w->out, " %u", 1 + pick(w, 3));
    fputc('\n', w->out);
}

static void write_main(struct writer *w)
{
    fputs("task\n", w->out);
    for (int i = 1; i < w->bodies; i++)
        if (pick(w, 3) > 0)
            fprintf(w->out, "  start %d\n", i);
    write_ops(w, 3 + pick(w, 6), MAIN);
    fprintf(w->out, "  sleep %g\n", 1 + 0.25 * pick(w, 16));
    fputs("end\n", w->out);
}

static void write_generator(struct writer *w)
{
    bool tidies = pick(w, 2) == 0;

    fputs(tidies ? "generator\n  finally\n" : "generator\n", w->out);
    w->depth = tidies;
    write_ops(w, 2 + pick(w, 4), GENERATOR);
    if (tidies) {
        fputs("  cleanup\n", w->out);
        write_ops(w, 1 + pick(w, 2), CLEANUP);
        fputs("  end\n", w->out);
    }
    w->depth = 0;
    fputs("end\n", w->out);
}

void script_generate(FILE *out, uint64_t seed)
{
    struct writer w = { .out = out, .state = seed * 0x9e3779b97f4a7c15u + 1 };

    for (int i = 0; i < 8; i++)
        pick(&w, 2);
    w.few_instants = pick(&w, 2);
    w.theme = pick(&w, 2) ? 1 : pick(&w, 3);
    w.family = w.theme == 1 ? (int)pick(&w, FAMILIES + 1) - 1 : NO_FAMILY;
    w.bodies = 3 + (int)pick(&w, BODIES_MOST - 5);
    write_settings(&w, seed);
    write_main(&w);
    for (w.body = 1; w.body < w.bodies; w.body++) {
        fputs("task\n", out);
        write_ops(&w, 1 + pick(&w, 6), TASK);
        fputs("end\n", out);
    }
    for (int i = 0; i < THINGS_MOST; i++)
        write_generator(&w);
    for (w.callback = 1; w.callback < THINGS_MOST; w.callback++) {
        fputs("callback\n", out);
        write_ops(&w, 1 + pick(&w, 2), CALLBACK);
        fputs("end\n", out);
    }
    fputs("callback\n  event_set 0\nend\nrun\n", out);
}
