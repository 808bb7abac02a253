/* SPDX-License-Identifier: MIT */
/* A context: a stack and where on it a flow of control was left.  The only home
 * of assembly and of `#if` on the machine; the portable way is ucontext
 * (-DASYNC_UCONTEXT).  Sanitizers and valgrind are told of every switch. */
#ifndef CONTEXT_H
#define CONTEXT_H

#include <stddef.h>
#include <stdint.h>

#if !defined ASYNC_UCONTEXT && !defined __x86_64__ && !defined __aarch64__
#define ASYNC_UCONTEXT 1
#endif
#if defined __SANITIZE_ADDRESS__
#define CONTEXT_ASAN 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define CONTEXT_ASAN 1
#endif
#endif

#if defined __SANITIZE_THREAD__
#define CONTEXT_TSAN 1
#elif defined __has_feature
#if __has_feature(thread_sanitizer)
#define CONTEXT_TSAN 1
#endif
#endif

#ifdef ASYNC_UCONTEXT
#include <ucontext.h>
#endif

struct context {
    void *sp;                   /* where it was left; of no meaning while it runs */
#ifdef ASYNC_UCONTEXT
    ucontext_t machine;
#endif
#ifdef CONTEXT_ASAN
    void *fake_stack;
    const void *low;            /* of its stack */
    size_t size;
#endif
#ifdef CONTEXT_TSAN
    void *fiber;
#endif
#if defined CONTEXT_ASAN || defined CONTEXT_TSAN
    void (*entry)(void *arg);
    void *arg;
#endif
};

/* A stack is used anew: flows that ended there left their frames' red zones behind. */
#ifdef CONTEXT_ASAN
void context_clean(void *low, void *high);
#else
static inline void context_clean(void *low, void *high)
{
    (void)low, (void)high;
}
#endif

typedef void context_entry(void *arg);  /* never returns */

#ifndef ASYNC_UCONTEXT
/* Where things lie in the words that context_switch_sp() saves, from the lowest address
 * on.  A new stack starts in context_start(). */
#ifdef __x86_64__
enum { CONTEXT_WORDS = 7, CONTEXT_ARG = 1, CONTEXT_ENTRY = 2, CONTEXT_RETURN = 6 };
#else
enum { CONTEXT_WORDS = 20, CONTEXT_RETURN = 1, CONTEXT_ENTRY = 2, CONTEXT_ARG = 3 };
#endif
void context_start(void);

static inline void context_make_frame(struct context *context, void *high,
                                      context_entry *entry, void *arg)
{
    uintptr_t top = (uintptr_t)high & ~(uintptr_t)15;
    uintptr_t *frame = (uintptr_t *)top - CONTEXT_WORDS;

    for (int i = 0; i < CONTEXT_WORDS; i++)
        frame[i] = 0;
    frame[CONTEXT_ENTRY] = (uintptr_t)entry;
    frame[CONTEXT_ARG] = (uintptr_t)arg;
    frame[CONTEXT_RETURN] = (uintptr_t)context_start;
    context->sp = frame;
}
#endif

/* Prepare to enter entry(arg) on the stack [low, high). */
#if defined CONTEXT_ASAN || defined CONTEXT_TSAN || defined ASYNC_UCONTEXT
void context_make(struct context *context, void *low, void *high,
                  context_entry *entry, void *arg);
#else
static inline void context_make(struct context *context, void *low, void *high,
                                context_entry *entry, void *arg)
{
    (void)low;
    context_make_frame(context, high, entry, arg);
}
#endif

/* What is left to do when a flow goes on, in that flow. */
typedef int context_rest(int value);

/* Leave the running flow in `from` and go on with `to`, whose own pending
 * context_switch() returns `value`.  As the last call of a function it costs one jump.
 * The floating-point control words are left alone: they belong to the thread, not to a
 * task. */
#if defined CONTEXT_ASAN || defined CONTEXT_TSAN || defined ASYNC_UCONTEXT
int context_switch(struct context *from, struct context *to, int value);
#else
int context_switch_sp(void **from, void *to, int value);
static inline int context_switch(struct context *from, struct context *to, int value)
{
    return context_switch_sp(&from->sp, to->sp, value);
}
#endif
/* The same, and returns what rest(value) does: as a last call it leaves no frame behind
 * whose return would be mispredicted. */
#if defined CONTEXT_ASAN || defined CONTEXT_TSAN || defined ASYNC_UCONTEXT || !defined __x86_64__
static inline int context_switch_then(struct context *from, struct context *to, int value,
                                      context_rest *rest)
{
    return rest(context_switch(from, to, value));
}
#else
int context_switch_then_sp(void **from, void *to, int value, context_rest *rest);
static inline int context_switch_then(struct context *from, struct context *to, int value,
                                      context_rest *rest)
{
    return context_switch_then_sp(&from->sp, to->sp, value, rest);
}
#endif
/* The same for a flow that will never be continued: its stack may be reused. */
#if defined CONTEXT_ASAN || defined CONTEXT_TSAN || defined ASYNC_UCONTEXT
_Noreturn void context_leave(struct context *from, struct context *to, int value);
#else
_Noreturn void context_leave_sp(void **from, void *to, int value);
static inline _Noreturn void context_leave(struct context *from, struct context *to,
                                           int value)
{
    context_leave_sp(&from->sp, to->sp, value);
}
#endif

/* The processor's time-stamp counter, where a program may read one that always runs
 * at the same speed. */
#ifdef __x86_64__
#define CONTEXT_COUNTER 1
static inline uint64_t context_counter(void)
{
    return __builtin_ia32_rdtsc();
}
#else
#define CONTEXT_COUNTER 0
static inline uint64_t context_counter(void)
{
    return 0;
}
#endif

#endif
