/* SPDX-License-Identifier: MIT */
/* Records go straight to where the reader is: the ring, or a file's buffer. */
#define _GNU_SOURCE
#include "logger.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "loop.h"
#include "names.h"
#include "output.h"
#include "report.h"
#include "ticks.h"

enum { FILE_RECORDS = 2048, FULL_WAIT_NS = 200000 };

bool logger_on;

static struct log_record *records;      /* the ring's, or the file's buffer */
static uint64_t capacity;               /* of records: a power of two */
static uint64_t written;                /* since the start */
static uint64_t room;                   /* `written` may grow to this without asking */
static _Atomic uint64_t nobody;         /* stands in for a ring's count */
static _Atomic uint64_t *publish = &nobody;

static struct log_ring *ring;
static int lifeline = -1;
static int file = -1;
static uint64_t file_saved;             /* records that are in the file */
static struct log_header header;

/* ---- Where records go ---- */

/* Recording goes no further; the program does. */
static void stop_recording(const char *why)
{
    logger_on = false;
    loop_note_special();
    output_release();
    report((struct async_task){ 0 }, NULL, "recording stopped: %s", why);
}

static bool write_all(const void *data, size_t size)
{
    const char *bytes = data;

    while (size > 0) {
        ssize_t n = write(file, bytes, size);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0) {
            bytes += n;
            size -= (size_t)n;
        }
    }
    return true;
}

void logger_flush(void)
{
    size_t n = (size_t)(written - file_saved);

    if (file < 0 || n == 0)
        return;
    if (!write_all(records, n * sizeof *records)) {
        const char *why = strerror(errno);
        close(file);
        file = -1;
        stop_recording(why);
        return;
    }
    file_saved = written;
    room = written + capacity;
}

static bool reader_lives(void)
{
    struct pollfd end = { .fd = lifeline, .events = 0 };

    return lifeline < 0 || poll(&end, 1, 0) <= 0 || !(end.revents & (POLLHUP | POLLERR));
}

/* A full ring makes the program wait; only a reader that is gone ends that. */
static void wait_for_reader(void)
{
    struct timespec pause = { 0, FULL_WAIT_NS };

    atomic_fetch_add_explicit(&ring->stalls, 1, memory_order_relaxed);
    while (atomic_load_explicit(&ring->taken, memory_order_acquire) + capacity <= written) {
        if (!reader_lives()) {
            stop_recording("nobody reads the log any more");
            return;
        }
        nanosleep(&pause, NULL);
    }
}

static void make_room(void)
{
    if (!ring) {
        logger_flush();
        return;
    }
    if (atomic_load_explicit(&ring->taken, memory_order_acquire) + capacity <= written)
        wait_for_reader();
    room = atomic_load_explicit(&ring->taken, memory_order_acquire) + capacity;
}

static inline struct log_record *next_record(void)
{
    if (__builtin_expect(written == room, 0)) {
        make_room();
        if (!logger_on)
            return NULL;
    }
    /* A file's buffer starts anew with each flush, a ring goes round. */
    return &records[(ring ? written : written - file_saved) & (capacity - 1)];
}

static inline void done(void)
{
    atomic_store_explicit(publish, ++written, memory_order_release);
}

/* ---- What is written ---- */

static void put_text(const char *bytes, uint64_t size)
{
    for (uint64_t at = 0; at < size; at += LOG_TEXT_BYTES) {
        struct log_text *text = (struct log_text *)next_record();
        if (!text)
            return;
        uint64_t left = size - at;
        *text = (struct log_text){ .kind = LOG_TEXT };
        text->used = (uint32_t)(left < LOG_TEXT_BYTES ? left : LOG_TEXT_BYTES);
        memcpy(text->bytes, bytes + at, text->used);
        done();
    }
}

static inline void put(uint64_t time, enum log_kind kind, uint32_t detail,
                       uint32_t task, uint32_t other, uint32_t place, uint64_t value)
{
    struct log_record *record = next_record();

    if (!record)
        return;
    *record = (struct log_record){
        .time = time, .value = value, .task = task, .other = other, .place = place,
        .kind = (uint16_t)kind, .detail = (uint16_t)detail,
    };
    done();
}

static uint32_t name_number(const char *text, uint32_t number, bool is_new)
{
    if (is_new) {
        uint64_t size = strlen(text);
        put_text(text, size);
        put(ticks_now(), LOG_NAME, 0, 0, number, 0, size);
    }
    return number;
}

uint32_t logger_name(const char *text)
{
    bool is_new;

    if (!text || !logger_on)
        return 0;
    uint32_t number = names_number(text, &is_new);
    return name_number(text, number, is_new);
}

static inline uint32_t place_number(const char *place)
{
    bool is_new;

    if (!place)
        return 0;
    uint32_t number = names_literal(place, &is_new);
    return name_number(place, number, is_new);
}

void logger_put(const struct logger_event *event)
{
    if (!logger_on)
        return;
    uint32_t place = place_number(event->place);
    put(ticks_now(), event->kind, event->detail, event->task, event->other, place,
        event->value);
}

