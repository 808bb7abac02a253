/* SPDX-License-Identifier: MIT */
/* Children that write into a ring by hand, well and badly. */
#define _GNU_SOURCE
#include "fake_child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "fake_log.h"
#include "log.h"
#include "witness.h"

static struct log_ring *ring;
static struct log_record *slots;

static int told_descriptor(const char *name)
{
    const char *text = getenv(name);

    if (!text || strncmp(text, "fd:", 3) != 0)
        exit(90);
    return atoi(text + 3);
}

static void attach(void)
{
    int fd = told_descriptor(LOG_ENV_TRACE);
    struct stat s;

    if (fstat(fd, &s) < 0)
        exit(91);
    void *at = mmap(NULL, (size_t)s.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (at == MAP_FAILED)
        exit(92);
    ring = at;
    slots = (struct log_record *)((char *)at + LOG_RING_PAGE);
    ring->header.clock = LOG_CLOCK_VIRTUAL;
    ring->header.ticks_per_second = 1e9;
}

static void wait_for_taken(uint64_t n)
{
    while (atomic_load(&ring->taken) < n)
        usleep(100);
}

static void put(const struct log_record *record)
{
    uint64_t written = atomic_load(&ring->written);

    if (written == atomic_load(&ring->taken) + ring->capacity) {
        atomic_fetch_add(&ring->stalls, 1);
        wait_for_taken(written - ring->capacity + 1);
    }
    slots[written & (ring->capacity - 1)] = *record;
    atomic_store(&ring->written, written + 1);
}

static void put_numbers(uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        put(&(struct log_record){ .time = i, .value = i, .kind = 60000 });
}

static void put_log(const struct fake_log *log)
{
    for (uint64_t i = 0; i < log->recording.count; i++)
        put(&log->recording.records[i]);
}

/* A run in which Task1 has the thread, at downloads.c:31. */
static void put_half_a_run(void)
{
    struct fake_log log;

    attach();
    fake_log_init(&log, 0);
    fake_begin(&log, "program");
    fake_created(&log, 1, 0, "main");
    fake_step(&log, 1);
    uint32_t place = fake_name(&log, "downloads.c:31");
    fake_created(&log, 2, 1, "Task1");
    log.recording.records[log.recording.count - 2].place = place;   /* LOG_CREATED */
    fake_sleep(&log, 1, FAKE_S);
    fake_step(&log, 2);
    put_log(&log);
    fake_log_done(&log);
}

static int child_normal(void)
{
    attach();
    put_numbers(10);
    ring->header.ticks_per_second = 2e9;
    atomic_store(&ring->status, LOG_ENDED);
    return 0;
}

static int child_fills(void)
{
    attach();
    put_numbers(1000);
    atomic_store(&ring->status, LOG_ENDED);
    return 0;
}

static int child_scribbles_ahead(void)
{
    attach();
    put_numbers(3);
    wait_for_taken(3);
    atomic_store(&ring->written, UINT64_C(1) << 40);
    pause();
    return 0;
}

static int child_goes_back(void)
{
    attach();
    put_numbers(5);
    wait_for_taken(5);
    atomic_store(&ring->written, 2);
    pause();
    return 0;
}

static int child_garbage(void)
{
    uint64_t seed = 88172645463325252u;

    attach();
    for (int i = 0; i < 5000; i++) {
        struct log_record record;
        for (size_t j = 0; j < sizeof record; j++) {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            ((unsigned char *)&record)[j] = (unsigned char)seed;
        }
        record.kind %= LOG_SUSPENDED + 1;
        put(&record);
    }
    return 0;
}

static int child_bad_header(void)
{
    attach();
    ring->header.ticks_per_second = -1;
    put_numbers(1);
    pause();
    return 0;
}

static int child_lies_about_capacity(void)
{
    attach();
    put_numbers(4);
    ring->capacity = UINT64_MAX;
    atomic_store(&ring->taken, UINT64_MAX);
    atomic_store(&ring->status, 77);
    return 0;
}

static int child_wordless(void)
{
    return 3;
}

static int child_crashes(void)
{
    put_half_a_run();
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
    return 0;
}

static int child_leaves(void)
{
    put_half_a_run();
    return 4;
}

static int child_hangs(void)
{
    signal(SIGTERM, SIG_IGN);
    put_half_a_run();
    while (pause() < 0)
        ;
    return 0;
}

static int child_talks(void)
{
    char c;

    fprintf(stderr, "%s %s %s %s\n", getenv(LOG_ENV_CLOCK),
            getenv(LOG_ENV_SYNC) ? getenv(LOG_ENV_SYNC) : "-", getenv(LOG_ENV_STRETCH),
            getenv(LOG_ENV_REMOTE) ? "remote" : "-");
    fprintf(stderr, "%s\n", getpgrp() == getpid() ? "own group" : "our group");
    fprintf(stderr, "%s\n", read(0, &c, 1) == 0 ? "empty input" : "input");
    printf("twelve bytes");
    return 0;
}

static int child_talks_much(void)
{
    for (int i = 0; i < 100000; i++) {
        fprintf(stderr, "line %d\n", i);
        printf("%1000d\n", i);
    }
    return 0;
}

/* Beyond standard error; the ring, the remote and the lifeline are told. */
static int inherited(void)
{
    int n = 0;

    for (int fd = 3; fd < 256; fd++) {
        n += fcntl(fd, F_GETFD) >= 0;
    }
    return n;
}

/* What may not be possible: the exit status names the first thing that was. */
static int child_breaks_out(void)
{
    int remote = told_descriptor(LOG_ENV_REMOTE);

    if (mmap(NULL, LOG_RING_PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, remote, 0) !=
        MAP_FAILED)
        return 1;
    if (write(remote, "x", 1) > 0)
        return 2;
#ifndef ASYNC_PORTABLE
    if (ftruncate(told_descriptor(LOG_ENV_TRACE), 0) == 0)
        return 3;
#endif
    return inherited() == 3 ? 0 : 4;
}

/* Waits for the lifeline to hang up, then says so to the witness. */
static int child_feels_the_lifeline(void)
{
    struct pollfd end = { .fd = told_descriptor(LOG_ENV_LIFELINE) };
    int witness = witness_find();

#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, 0);
#endif
    if (poll(&end, 1, 0) != 0 || write(witness, "+", 1) != 1)
        return 1;
    poll(&end, 1, -1);
    return write(witness, end.revents & POLLHUP ? "L" : "?", 1) == 1 ? 0 : 1;
}

static int child_waits(void)
{
    int witness = witness_find();

    if (write(witness, "+", 1) != 1)
        return 1;
    while (pause() < 0)
        ;
    return 0;
}

static const struct {
    const char *name;
    int (*run)(void);
} fakes[] = {
    { "normal", child_normal }, { "fills", child_fills },
    { "scribbles ahead", child_scribbles_ahead }, { "goes back", child_goes_back },
    { "garbage", child_garbage }, { "bad header", child_bad_header },
    { "lies", child_lies_about_capacity }, { "wordless", child_wordless },
    { "crashes", child_crashes }, { "leaves", child_leaves }, { "hangs", child_hangs },
    { "talks", child_talks }, { "talks much", child_talks_much },
    { "breaks out", child_breaks_out }, { "lifeline", child_feels_the_lifeline },
    { "waits", child_waits },
};

void fake_child_if_asked(void)
{
    const char *name = getenv("FAKE_CHILD");

    if (!name)
        return;
    for (size_t i = 0; i < sizeof fakes / sizeof *fakes; i++)
        if (strcmp(fakes[i].name, name) == 0)
            exit(fakes[i].run());
    exit(99);
}
