/* SPDX-License-Identifier: MIT */
/* 16 Many: four files counted at once, each on a disk of its own slowness; one of
 * them is missing, and the others are counted all the same. */
#include "async_thread.h"
#include "kit.h"
#include "kit_scratch.h"

#include <ctype.h>

enum { FILES = 4 };

static struct paper {
    const char *name;
    double slowness;
    int lines, words;
} papers[FILES] = {
    { "a.txt", 0.4 }, { "b.txt", 0.3 }, { "c.txt", 0.2 }, { "none.txt", 0.1 },
};

static void *count(void *arg)           /* on a pool thread */
{
    struct paper *paper = arg;
    int before = ' ', c;

    async_blocking_sleep(paper->slowness);
    FILE *file = fopen(paper->name, "r");
    if (!file)
        return async_fail(errno, "%s", paper->name);
    for (; (c = getc(file)) != EOF; before = c) {
        paper->lines += c == '\n';
        paper->words += isspace(before) && !isspace(c);
    }
    fclose(file);
    return NULL;
}

static void tell(const struct paper *paper, struct async_task job)
{
    const struct async_error *error = async_exception(job);

    if (error)
        printf("%s: %s\n", paper->name,
               error->code == ENOENT ? "no such file" : "cannot be read");
    else
        printf("%s: %d lines, %d words\n", paper->name, paper->lines, paper->words);
}

static void *program(void *arg)
{
    struct async_task jobs[FILES];

    kit_scratch_enter();
    kit_scratch_write("a.txt", "one two three\nfour\n");
    kit_scratch_write("b.txt", "");
    kit_scratch_write("c.txt", "x\ny\nz\n");
    double start = async_time();
    for (int i = 0; i < FILES; i++)
        jobs[i] = async_run_in_executor(papers[i].name, count, &papers[i]);
    int rc = async_gather(jobs, FILES, NULL, ASYNC_RETURN_EXCEPTIONS);
    for (int i = 0; rc == 0 && i < FILES; i++)
        tell(&papers[i], jobs[i]);
    if (rc == 0)
        printf("elapsed %.1fs\n", async_time() - start);
    return async_return(rc);
}

const struct kit_demo many_demo = {
    .name = "many", .title = "many files at once, one of them missing",
    .program = program, .alone = true, .seconds = 0.4,
    .question = "Disks of 0.4, 0.3, 0.2 and 0.1 s; one file is missing. How long?",
    .moral = "One failure is one answer: the other files are counted all the same.",
};
