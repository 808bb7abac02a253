/* SPDX-License-Identifier: MIT */
/* 16 Round trip: write a file, read it again; each call waits for a pool thread. */
#include "async_file.h"
#include "kit.h"
#include "kit_scratch.h"

#include <stdlib.h>
#include <string.h>

static int write_file(const char *path, const char *content)
{
    struct async_file *file;

    int rc = async_file_open(path, "w", &file);
    if (rc < 0)
        return rc;
    rc = async_file_write(file, content, strlen(content));
    int closed = async_file_close(file);
    return rc < 0 ? rc : closed;
}

static int read_file(const char *path, char **content)
{
    struct async_file *file;

    int rc = async_file_open(path, "r", &file);
    if (rc < 0)
        return rc;
    long size = async_file_read(file, 0, content);
    int closed = async_file_close(file);
    if (size >= 0 && closed < 0)
        free(*content);
    return size < 0 ? (int)size : closed;
}

static void *program(void *arg)
{
    char *content;

    kit_scratch_enter();
    int rc = write_file("test.txt", "Hello, Async!");
    if (rc == 0)
        rc = read_file("test.txt", &content);
    if (rc < 0)
        return async_return(rc);
    printf("%s\n", content);
    free(content);
    return NULL;
}

const struct kit_demo round_trip_demo = {
    .name = "round-trip", .title = "write a file, and read it again",
    .program = program,
    .question = "How many thread jobs does it take to write a file and to read it?",
    .moral = "Behind every asynchronous file stands a thread: open, read, write, close.",
};
