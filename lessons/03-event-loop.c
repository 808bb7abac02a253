/* SPDX-License-Identifier: MIT */
/* 03 The event loop: it runs what is ready, waits, wakes, until main is done.
 *
 * Concept  async_run() makes main a task, runs the loop until main has ended, and
 *          cancels whoever is left.  It does not wait for all tasks.
 * Predict  background wants to sleep for 10 s, main for 1 s.  When is the run over?
 * Watch    Both lanes sleep.  At 1 s main ends, and background with it, cancelled.
 * Try      Let main await the task before it ends.  How long does the run take now?
 * Next     --demo own-loop: a loop of your own.
 */
#include "kit.h"

static void *background(void *arg)
{
    printf("background started\n");
    int rc = async_sleep(10);
    if (rc == -ECANCELED)
        printf("background cancelled\n");
    if (rc < 0)
        return async_return(rc);
    printf("background finished\n");
    return NULL;
}

static void *program(void *arg)
{
    async_forget(async_create_task("background", background, NULL));
    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    printf("main finished\n");
    return NULL;
}

static int script(void)
{
    return async_run(program, NULL, NULL);      /* in: a function; out: when it is done */
}

static const char *const lanes[] = { "background", NULL };

static const struct kit_demo run_ends_demo = {
    .name = "run-ends", .title = "the run ends with main, not with the last task",
    .script = script, .lanes = lanes, .alone = true, .seconds = 1,
    .question = "background sleeps for 10 s, main for 1 s. When is the run over?",
    .moral = "The run ends with main: what is left is cancelled, and may tidy up.",
};
extern const struct kit_demo run_demo, basic_demo, hello_demo, manual_demo, by_hand_demo,
    own_loop_demo, events_demo, running_loop_demo, functions_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &run_ends_demo, &run_demo, &basic_demo, &hello_demo, &manual_demo, &by_hand_demo,
        &own_loop_demo, &events_demo, &running_loop_demo, &functions_demo, NULL
    };
    return kit_main(argc, argv, "the event loop", demos);
}
