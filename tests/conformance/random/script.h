/* SPDX-License-Identifier: MIT */
/* A random program as text, one operation a line, and as a tree of operations.  The
 * same text is run by interpret.c on core and by play.py on asyncio. */
#ifndef SCRIPT_H
#define SCRIPT_H

#include <stdint.h>
#include <stdio.h>

/* WORD, ARGUMENTS: n a number, t seconds (-1: for ever), o what can be awaited,
 * * any number of these, { a block up to `end`. */
#define OPERATIONS(X) \
    X(sleep, "t") X(block, "t") X(start, "n") X(await, "o") X(cancel, "no") \
    X(cancel_self, "") X(uncancel, "") X(gather, "n*") X(wait, "nt*") \
    X(completed, "nt*") X(wait_for, "to") X(shield, "o") X(timeout, "t{") \
    X(reschedule, "t") X(group, "{") X(member, "n") X(lock, "n{") X(acquire, "n") \
    X(release, "n") X(semaphore, "n{") X(up, "n") X(down, "n") X(event_wait, "n") \
    X(event_set, "n") X(event_clear, "n") X(condition, "n{") X(condition_wait, "n") \
    X(condition_wait_for, "nn") X(notify, "nn") X(barrier, "n") \
    X(barrier_reset, "n") X(barrier_abort, "n") X(put, "nn") X(get, "n") \
    X(put_nowait, "nn") X(get_nowait, "n") X(task_done, "n") X(join, "n") \
    X(fail, "") X(catch, "{") X(protect, "{") X(finally, "{") X(repeat, "n{") \
    X(soon, "n") X(later, "nt") X(drop, "n") X(on_done, "no") X(set, "n") \
    X(set_failed, "n") X(next, "n") X(send, "nn") X(throw, "n") X(close, "n") \
    X(emit, "n") \
    X(emit_catch, "n") X(off_done, "no") X(at, "nt") \
    X(count, "") X(peek, "o")

#define X(word, arguments) OP_##word,
enum op_kind { OPERATIONS(X) OP_KINDS };
#undef X

enum { OPERANDS_MOST = 4, BODIES_MOST = 16, THINGS_MOST = 4 };

/* "3" task 3, "f1" future 1, "s3" a shield of task 3, "g3" a gather of 3 and the next
 * higher ones, as many as `count`: "g3+1" is 3 and 4. */
struct operand { char kind; int index, more; };

struct op {
    enum op_kind kind;
    int line;
    int n[2];
    double seconds;
    int count;
    struct operand operands[OPERANDS_MOST];
    struct op *body, *cleanup;          /* of a block */
    struct op *next;
};

struct script {
    unsigned long seed;                 /* that it was made from; told first */
    int semaphores[THINGS_MOST];        /* their values; those with odd numbers are
                                           bounded */
    int queues[THINGS_MOST][2];         /* kind, maxsize */
    int parties[THINGS_MOST];           /* of the barriers */
    int body_count, generator_count, callback_count;
    struct op *bodies[BODIES_MOST];     /* of tasks; 0 is main's */
    struct op *generators[THINGS_MOST];
    struct op *callbacks[THINGS_MOST];
};

/* generate.c: the same script for the same seed, everywhere. */
void script_generate(FILE *out, uint64_t seed);
/* parse.c: NULL, and a line on stderr, if it is none. */
struct script *script_parse(FILE *in);
void script_free(struct script *script);
const char *script_word(enum op_kind kind);
/* interpret.c: run it on the virtual clock; what happens is written to `out`. */
void script_run(const struct script *script, FILE *out);

#endif
