/* SPDX-License-Identifier: MIT */
/* Switching stacks: by hand on x86-64 and aarch64, by ucontext elsewhere. */
#include "context.h"

#include <stdlib.h>

#ifdef CONTEXT_ASAN
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif

#ifdef CONTEXT_TSAN
#include <sanitizer/tsan_interface.h>
#endif

#ifndef ASYNC_UCONTEXT

#ifdef __x86_64__
/* The callee-saved registers of the System V ABI.  The return address is popped
 * and jumped to: a `ret` would be mispredicted on every switch.  A new stack
 * starts in context_start, with entry in r12 and arg in r13; `.cfi_undefined rip`
 * tells debuggers that the stack ends there. */
__asm__(
    ".text\n"
    /* The flow goes on in `resumed`, with rest on its stack. */
    ".globl context_switch_then_sp\n"
    ".type context_switch_then_sp,@function\n"
    "context_switch_then_sp:\n"
    "    .cfi_startproc\n"
    "    pushq %rcx\n"
    "    leaq resumed(%rip), %rcx\n"
    "    pushq %rcx\n"
    "    .cfi_endproc\n"
    ".size context_switch_then_sp,.-context_switch_then_sp\n"
    ".globl context_switch_sp\n"
    ".type context_switch_sp,@function\n"
    "context_switch_sp:\n"
    "    .cfi_startproc\n"
    "    pushq %rbp\n"
    "    pushq %rbx\n"
    "    pushq %r15\n"
    "    pushq %r12\n"
    "    pushq %r13\n"
    "    pushq %r14\n"
    "    movq %rsp, (%rdi)\n"
    ".globl context_leave_sp\n"
    "context_leave_sp:\n"               /* what is left needs not be saved */
    "    movq %rsi, %rsp\n"
    "    movl %edx, %eax\n"
    "    popq %r14\n"
    "    popq %r13\n"
    "    popq %r12\n"
    "    popq %r15\n"
    "    popq %rbx\n"
    "    popq %rbp\n"
    "    popq %rcx\n"
    "    jmpq *%rcx\n"
    "    .cfi_endproc\n"
    ".size context_switch_sp,.-context_switch_sp\n"
    ".type resumed,@function\n"
    "    .cfi_startproc\n"
    "    .cfi_def_cfa_offset 16\n"
    "    nop\n"                         /* debuggers look before a return address */
    "resumed:\n"
    "    movl %eax, %edi\n"
    "    callq *(%rsp)\n"
    "    addq $8, %rsp\n"
    "    .cfi_def_cfa_offset 8\n"
    "    popq %rcx\n"
    "    jmpq *%rcx\n"
    "    .cfi_endproc\n"
    ".size resumed,.-resumed\n"
    ".globl context_start\n"
    ".hidden context_start\n"
    ".type context_start,@function\n"
    "context_start:\n"
    "    .cfi_startproc\n"
    "    .cfi_undefined rip\n"
    "    movq %r13, %rdi\n"
    "    callq *%r12\n"
    "    ud2\n"
    "    .cfi_endproc\n"
    ".size context_start,.-context_start\n"
    ".section .note.GNU-stack,\"\",@progbits\n"
    ".text\n");
#else
/* x19 to x30 and d8 to d15, as the procedure call standard has it. */
__asm__(
    ".text\n"
    ".globl context_switch_sp\n"
    ".type context_switch_sp,%function\n"
    "context_switch_sp:\n"
    "    .cfi_startproc\n"
    "    stp x29, x30, [sp, #-160]!\n"
    "    stp x19, x20, [sp, #16]\n"
    "    stp x21, x22, [sp, #32]\n"
    "    stp x23, x24, [sp, #48]\n"
    "    stp x25, x26, [sp, #64]\n"
    "    stp x27, x28, [sp, #80]\n"
    "    stp d8, d9, [sp, #96]\n"
    "    stp d10, d11, [sp, #112]\n"
    "    stp d12, d13, [sp, #128]\n"
    "    stp d14, d15, [sp, #144]\n"
    "    mov x9, sp\n"
    "    str x9, [x0]\n"
    ".globl context_leave_sp\n"
    "context_leave_sp:\n"               /* what is left needs not be saved */
    "    mov sp, x1\n"
    "    mov w0, w2\n"
    "    ldp x19, x20, [sp, #16]\n"
    "    ldp x21, x22, [sp, #32]\n"
    "    ldp x23, x24, [sp, #48]\n"
    "    ldp x25, x26, [sp, #64]\n"
    "    ldp x27, x28, [sp, #80]\n"
    "    ldp d8, d9, [sp, #96]\n"
    "    ldp d10, d11, [sp, #112]\n"
    "    ldp d12, d13, [sp, #128]\n"
    "    ldp d14, d15, [sp, #144]\n"
    "    ldp x29, x30, [sp], #160\n"
    "    br x30\n"
    "    .cfi_endproc\n"
    ".size context_switch_sp,.-context_switch_sp\n"
    ".globl context_start\n"
    ".hidden context_start\n"
    ".type context_start,%function\n"
    "context_start:\n"
    "    .cfi_startproc\n"
    "    .cfi_undefined x30\n"
    "    mov x0, x20\n"
    "    blr x19\n"
    "    brk #1\n"
    "    .cfi_endproc\n"
    ".size context_start,.-context_start\n"
    ".section .note.GNU-stack,\"\",%progbits\n"
    ".text\n");
