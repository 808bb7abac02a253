/* SPDX-License-Identifier: MIT */
/* Files: each call is an operation that a thread job does, on memory of its own. */
#define _GNU_SOURCE
#include "async_file.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "error.h"
#include "job.h"
#include "report.h"

enum { FIRST_ROOM = 4096, NAME = 32 };

struct async_file {
    FILE *stream;                       /* NULL once closed */
    pthread_mutex_t busy;               /* one operation at a time */
    bool was_read;                      /* since it was last written or sought */
    atomic_int holders;                 /* the program, and operations */
    char path[];
};

struct operation {
    struct async_file *file;
    char mode[8];
    size_t limit, size;
    long offset;                        /* to seek: and then where that is */
    int whence;
    char *bytes;                        /* to be written, or what was read */
    int error;
};

static void drop(struct async_file *file)
{
    if (atomic_fetch_sub(&file->holders, 1) > 1)
        return;
    if (file->stream)                   /* opened for somebody who was cancelled */
        fclose(file->stream);
    pthread_mutex_destroy(&file->busy);
    free(file);
}

static void dispose(void *arg)
{
    struct operation *operation = arg;

    drop(operation->file);
    free(operation->bytes);
    free(operation);
}

static struct operation *operation_on(struct async_file *file)
{
    struct operation *operation = calloc(1, sizeof *operation);

    if (!operation)
        panic("out of memory for an operation on '%s'", file->path);
    atomic_fetch_add(&file->holders, 1);
    operation->file = file;
    return operation;
}

/* Have it done: 0 (and the operation is the caller's), or -code. */
static int await_done(struct operation *operation, const char *verb, async_fn *fn,
                      const char *place)
{
    const char *path = operation->file->path, *slash = strrchr(path, '/');
    char name[NAME];

    snprintf(name, sizeof name, "%s %s", verb, slash && slash[1] ? slash + 1 : path);
    int rc = job_await(name, fn, operation, dispose, place);
    if (rc == 0 && operation->error) {
        rc = refuse(operation->error, "%s: '%s'", strerror(operation->error), path);
        dispose(operation);
    }
    return rc;
}

/* ---- On a pool thread ---- */

static void *do_open(void *arg)
{
    struct operation *operation = arg;
    struct async_file *file = operation->file;
    struct stat about;

    file->stream = fopen(file->path, operation->mode);
    if (!file->stream) {
        operation->error = errno;
    } else if (fstat(fileno(file->stream), &about) == 0 && S_ISDIR(about.st_mode)) {
        operation->error = EISDIR;      /* to be read it could be opened */
        fclose(file->stream);
        file->stream = NULL;
    }
    return NULL;
}

/* With the file to itself; EBADF once it is closed. */
static void *with_stream(struct operation *operation,
                         void (*fn)(struct operation *operation, FILE *stream))
{
    struct async_file *file = operation->file;

    pthread_mutex_lock(&file->busy);
    if (file->stream)
        fn(operation, file->stream);
    else
        operation->error = EBADF;
    pthread_mutex_unlock(&file->busy);
    return NULL;
}

/* Room for more bytes and a NUL; false if there is none. */
static bool has_room(struct operation *operation, size_t *room)
{
    if (operation->size + 1 < *room)
        return true;
    size_t more = *room ? 2 * *room : FIRST_ROOM;
    char *bytes = realloc(operation->bytes, more);
    if (!bytes) {
        operation->error = ENOMEM;
        return false;
    }
    operation->bytes = bytes;
    *room = more;
    return true;
}

static void read_bytes(struct operation *operation, FILE *stream)
{
    size_t room = 0, limit = operation->limit ? operation->limit : SIZE_MAX, got;

    clearerr(stream);
    operation->file->was_read = true;
    do {
        if (!has_room(operation, &room))
            return;
        size_t most = room - operation->size - 1, left = limit - operation->size;
        got = fread(operation->bytes + operation->size, 1, most < left ? most : left, stream);
        operation->size += got;
    } while (got > 0 && operation->size < limit);
    operation->bytes[operation->size] = '\0';
    if (ferror(stream))
        operation->error = errno ? errno : EIO;
}

static void read_line(struct operation *operation, FILE *stream)
{
    size_t room = 0;

    clearerr(stream);
    operation->file->was_read = true;
    ssize_t got = getline(&operation->bytes, &room, stream);
    if (got >= 0)
        operation->size = (size_t)got;
    else if (ferror(stream))
        operation->error = errno ? errno : EIO;
}

