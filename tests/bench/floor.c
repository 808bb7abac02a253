/* SPDX-License-Identifier: MIT */
/* The floor: the least a stackful scheduler can do.  A switch in assembly, a
 * first-in first-out queue, libev's timers; no names, no cancelling, no checks. */
#define _GNU_SOURCE
#include <ev.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "floor_heap.h"
#include "measure.h"

#ifndef __x86_64__

int main(void)
{
    return 3;                           /* no figure here */
}

#else

enum { STACK = 69632, SLAB = 4096 };    /* bytes a stack, stacks a slab */

struct task {                           /* at the top of its own stack */
    void *sp;
    struct task *next;
    void (*fn)(long arg);
    long arg;
    struct task *joiner;
    bool done;
    ev_timer timer;
};

static struct ev_loop *loop;
static struct task loop_task, *current = &loop_task;
static struct task *ready_first, **ready_last = &ready_first;
static struct task *pool;
static long alive;

/* Save six registers and the stack pointer, load the other's; the return by a
 * jump, since the processor's guess for a `ret` would always be wrong. */
void floor_switch(void **from, void *to);
__asm__(".text\n.globl floor_switch\n.type floor_switch,@function\n"
        "floor_switch:\n"
        "push %rbp\n push %rbx\n push %r12\n push %r13\n push %r14\n push %r15\n"
        "mov %rsp, (%rdi)\n mov %rsi, %rsp\n"
        "pop %r15\n pop %r14\n pop %r13\n pop %r12\n pop %rbx\n pop %rbp\n"
        "pop %rcx\n jmp *%rcx\n"
        ".size floor_switch, .-floor_switch\n"
        ".section .note.GNU-stack,\"\",@progbits\n.text\n");

/* ---- The log of the floor: two records a step, time-stamp counter each ---- */

static struct { uint64_t when, what; } ring[1 << 16];
static unsigned logged;
static bool log_on;

static inline void note(const struct task *task)
{
    if (log_on) {
        ring[logged & 65535].when = __builtin_ia32_rdtsc();
        ring[logged++ & 65535].what = (uintptr_t)task;
    }
}

/* ---- Scheduler ------------------------------------------------------------ */

static inline void make_ready(struct task *task)
{
    task->next = NULL;
    *ready_last = task;
    ready_last = &task->next;
    note(task);
}

static inline struct task *take_ready(void)
{
    struct task *task = ready_first;

    if (task) {
        ready_first = task->next;
        if (!ready_first)
            ready_last = &ready_first;
    }
    return task;
}

static inline void switch_to(struct task *task)
{
    struct task *from = current;

    if (from == task)
        return;
    current = task;
    note(task);
    floor_switch(&from->sp, task->sp);
}

static void give_way(void)
{
    struct task *next = take_ready();

    switch_to(next ? next : &loop_task);
}

static void yield(void)
{
    make_ready(current);
    give_way();
}

static void run_tasks(void)
{
    for (;;) {
        struct task *self = current;

        self->fn(self->arg);
        self->done = true;
        alive--;
        if (self->joiner)
            make_ready(self->joiner);
        give_way();
    }
}

static struct task *new_stack(void)
{
    static char *slab;
    static int left;
    static unsigned colour;
    size_t from_top = sizeof(struct task) + 64 * (colour++ * 3 % 48);

    if (left == 0) {
        left = SLAB;
        slab = mmap(NULL, (size_t)STACK * SLAB, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (slab == MAP_FAILED) {
            perror("mmap");
            exit(1);
        }
        madvise(slab, (size_t)STACK * SLAB, MADV_NOHUGEPAGE);
    }
    left--;
    slab += STACK;
    return (struct task *)(((uintptr_t)slab - from_top) & ~(uintptr_t)63);
}

static struct task *spawn(void (*fn)(long arg), long arg)
{
    struct task *task = pool;
    void **sp;

    if (task)
        pool = task->next;
    else
        task = new_stack();
    sp = (void **)task;
    *--sp = NULL;
    *--sp = (void *)run_tasks;
    sp -= 6;
    memset(sp, 0, 6 * sizeof(*sp));
    task->sp = sp;
    task->fn = fn;
    task->arg = arg;
    task->joiner = NULL;
    task->done = false;
    ev_init(&task->timer, NULL);
    alive++;
    make_ready(task);
    return task;
}

static void join(struct task *task)
{
    if (!task->done) {
        task->joiner = current;
        give_way();
    }
    task->next = pool;
    pool = task;
}

static void wake(struct ev_loop *l, ev_timer *timer, int events)
{
    make_ready((struct task *)((char *)timer - offsetof(struct task, timer)));
}

static void sleep_for(double seconds)
{
    ev_timer_init(&current->timer, wake, seconds, 0);
    ev_timer_start(loop, &current->timer);
    give_way();
}

/* ---- A clock that never waits: a heap of four children a node -------------- */

static int64_t virtual_now;

static struct task *next_sleeper(void)
{
    struct entry first = pop();

