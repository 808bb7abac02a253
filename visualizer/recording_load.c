/* SPDX-License-Identifier: MIT */
/* Reading logs from a file, of which no byte is trusted: room is made for what the
 * file holds, never for what its header promises. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "grow.h"
#include "recording.h"

enum { CHUNK = 1 << 15 };               /* records read at once */

struct source {
    const char *path;
    int fd;
    off_t bytes;                        /* of the file, as it was opened */
    char *error;
    size_t size;                        /* of error */
};

/* Read up to n bytes; fewer only at the end of the file.  -1: errno says why. */
static ssize_t read_up_to(int fd, void *bytes, size_t n)
{
    size_t got = 0;
    while (got < n) {
        ssize_t more = read(fd, (char *)bytes + got, n - got);
        if (more < 0 && errno == EINTR)
            continue;
        if (more < 0)
            return -1;
        if (more == 0)
            break;
        got += (size_t)more;
    }
    return (ssize_t)got;
}

static bool cannot_read(struct source *source)
{
    snprintf(source->error, source->size, "cannot read %s: %s", source->path,
             strerror(errno));
    return false;
}

static bool larger_than_memory(off_t bytes)
{
    long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    return pages > 0 && page > 0 && bytes / page >= pages;
}

static bool source_open(struct source *source)
{
    source->fd = open(source->path, O_RDONLY | O_CLOEXEC);
    if (source->fd < 0)
        return cannot_read(source);
    struct stat about;
    if (fstat(source->fd, &about) < 0)
        return cannot_read(source);
    if (S_ISDIR(about.st_mode)) {
        errno = EISDIR;
        return cannot_read(source);
    }
    if (larger_than_memory(about.st_size)) {
        snprintf(source->error, source->size,
                 "cannot read %s: it is larger than this machine's memory", source->path);
        return false;
    }
    source->bytes = about.st_size;
    return true;
}

/* The header of log number `which`.  1: it is there; 0: the file ends here, with
 * *cut telling whether within a header; -1: an error. */
static int read_header(struct source *source, int which, struct log_header *header,
                       bool *cut)
{
    ssize_t got = read_up_to(source->fd, header, sizeof *header);
    if (got < 0)
        return cannot_read(source), -1;
    size_t mark = (size_t)got < sizeof header->magic ? (size_t)got : sizeof header->magic;
    bool marked = mark && !memcmp(header->magic, LOG_MAGIC, mark);
    if (which > 0 && (got == 0 || (marked && (size_t)got < sizeof *header))) {
        *cut = got > 0;
        return 0;
    }
    if (got == 0)
        snprintf(source->error, source->size, "%s is not an Interleave log: it is empty",
                 source->path);
    else if (!marked && which == 0)
        snprintf(source->error, source->size,
                 "%s is not an Interleave log: it does not begin like one", source->path);
    else if (!marked)
        snprintf(source->error, source->size,
                 "%s is damaged: what follows log %d in it is not a log", source->path,
                 which);
    else if ((size_t)got < sizeof *header)
        snprintf(source->error, source->size,
                 "%s is not a whole Interleave log: it ends after %zd bytes",
                 source->path, got);
    else
        return 1;
    return -1;
}

/* Make room at once for the records that the file seems to hold still. */
static void expect(const struct source *source, uint64_t most, struct recording *log)
{
    off_t at = lseek(source->fd, 0, SEEK_CUR);
    uint64_t left = at >= 0 && at < source->bytes ? (uint64_t)(source->bytes - at) : 0;
    uint64_t records = left / sizeof *log->records;
    log->records = grow(log->records, &log->capacity,
                        (records < most ? records : most) + CHUNK, sizeof *log->records);
}

/* The records that belong to this header, or as many as there are. */
static bool read_records(struct source *source, const struct log_header *header,
                         struct recording *log)
{
    uint64_t left = header->records;
    recording_init(log, header);
    expect(source, left, log);
    while (left) {
        uint64_t want = left < CHUNK ? left : CHUNK;
        log->records = grow(log->records, &log->capacity, log->count + want,
                            sizeof *log->records);
        ssize_t got = read_up_to(source->fd, log->records + log->count,
                                 want * sizeof *log->records);
        if (got < 0)
            return cannot_read(source);
        uint64_t whole = (uint64_t)got / sizeof *log->records;
        log->count += whole;
        if (header->records != LOG_NEVER)
            left -= whole;
        if (whole == want)
            continue;
        if (header->records != LOG_NEVER || (size_t)got % sizeof *log->records)
            log->header.flags |= LOG_UNFINISHED;
        break;
    }
    log->header.records = log->count;
    return true;
}

/* One more log.  1: read; 0: there is none; -1: an error. */
static int read_log(struct source *source, struct recording *logs, int which, int max)
{
    struct log_header header;
    bool cut = false;
    int there = read_header(source, which, &header, &cut);
    if (cut)
        logs[which - 1].header.flags |= LOG_UNFINISHED;
    if (there <= 0)
        return there;
    char why[160];
    if (!recording_check_header(&header, why, sizeof why)) {
        snprintf(source->error, source->size, "cannot read %s: %s", source->path, why);
        return -1;
    }
    if (which == max) {
        snprintf(source->error, source->size, "%s holds more than %d log%s, "
                 "which is more than can be shown", source->path, max, max == 1 ? "" : "s");
        return -1;
    }
    if (read_records(source, &header, &logs[which]))
        return 1;
    recording_done(&logs[which]);
    return -1;
}

int recording_load(const char *path, struct recording *logs, int max, char *error, int size)
{
    struct source source = {.path = path, .fd = -1, .error = error, .size = (size_t)size};
    int n = 0, there = source_open(&source) ? 1 : -1;
    while (there > 0) {
        there = read_log(&source, logs, n, max);
        n += there > 0;
    }
    if (source.fd >= 0)
        close(source.fd);
    if (there == 0)
        return n;
    while (n-- > 0)
        recording_done(&logs[n]);
    return -1;
}
