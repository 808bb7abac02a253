/* SPDX-License-Identifier: MIT */
/* 16 Read: a file that was there before, down to its end. */
#include "async_file.h"
#include "kit.h"
#include "kit_scratch.h"

#include <stdlib.h>

static void *read_file(void *path)
{
    struct async_file *file;
    char *contents;

    int rc = async_file_open(path, "r", &file);
    if (rc < 0)
        return async_return(rc);
    long size = async_file_read(file, 0, &contents);
    if (size >= 0) {
        printf("%s\n", contents);
        free(contents);
    }
    rc = async_file_close(file);        /* on every way out, as any resource */
    return async_return(size < 0 ? (int)size : rc);
}

static int script(void)
{
    kit_scratch_enter();
    kit_scratch_write("example.txt", "test\ntest");
    return async_run(read_file, "example.txt", NULL);
}

const struct kit_demo read_demo = {
    .name = "read", .title = "a file down to its end",
    .script = script, .alone = true,
    .question = "While the file is read, who could run?",
    .moral = "A file is a resource: what was opened is closed on every way out.",
};