    virtual_now = first.when;
    return first.task;
}

static void nap(unsigned us)
{
    static uint64_t order;
    struct task *next;

    push((struct entry){ virtual_now + us * INT64_C(1000), order++, current });
    next = take_ready();
    switch_to(next ? next : next_sleeper());
}

static void run(void (*fn)(long arg))
{
    loop = ev_default_loop(0);
    spawn(fn, 0);
    while (alive > 0) {
        struct task *task;

        while ((task = take_ready()) != NULL)
            switch_to(task);
        if (heap_size > 0)
            make_ready(next_sleeper());
        else if (alive > 0)
            ev_run(loop, EVRUN_ONCE);
    }
}

/* ---- Figures --------------------------------------------------------------- */

static void yields(long count)
{
    while (count-- > 0)
        yield();
}

static void two_switch(long arg)
{
    measure_start();
    struct task *other = spawn(yields, 10000000);
    yields(10000000);
    join(other);
    measure_each("switch", 2e7);
}

static void thousand_yield(long arg)
{
    static struct task *tasks[1000];

    measure_start();
    for (int i = 0; i < 1000; i++)
        tasks[i] = spawn(yields, 2000);
    for (int i = 0; i < 1000; i++)
        join(tasks[i]);
    measure_each(log_on ? "yield_log" : "yield", 2e6);
}

/* ---- Messages: handed from task to task ---- */

struct channel {
    struct task *receiver, *sender;
    long value, *into;
};

static void channel_send(struct channel *channel, long value)
{
    if (channel->receiver) {
        *channel->into = value;
        make_ready(channel->receiver);
        channel->receiver = NULL;
    } else {
        channel->value = value;
        channel->sender = current;
        give_way();
    }
}

static long channel_receive(struct channel *channel)
{
    long value;

    if (channel->sender) {
        value = channel->value;
        make_ready(channel->sender);
        channel->sender = NULL;
        return value;
    }
    channel->receiver = current;
    channel->into = &value;
    give_way();
    return value;
}

static struct channel there, back;

static void answers(long count)
{
    while (count-- > 0)
        channel_send(&back, channel_receive(&there));
}

static void two_talk(long arg)
{
    measure_start();
    struct task *other = spawn(answers, 1000000);
    for (long i = 0; i < 1000000; i++) {
        channel_send(&there, i);
        channel_receive(&back);
    }
    join(other);
    measure_each("message", 2e6);
}

static void nothing(long arg)
{
}

static void spawn_join(long arg)
{
    static struct task *tasks[1000];

    measure_start();
    for (int round = 0; round < 1000; round++) {
        for (int i = 0; i < 1000; i++)
            tasks[i] = spawn(nothing, 0);
        for (int i = 0; i < 1000; i++)
            join(tasks[i]);
    }
    measure_each("spawn", 1e6);
}

static void sleeper(long us)
{
    double due = measure_now() + (double)us / 1e6;

    ev_now_update(loop);
    sleep_for((double)us / 1e6);
    measure_late(measure_now() - due);
}

static void sleep_100k(long arg)
{
    static struct task *tasks[100000];

    measure_start();
    for (int i = 0; i < 100000; i++)
        tasks[i] = spawn(sleeper, measure_random_us());
    for (int i = 0; i < 100000; i++)
        join(tasks[i]);
    measure_sleepers("sleep");
}

static void parked(long arg)
{
    sleep_for(1000);
}

static void park_1m(long arg)
{
    measure_start();
    for (int i = 0; i < 1000000; i++)
        spawn(parked, 0);
    sleep_for(0.01);
    measure_print("park_s", measure_elapsed(), "s");
    measure_print("park_bytes", measure_memory() / 1e6, "B");
    exit(0);
}

static int nappers;

static void naps(long count)
{
    while (count-- > 0)
        nap(measure_random_us());
}

static void virtual_naps(long arg)
{
    static struct task *tasks[100000];
    int n = nappers, each = 500000 / n + 10;
    char name[32];

    for (int i = 0; i < n; i++)
        tasks[i] = spawn(naps, each);
    yield();                            /* all of them sleep now */
    measure_start();
    for (int i = 0; i < n; i++)
        join(tasks[i]);
    snprintf(name, sizeof(name), "virtual_%d", n);
    measure_each(name, (double)n * each);
}

static void measure_virtual_10(void)
{
    nappers = 10;
    run(virtual_naps);
}

static void measure_virtual_1000(void)
{
    nappers = 1000;
    run(virtual_naps);
}

static void measure_virtual_100000(void)
{
    nappers = 100000;
    run(virtual_naps);
}

static void measure_switch(void)
{
    run(two_switch);
}

static void measure_yield(void)
{
    run(thousand_yield);
}

static void measure_yield_log(void)
{
    log_on = true;
    run(thousand_yield);
}

static void measure_message(void)
{
    run(two_talk);
}

static void measure_spawn(void)
{
    run(spawn_join);
}

static void measure_sleep(void)
{
    run(sleep_100k);
}

static void measure_park(void)
{
    run(park_1m);
}

int main(int argc, char **argv)
{
    static const struct figure figures[] = {
        { "switch", measure_switch }, { "yield", measure_yield },
        { "yield_log", measure_yield_log }, { "spawn", measure_spawn },
        { "message", measure_message },
        { "sleep", measure_sleep }, { "park", measure_park },
        { "virtual_10", measure_virtual_10 },
        { "virtual_1000", measure_virtual_1000 },
        { "virtual_100000", measure_virtual_100000 }, { NULL, NULL },
    };

    return measure_main(argc, argv, figures);
}

#endif