/* (Reading after a write needs nothing: what was written is in the system.) */
static void write_bytes(struct operation *operation, FILE *stream)
{
    if (operation->file->was_read)      /* C wants it between the two; glibc does not */
        fseek(stream, 0, SEEK_CUR);
    operation->file->was_read = false;
    size_t put = fwrite(operation->bytes, 1, operation->size, stream);

    if (put < operation->size || fflush(stream) != 0)
        operation->error = errno ? errno : EIO;
}

static void seek(struct operation *operation, FILE *stream)
{
    if (fseek(stream, operation->offset, operation->whence) != 0 ||
        (operation->offset = ftell(stream)) < 0)
        operation->error = errno;
    else
        operation->file->was_read = false;
}

static void close_stream(struct operation *operation, FILE *stream)
{
    if (fclose(stream) != 0)
        operation->error = errno ? errno : EIO;
    operation->file->stream = NULL;
}

static void *do_read(void *arg)
{
    return with_stream(arg, read_bytes);
}

static void *do_readline(void *arg)
{
    return with_stream(arg, read_line);
}

static void *do_write(void *arg)
{
    return with_stream(arg, write_bytes);
}

static void *do_seek(void *arg)
{
    return with_stream(arg, seek);
}

static void *do_close(void *arg)
{
    return with_stream(arg, close_stream);
}

/* ---- On the loop's ---- */

static struct async_file *file_new(const char *path)
{
    size_t size = strlen(path) + 1;
    struct async_file *file = calloc(1, sizeof *file + size);

    if (!file)
        panic("out of memory for file '%s'", path);
    memcpy(file->path, path, size);
    pthread_mutex_init(&file->busy, NULL);
    file->holders = 0;
    return file;
}

/* 'e': no child inherits it. */
static bool set_mode(struct operation *operation, const char *mode)
{
    size_t n = strlen(mode);

    if (n == 0 || n + 2 > sizeof operation->mode || !strchr("rwa", mode[0]) ||
        strspn(mode + 1, "bx+") != n - 1)
        return false;
    snprintf(operation->mode, sizeof operation->mode, "%se", mode);
    return true;
}

int async_file_open_at(const char *path, const char *mode, struct async_file **file,
                       const char *place)
{
    struct operation *operation = operation_on(file_new(path));

    if (!set_mode(operation, mode)) {
        dispose(operation);
        return refuse(EINVAL, "invalid mode: '%s'", mode);
    }
    int rc = await_done(operation, "open", do_open, place);
    if (rc < 0)
        return rc;
    *file = operation->file;            /* the operation's hold is the program's now */
    free(operation);
    return 0;
}

static long take_bytes(struct operation *operation, char **bytes)
{
    long size = (long)operation->size;

    *bytes = operation->bytes;
    operation->bytes = NULL;
    dispose(operation);
    return size;
}

long async_file_read_at(struct async_file *file, size_t limit, char **text,
                        const char *place)
{
    struct operation *operation = operation_on(file);

    operation->limit = limit;
    int rc = await_done(operation, "read", do_read, place);
    return rc < 0 ? rc : take_bytes(operation, text);
}

long async_file_readline_at(struct async_file *file, char **line, const char *place)
{
    struct operation *operation = operation_on(file);

    int rc = await_done(operation, "read", do_readline, place);
    if (rc == 0 && operation->size == 0) {
        free(operation->bytes);
        operation->bytes = NULL;
    }
    return rc < 0 ? rc : take_bytes(operation, line);
}

int async_file_write_at(struct async_file *file, const void *bytes, size_t size,
                        const char *place)
{
    struct operation *operation = operation_on(file);

    operation->bytes = malloc(size ? size : 1);
    if (!operation->bytes)
        panic("%s: out of memory for %zu bytes", place, size);
    memcpy(operation->bytes, bytes, size);
    operation->size = size;
    int rc = await_done(operation, "write", do_write, place);
    if (rc == 0)
        dispose(operation);
    return rc;
}

long async_file_seek_at(struct async_file *file, long offset, int whence,
                        const char *place)
{
    struct operation *operation = operation_on(file);

    operation->offset = offset;
    operation->whence = whence;
    long rc = await_done(operation, "seek", do_seek, place);
    if (rc == 0) {
        rc = operation->offset;
        dispose(operation);
    }
    return rc;
}

/* A close that nobody waits for, or that could not be queued, happens with the last
 * operation that still holds the file. */
int async_file_close_at(struct async_file *file, const char *place)
{
    struct operation *operation = operation_on(file);

    drop(file);
    int rc = await_done(operation, "close", do_close, place);
    if (rc == 0)
        dispose(operation);
    return rc;
}
