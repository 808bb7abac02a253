/* SPDX-License-Identifier: MIT */
/* A pool of stacks cut from slabs. */
#define _GNU_SOURCE
#include "stack.h"

#include <errno.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "context.h"

#if __has_include(<valgrind/memcheck.h>)
#include <valgrind/memcheck.h>
#else
#define VALGRIND_STACK_REGISTER(low, high) 0
#define VALGRIND_MAKE_MEM_DEFINED(low, size) 0
#endif
#define UNCHECKED __attribute__((no_sanitize("address")))

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102          /* Linux 6.13: a guard without a mapping */
#endif

enum {
    PAGE = 4096,
    COLOURS = 24,                       /* cache lines that tops are spread over, */
    STEP = 5,                           /* neighbours so far apart: a switch saves some */
    SLAB_MIN = 16, SLAB_MAX = 4096,     /* stacks in one mapping */
    SLABS = 1024,
    MPROTECT_MOST = 30000               /* each costs a mapping of 65,530 */
};

static struct slab { char *base; size_t stacks; } slabs[SLABS];
static int slab_count;
static size_t cut;                      /* stacks of the last slab that were used */
static size_t size = 64 * 1024;
struct stack_slot *stack_pool;
static unsigned colour;
static size_t protected, unguarded;
static bool guards_install = true;

int stack_set_size(size_t bytes)
{
    if (bytes < 16 * 1024 || bytes > (size_t)1 << 30)
        return -EINVAL;
    if (slab_count > 0)
        return -EBUSY;
    size = (bytes + PAGE - 1) & ~(size_t)(PAGE - 1);
    return 0;
}

size_t stack_size(void)
{
    return size;
}

size_t stack_unguarded(void)
{
    return unguarded;
}

static size_t stride(void)
{
    return size + PAGE;
}

static bool map_slab(void)
{
    size_t n = slab_count < 5 ? (size_t)SLAB_MIN << (2 * slab_count) : SLAB_MAX;
    int flags = MAP_PRIVATE | MAP_ANONYMOUS;

#ifdef MAP_NORESERVE
    flags |= MAP_NORESERVE;
#endif
    if (n > SLAB_MAX)
        n = SLAB_MAX;
    if (slab_count == SLABS)
        return false;
    char *base = mmap(NULL, n * stride(), PROT_READ | PROT_WRITE, flags, -1, 0);
    if (base == MAP_FAILED)
        return false;
#ifdef MADV_NOHUGEPAGE
    madvise(base, n * stride(), MADV_NOHUGEPAGE);
#endif
    slabs[slab_count++] = (struct slab){ base, n };
    cut = 0;
    return true;
}

/* The cheapest guard that the kernel has; with neither left, the stack has none. */
static void guard(char *page)
{
    if (guards_install && madvise(page, PAGE, MADV_GUARD_INSTALL) == 0)
        return;
    guards_install = false;
    if (protected < MPROTECT_MOST && mprotect(page, PAGE, PROT_NONE) == 0)
        protected++;
    else
        unguarded++;
}

void *stack_cut(void)
{
    if (slab_count == 0 || cut == slabs[slab_count - 1].stacks)
        if (!map_slab())
            return NULL;
    char *page = slabs[slab_count - 1].base + cut++ * stride();
    char *high = page + stride();

    guard(page);
    (void)VALGRIND_STACK_REGISTER(page + PAGE, high);
    struct stack_slot *slot = (void *)(high - STACK_LINE * (colour++ * STEP % COLOURS));
    slot[-1].low = page + PAGE;
    return stack_of(slot - 1);
}

void *stack_overflowed(const void *address)
{
    for (int i = 0; i < slab_count; i++) {
        uintptr_t offset = (uintptr_t)address - (uintptr_t)slabs[i].base;
        if (offset < slabs[i].stacks * stride())
            return offset % stride() < PAGE
                ? slabs[i].base + offset - offset % stride() : NULL;
    }
    return NULL;
}

void stack_allow(const void *low, const void *high)
{
    (void)VALGRIND_MAKE_MEM_DEFINED(low, (const char *)high - (const char *)low);
}

/* Pages that were never written to are not there, or are the kernel's page of zeros.
 * What ended frames left behind is read here, which checkers take for a mistake. */
UNCHECKED static uint64_t *first_used(const void *top)
{
    uint64_t *word = stack_low(top);

    stack_allow(word, top);
    while ((void *)word < top && *word == 0)
        word++;
    return word;
}

size_t stack_used(const void *top)
{
    return (size_t)((const char *)top - (char *)first_used(top));
}

UNCHECKED void stack_clear(void *top)
{
    for (volatile uint64_t *word = first_used(top); (void *)word < top; word++)
        *word = 0;
}
