/* SPDX-License-Identifier: MIT */
/* Three clocks behind one reading. */
#define _GNU_SOURCE
#include "clock.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "logger.h"
#include "report.h"
#include "timer.h"

enum {
    NS_PER_SECOND = 1000000000,
    REMOTE_LOOK_NS = 4000000            /* how often a waiting program looks */
};

_Atomic int64_t clock_virtual;

static enum log_clock kind = LOG_CLOCK_REAL;
static bool chosen;
static atomic_bool started;             /* what stands here is read: other threads may */
static double factor = 1, stretch = 1;
static int64_t zero;                    /* CLOCK_MONOTONIC at the first reading */
static const struct log_remote *remote;

static int64_t monotonic(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * NS_PER_SECOND + t.tv_nsec;
}

static void sleep_real(int64_t ns)
{
    struct timespec t = { ns / NS_PER_SECOND, ns % NS_PER_SECOND };

    while (nanosleep(&t, &t) < 0 && errno == EINTR)
        ;
}

/* ---- Settings ---- */

void clock_set(enum log_clock new_kind, double new_factor)
{
    kind = new_kind;
    factor = new_factor > 0 ? new_factor : 1;
    chosen = true;
}

void clock_set_stretch(double new_stretch)
{
    stretch = new_stretch > 0 ? new_stretch : 1;
}

enum log_clock clock_kind(void)
{
    return kind;
}

static void read_clock_setting(const char *text)
{
    static const char *const names[] = { "real", "paced", "virtual" };

    for (int i = 0; i < 3; i++)
        if (strcmp(text, names[i]) == 0) {
            kind = (enum log_clock)i;
            return;
        }
    panic(LOG_ENV_CLOCK " is \"%s\": it takes real, paced or virtual", text);
}

static void read_stretch_setting(const char *text)
{
    char *end;
    double value = strtod(text, &end);

    if (end == text || *end || !(value > 0) || isinf(value))
        panic(LOG_ENV_STRETCH " is \"%s\": it takes a number above 0", text);
    stretch = value;
}

static void attach_remote(const char *text)
{
    int fd = setting_descriptor(LOG_ENV_REMOTE, text);
    void *page = mmap(NULL, LOG_RING_PAGE, PROT_READ, MAP_SHARED, fd, 0);

    if (page == MAP_FAILED)
        panic(LOG_ENV_REMOTE " is \"%s\": %s", text, strerror(errno));
    close(fd);
    remote = page;
}

static bool is_started(void)
{
    return atomic_load_explicit(&started, memory_order_acquire);
}

static void read_settings(void)
{
    const char *text;

    if ((text = getenv(LOG_ENV_CLOCK)) && !chosen)
        read_clock_setting(text);
    if ((text = getenv(LOG_ENV_STRETCH)) && stretch == 1)
        read_stretch_setting(text);
    if ((text = getenv(LOG_ENV_REMOTE)) && kind == LOG_CLOCK_PACED)
        attach_remote(text);
}

void clock_start(void)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

    if (is_started())
        return;
    pthread_mutex_lock(&lock);
    if (!is_started()) {
        read_settings();
        zero = monotonic();
        atomic_store_explicit(&started, true, memory_order_release);
    }
    pthread_mutex_unlock(&lock);
}

bool clock_is_remote(void)
{
    return remote != NULL;
}

/* ---- Reading ---- */

struct pace {
    bool paused;
    int64_t real, run;
    double speed;
    uint64_t steps;
};

/* A consistent copy: the screen makes `sequence` odd while it writes. */
static struct pace read_remote(void)
{
    struct pace pace;
    uint32_t before, after;

