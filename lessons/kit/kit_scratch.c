/* SPDX-License-Identifier: MIT */
/* A folder of the demo's own. */
#define _GNU_SOURCE
#include "kit_scratch.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/interleave-files-XXXXXX";

static _Noreturn void give_up(const char *name)
{
    fprintf(stderr, "%s: %s\n", name, strerror(errno));
    exit(1);
}

static void leave(void)
{
    DIR *list = opendir(folder);

    for (struct dirent *entry; list && (entry = readdir(list));)
        unlink(entry->d_name);
    if (list)
        closedir(list);
    if (chdir("/") == 0)
        rmdir(folder);
}

void kit_scratch_enter(void)
{
    if (!mkdtemp(folder) || chdir(folder) < 0)
        give_up(folder);
    atexit(leave);
}

void kit_scratch_write(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");

    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        give_up(name);
}