void logger_switch(const struct logger_event *end, uint32_t begun)
{
    uint32_t place = place_number(end->place);
    uint64_t now = ticks_now();

    put(now, LOG_STEP_END, end->detail, end->task, end->other, place, end->value);
    put(now, LOG_STEP_BEGIN, 0, begun, 0, 0, 0);
}

void logger_print(uint32_t task, uint32_t job, const char *bytes, uint64_t size)
{
    if (!logger_on || size == 0)
        return;
    put_text(bytes, size);
    put(ticks_now(), LOG_PRINT, 0, task, job, 0, size);
}

void logger_status(enum log_status status, int64_t until)
{
    if (!ring)
        return;
    atomic_store_explicit(&ring->until, (uint64_t)until, memory_order_relaxed);
    atomic_store_explicit(&ring->status, status, memory_order_release);
}

/* ---- Beginning and end ---- */

static void fill_header(uint64_t count, uint32_t flags)
{
    header = (struct log_header){
        .schema = LOG_SCHEMA, .record_size = sizeof(struct log_record),
        .clock = clock_kind(), .flags = flags, .records = count,
    };
    memcpy(header.magic, LOG_MAGIC, sizeof header.magic);
    ticks_calibration(&header.first_tick, &header.ticks_per_second);
}

static uint32_t flags_now(void)
{
    return async_is_synchronous() ? LOG_SYNCHRONOUS : 0;
}

/* A child of fork() has the same file and ring: they stay its parent's. */
static void forget_in_child(void)
{
    logger_on = false;
    loop_note_special();
    publish = &nobody;
    ring = NULL;
    file = -1;
}

static void begin(void)
{
    static bool registered;

    if (!registered)
        atexit(logger_close);
    if (!registered)
        pthread_atfork(NULL, NULL, forget_in_child);
    registered = true;
    logger_on = true;
    loop_note_special();
    output_capture();
}

int logger_open_file(const char *path)
{
    if (logger_on)
        logger_close();
    clock_start();
    file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0)
        return -errno;
    fill_header(LOG_NEVER, flags_now() | LOG_UNFINISHED);
    records = malloc(FILE_RECORDS * sizeof *records);
    if (!records || !write_all(&header, sizeof header)) {
        int error = errno;
        close(file);
        file = -1;
        free(records);
        return -error;
    }
    capacity = room = FILE_RECORDS;
    written = file_saved = 0;
    begin();
    return 0;
}

static void attach_ring(const char *text)
{
    int fd = setting_descriptor(LOG_ENV_TRACE, text);
    struct stat status;
    const char *line = getenv(LOG_ENV_LIFELINE);

    if (fstat(fd, &status) < 0 || status.st_size < LOG_RING_PAGE)
        panic(LOG_ENV_TRACE " is \"%s\": that descriptor is not a ring", text);
    void *memory = mmap(NULL, (size_t)status.st_size, PROT_READ | PROT_WRITE,
                        MAP_SHARED, fd, 0);
    if (memory == MAP_FAILED)
        panic(LOG_ENV_TRACE " is \"%s\": %s", text, strerror(errno));
    close(fd);
    ring = memory;
    capacity = ring->capacity;
    if (capacity == 0 || (capacity & (capacity - 1)) ||
        capacity > ((uint64_t)status.st_size - LOG_RING_PAGE) / sizeof *records)
        panic(LOG_ENV_TRACE " is \"%s\": the ring's capacity is wrong", text);
    records = (struct log_record *)((char *)memory + LOG_RING_PAGE);
    publish = &ring->written;
    if (line)
        lifeline = setting_descriptor(LOG_ENV_LIFELINE, line);
    fill_header(LOG_NEVER, flags_now());
    ring->header = header;
    room = capacity;
    begin();
}

void logger_start(void)
{
    static bool looked;
    const char *text = getenv(LOG_ENV_TRACE);

    if (looked || logger_on)
        return;
    looked = true;
    if (!text || !*text)
        return;
    clock_start();
    if (strncmp(text, "fd:", 3) == 0) {
        attach_ring(text);
    } else {
        int rc = logger_open_file(text);
        if (rc < 0)
            panic(LOG_ENV_TRACE " is \"%s\": %s", text, strerror(-rc));
    }
    /* This run is the one to be recorded, not one of a child's. */
    unsetenv(LOG_ENV_TRACE);
    unsetenv(LOG_ENV_REMOTE);
    unsetenv(LOG_ENV_LIFELINE);
}

void logger_close(void)
{
    if (!logger_on)
        return;
    output_release();
    logger_on = false;
    fill_header(written, flags_now());
    if (ring) {
        header.records = LOG_NEVER;
        ring->header = header;
        logger_status(LOG_ENDED, 0);
    } else if (file >= 0) {
        logger_flush();
        if (file >= 0 && (lseek(file, 0, SEEK_SET) == 0) &&
            !write_all(&header, sizeof header))
            report((struct async_task){ 0 }, NULL, "the log's end: %s", strerror(errno));
        close(file);
        file = -1;
        free(records);
    }
    names_free_all();
}
