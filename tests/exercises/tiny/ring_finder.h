/* SPDX-License-Identifier: MIT */
/* Finds the runtime's ring in memory, for attacks on it. */
#ifndef RING_FINDER_H
#define RING_FINDER_H

#define _DEFAULT_SOURCE
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { RING_PAGE = 4096 };

/* Offsets of log.h's struct log_ring. */
static inline volatile uint64_t *ring_written(char *ring)
{
    return (volatile uint64_t *)(ring + 128);
}

/* A pipe takes only what may be read. */
static inline int is_ring(const int pipe_ends[2], const char *page)
{
    char bytes[8] = "";

    if (write(pipe_ends[1], page, 8) != 8 || read(pipe_ends[0], bytes, 8) != 8)
        return 0;
    return memcmp(bytes, "Interlv", 8) == 0;
}

static inline char *find_ring(void)
{
    int ends[2];
    char *at = mmap(NULL, RING_PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (pipe(ends) < 0)
        return NULL;
    for (char *page = at - ((size_t)512 << 20); page < at + ((size_t)512 << 20);
         page += RING_PAGE)
        if (is_ring(ends, page))
            return page;
    return NULL;
}

#endif
