/* SPDX-License-Identifier: MIT */
/* 22 Deadlock: two polite people at a door, each of whom goes when the other has gone.
 * Nobody has to ask here: a run in which nothing can happen any more ends with the tree,
 * and the tree names the circle.  It runs in a process of its own, which it ends. */
#include "kit.h"

static struct async_task ada, ben;

static void *go_after(void *arg)
{
    const struct async_task *other = arg;

    int rc = async_await(*other, NULL);
    if (rc == 0)
        printf("through the door\n");
    return async_return(rc);
}

static void *program(void *arg)
{
    ada = async_create_task("Ada", go_after, &ben);
    ben = async_create_task("Ben", go_after, &ada);
    return async_return(async_await(ada, NULL));
}

static void after_you(void)
{
    async_run(program, NULL, NULL);
}

static void print_line(const char *line)
{
    kit_fold(stdout, line);
}

static int script(void)
{
    return kit_last_words_by(0, &(struct kit_last){ .tell = print_line });
}

static void (*const misuses[])(void) = { after_you, NULL };

const struct kit_demo deadlock_demo = {
    .name = "deadlock", .title = "each waits for the other: the tree has a circle",
    .script = script, .loopless = true, .misuses = misuses, .alone = true,
    .question = "Ada goes when Ben has gone, Ben when Ada has. What does the program do?",
    .moral = "When nobody can go on, the run ends and says who waits for whom.",
};