    do {
        before = atomic_load_explicit(&remote->sequence, memory_order_acquire);
        pace.paused = atomic_load_explicit(&remote->paused, memory_order_relaxed) != 0;
        pace.steps = atomic_load_explicit(&remote->steps, memory_order_relaxed);
        pace.real = (int64_t)atomic_load_explicit(&remote->real, memory_order_relaxed);
        pace.run = (int64_t)atomic_load_explicit(&remote->run, memory_order_relaxed);
        pace.speed = 1e-6 * (double)atomic_load_explicit(&remote->speed_ppm,
                                                         memory_order_relaxed);
        atomic_thread_fence(memory_order_acquire);
        after = atomic_load_explicit(&remote->sequence, memory_order_relaxed);
    } while (before != after || before % 2);
    if (pace.paused)
        pace.speed = 0;
    return pace;
}

static int64_t remote_time(const struct pace *pace)
{
    int64_t passed = monotonic() - pace->real;

    if (passed < 0)
        passed = 0;
    return pace->run + (int64_t)((double)passed * pace->speed);
}

int64_t clock_now(void)
{
    if (!is_started())
        clock_start();
    if (kind == LOG_CLOCK_VIRTUAL)
        return clock_virtual;
    if (remote) {
        struct pace pace = read_remote();
        return remote_time(&pace);
    }
    int64_t passed = monotonic() - zero;
    return kind == LOG_CLOCK_PACED ? (int64_t)((double)passed * factor) : passed;
}

bool clock_ns(double seconds, int64_t *ns)
{
    double exact = seconds * stretch * NS_PER_SECOND;

    if (isnan(exact))
        return false;
    *ns = exact <= 0 ? 0 : exact >= 0x1p62 ? TIMER_NEVER : (int64_t)(exact + 0.5);
    return true;
}

int64_t clock_after(int64_t ns)
{
    int64_t now = clock_now();

    return ns >= TIMER_NEVER - now ? TIMER_NEVER : now + ns;
}

int64_t clock_at(double when)
{
    double exact = when * NS_PER_SECOND;

    return exact >= 0x1p62 ? TIMER_NEVER
        : exact <= -0x1p62 ? -TIMER_NEVER / 2 : (int64_t)floor(exact + 0.5);
}

/* ---- Waiting ---- */

int64_t clock_real_wait(int64_t when)
{
    int64_t left = when == TIMER_NEVER ? TIMER_NEVER : when - clock_now();

    if (left <= 0)
        return 0;
    if (remote) {
        struct pace pace = read_remote();
        double real = pace.speed > 0 ? (double)left / pace.speed : INFINITY;
        return real < REMOTE_LOOK_NS ? (int64_t)real + 1 : REMOTE_LOOK_NS;
    }
    if (kind == LOG_CLOCK_PACED && left < TIMER_NEVER / 2)
        left = (int64_t)fmin((double)left / factor + 1, 0x1p62);
    return left;
}

void clock_jump(int64_t when)
{
    if (when > clock_virtual)
        atomic_store_explicit(&clock_virtual, when, memory_order_relaxed);
}

void clock_block(int64_t when)
{
    clock_start();
    if (kind == LOG_CLOCK_VIRTUAL) {
        if (when == TIMER_NEVER)
            panic("a blocking sleep without an end: the virtual clock has nowhere to go");
        clock_jump(when);
        return;
    }
    logger_status(LOG_ON_CLOCK, when);
    clock_sleep(when);
    logger_status(LOG_BUSY, 0);
}

void clock_sleep(int64_t when)
{
    if (kind == LOG_CLOCK_VIRTUAL)
        sleep_real(when);
    else
        for (int64_t left; (left = clock_real_wait(when)) > 0; )
            sleep_real(left);
}

void clock_await_step(void)
{
    struct pace pace = read_remote();

    if (!pace.paused)
        return;
    logger_status(LOG_HELD, 0);
    for (uint64_t seen = pace.steps; pace.paused && pace.steps == seen; ) {
        sleep_real(REMOTE_LOOK_NS / 4);
        pace = read_remote();
    }
    logger_status(LOG_BUSY, 0);
}