#endif

#define machine_make(context, low, high, entry, arg) \
    context_make_frame(context, high, entry, arg)
#define machine_switch(from, to, value) \
    context_switch_sp(&(from)->sp, (to)->sp, value)
int context_switch_sp(void **from, void *to, int value);

#else

/* makecontext() passes ints only, and swapcontext() no value: both go by here. */
static int handed;

static void machine_start(unsigned high, unsigned low)
{
    uintptr_t start = (uintptr_t)high << 32 | low;
    void **frame = (void **)start;
    context_entry *entry = (context_entry *)frame[0];

    entry(frame[1]);
    abort();
}

static void machine_make(struct context *context, void *low, void *high,
                         context_entry *entry, void *arg)
{
    void **frame = (void **)(((uintptr_t)high & ~(uintptr_t)15) - 16);

    frame[0] = (void *)entry;
    frame[1] = arg;
    getcontext(&context->machine);
    context->machine.uc_stack.ss_sp = low;
    context->machine.uc_stack.ss_size = (size_t)((char *)frame - (char *)low);
    context->machine.uc_link = NULL;
    makecontext(&context->machine, (void (*)(void))machine_start, 2,
                (unsigned)((uintptr_t)frame >> 32), (unsigned)(uintptr_t)frame);
    context->sp = frame;
}

static int machine_switch(struct context *from, struct context *to, int value)
{
    handed = value;
    from->sp = __builtin_frame_address(0);
    swapcontext(&from->machine, &to->machine);
    return handed;
}

#endif

#ifdef CONTEXT_ASAN

static struct context *previous;    /* whom the running flow came from */

/* The first thing on the other side of every switch. */
static void arrive(void *fake_stack)
{
    __sanitizer_finish_switch_fiber(fake_stack, &previous->low, &previous->size);
}

static void asan_start(void *arg)
{
    struct context *context = arg;

    arrive(NULL);
    context->entry(context->arg);
    abort();
}

void context_clean(void *low, void *high)
{
    __asan_unpoison_memory_region(low, (size_t)((char *)high - (char *)low));
}

void context_make(struct context *context, void *low, void *high,
                  context_entry *entry, void *arg)
{
    context->low = low;
    context->size = (size_t)((char *)high - (char *)low);
    context->entry = entry;
    context->arg = arg;
    machine_make(context, low, high, asan_start, context);
}

int context_switch(struct context *from, struct context *to, int value)
{
    previous = from;
    __sanitizer_start_switch_fiber(&from->fake_stack, to->low, to->size);
    int got = machine_switch(from, to, value);
    arrive(from->fake_stack);
    return got;
}

void context_leave(struct context *from, struct context *to, int value)
{
    static struct context nowhere;

    (void)from;
    previous = &nowhere;
    __sanitizer_start_switch_fiber(NULL, to->low, to->size);
    machine_switch(&nowhere, to, value);
    abort();
}

#elif defined CONTEXT_TSAN

static void *left;                  /* the fiber of a flow that has ended, or NULL */

/* The first thing on the other side of every switch. */
static void arrive(void)
{
    if (left)
        __tsan_destroy_fiber(left);
    left = NULL;
}

static void tsan_start(void *arg)
{
    struct context *context = arg;

    arrive();
    context->entry(context->arg);
    abort();
}

void context_make(struct context *context, void *low, void *high,
                  context_entry *entry, void *arg)
{
    context->fiber = __tsan_create_fiber(0);
    context->entry = entry;
    context->arg = arg;
    machine_make(context, low, high, tsan_start, context);
}

int context_switch(struct context *from, struct context *to, int value)
{
    from->fiber = __tsan_get_current_fiber();
    __tsan_switch_to_fiber(to->fiber, 0);
    int got = machine_switch(from, to, value);
    arrive();
    return got;
}

void context_leave(struct context *from, struct context *to, int value)
{
    static struct context nowhere;

    (void)from;
    left = __tsan_get_current_fiber();
    __tsan_switch_to_fiber(to->fiber, 0);
    machine_switch(&nowhere, to, value);
    abort();
}

#elif defined ASYNC_UCONTEXT

void context_make(struct context *context, void *low, void *high,
                  context_entry *entry, void *arg)
{
    machine_make(context, low, high, entry, arg);
}

int context_switch(struct context *from, struct context *to, int value)
{
    return machine_switch(from, to, value);
}

void context_leave(struct context *from, struct context *to, int value)
{
    machine_switch(from, to, value);
    abort();
}

#endif
