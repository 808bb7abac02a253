/* SPDX-License-Identifier: MIT */
/* What is run to show a demo: this executable again, once or twice. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "modes.h"

/* argv[0] is what the caller liked to say; the system may know better. */
static void own_path(char *path, const char *said)
{
    static const char link[] = "/proc/self/exe";
    ssize_t n = readlink(link, path, RUN_PATH - 1);

    if (n > 0) {
        path[n] = '\0';
        if (access(path, X_OK) != 0)    /* replaced since, by a build: the old one runs */
            snprintf(path, RUN_PATH, "%s", link);
    } else {
        snprintf(path, RUN_PATH, "%s", said);
    }
}

void run_plan(struct run *run, const struct lesson *lesson, const struct options *options)
{
    const struct kit_demo *demo = options->demo;
    bool sync = !demo->alone || options->sync;
    bool async = !options->sync;

    *run = (struct run){ .n = 0 };
    if (sync)
        run->sides[run->n++] = (struct run_side){ SIDE_SYNC_LABEL, true };
    if (async)
        run->sides[run->n++] = (struct run_side){
            demo->alone ? demo->title : SIDE_ASYNC_LABEL, false };
    own_path(run->path, lesson->argv[0] ? lesson->argv[0] : lesson->program);
    run->argv[0] = run->path;
    run->argv[1] = "--demo";
    run->argv[2] = demo->name;
    run->argv[3] = "--output";
    if (options->word_count)
        run->argv[4] = "--";
    for (int i = 0; i < options->word_count; i++)
        run->argv[5 + i] = options->words[i];
}
