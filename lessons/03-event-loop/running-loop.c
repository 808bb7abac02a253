/* SPDX-License-Identifier: MIT */
/* 03 Running loop: from inside one can ask for it.
 * There is one loop a thread: it has no handle here, but it has a current task. */
#include "kit.h"

static bool is_running(void)
{
    return async_current_task().id != 0;
}

static void *show_loop(void *arg)
{
    printf("Current loop: running %s, debug %s, its task is %s\n", kit_bool(is_running()),
           kit_bool(async_get_debug()), async_get_name(async_current_task()));
    return NULL;
}

static int script(void)
{
    int rc = async_run(show_loop, NULL, NULL);
    if (rc < 0)
        return rc;
    printf("After the run: running %s\n", kit_bool(is_running()));
    return 0;
}

const struct kit_demo running_loop_demo = {
    .name = "running-loop", .title = "the loop, as the program sees it",
    .script = script, .alone = true,
    .question = "Plain code asks for the current task. What does it get?",
    .moral = "There is a current task as long as one has the thread.",
};
