/* SPDX-License-Identifier: MIT */
/* 22 Debugging: ask a program that waits what it waits for.
 *
 * Concept  A task that waits keeps no thread that one could look at. The runtime knows
 *          what it waits for, since when and at which line: Ctrl-\ (SIGQUIT) prints
 *          that, and who awaits whom, and the program goes on.
 * Predict  Ada has the only pan for three seconds, Ben would like it, main waits for
 *          both. At one second somebody asks. Who stands below whom?
 * Watch    The printed tree: what a task awaits stands below it.  Then the lanes at 1 s,
 *          which say the same.
 * Try      --output --clock real, and press Ctrl-\ before it is over.  Then a second pan.
 * Next     --demo deadlock: the same tree when nobody can go on any more.
 */
#include "kit.h"

static struct async_lock pan = ASYNC_LOCK("pan");

static void *bake(void *arg)
{
    const char *name = arg;

    int rc = async_lock_acquire(&pan);
    if (rc < 0)
        return async_return(rc);
    rc = async_sleep(3);
    async_lock_release(&pan);
    if (rc == 0)
        printf("%.1f s: %s has a pancake\n", async_time(), name);
    return async_return(rc);
}

static void *breakfast(void *arg)
{
    struct async_task cooks[] = {
        async_coroutine("Ada", bake, "Ada"),
        async_coroutine("Ben", bake, "Ben"),
    };
    int rc = async_gather(cooks, 2, NULL, 0);
    return async_return(rc);
}

static void *ask(void *arg)
{
    kit_print_tasks();
    return NULL;
}

static void *program(void *arg)
{
    async_call_later(1, ask, NULL);
    int rc = async_await(async_create_task("breakfast", breakfast, NULL), NULL);
    return async_return(rc);
}

static const char *const lanes[] = { "breakfast", "Ada", "Ben", NULL };

static const struct kit_demo tree_demo = {
    .name = "tree", .title = "who awaits whom, and at which line",
    .program = program, .lanes = lanes, .alone = true, .seconds = 6,
    .question = "One pan, two cooks, 3 s each. At 1 s: who waits for what?",
    .moral = "Ctrl-\\ asks a waiting program what it waits for, and does not stop it.",
};
extern const struct kit_demo deadlock_demo, debug_mode_demo, slow_step_demo,
    never_awaited_demo, debugger_demo, post_mortem_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &tree_demo, &deadlock_demo, &debug_mode_demo, &slow_step_demo, &never_awaited_demo,
        &debugger_demo, &post_mortem_demo, NULL
    };
    return kit_main(argc, argv, "debugging", demos);
}
