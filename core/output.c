/* SPDX-License-Identifier: MIT */
/* stdout with a listener: fopencookie() where there is one, funopen() on the BSDs. */
#define _GNU_SOURCE
#include "output.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>
#include <unistd.h>

#include "job.h"
#include "logger.h"
#include "loop.h"

#ifdef __GLIBC__
#include <stdio_ext.h>
#endif

void *output_captured;

static FILE *original, *captured;
static FILE *shared;                    /* has no buffer: who prints writes */

ssize_t output_pass_on(const char *bytes, size_t size)
{
    size_t done = 0;

    while (done < size) {
        ssize_t n = write(STDOUT_FILENO, bytes + done, size - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return done > 0 ? (ssize_t)done : -1;
        done += (size_t)n;
    }
    return (ssize_t)done;
}

static ssize_t note_and_pass_on(const char *bytes, size_t size)
{
    if (loop_at_home()) {
        logger_print(task_running_number(), 0, bytes, size);
        return output_pass_on(bytes, size);
    }
    job_print(bytes, size);
    return (ssize_t)size;
}

#ifdef __GLIBC__
static ssize_t write_cookie(void *cookie, const char *bytes, size_t size)
{
    (void)cookie;
    ssize_t n = note_and_pass_on(bytes, size);
    return n < 0 ? 0 : n;           /* what fopencookie() takes for an error */
}

static FILE *open_captured(void)
{
    return fopencookie(NULL, "w", (cookie_io_functions_t){ .write = write_cookie });
}
#else
static int write_cookie(void *cookie, const char *bytes, int size)
{
    (void)cookie;
    return (int)note_and_pass_on(bytes, (size_t)size);
}

static FILE *open_captured(void)
{
    return funopen(NULL, NULL, write_cookie, NULL, NULL);
}
#endif

void output_capture(void)
{
    if (captured)
        return;
    fflush(stdout);
    captured = open_captured();
    if (!captured)
        return;
    output_captured = captured;
    setvbuf(captured, NULL, _IOFBF, 1 << 15);
    original = stdout;
    stdout = captured;
}

void output_release(void)
{
    if (!captured)
        return;
    fflush(captured);
    if (stdout == captured || stdout == shared)
        stdout = original;
    fclose(captured);
    if (shared && pool_threads() == 0)  /* else one of them may be printing */
        fclose(shared);
    captured = shared = output_captured = NULL;
}

void output_share(bool with_threads)
{
    if (!captured || (stdout != captured && stdout != shared))
        return;
    if (with_threads && !shared) {
        shared = open_captured();
        if (!shared)
            return;
        setvbuf(shared, NULL, _IONBF, 0);
    }
    fflush(captured);
    stdout = with_threads ? shared : captured;
}

void output_note_pending(void)
{
#ifdef __GLIBC__
    if (__fpending(captured) == 0)
        return;
#endif
    fflush(captured);
}
