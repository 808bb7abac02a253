/* SPDX-License-Identifier: MIT */
/* Demos that are plain code: they run the loop themselves, or need none.  The log
 * begins before them, so that what they print outside a run is in it, too. */
#include "modes.h"

/* Plain code, which does not know of it, in a task: so it has a lane. */
static void *run_in_task(void *arg)
{
    const struct kit_demo *demo = arg;

    return async_return(demo->script());
}

int script_run(const struct kit_demo *demo, const char *place)
{
    if (demo->loopless)
        return async_run_at(run_in_task, (void *)demo, NULL, demo->name, place);
    async_start_trace();
    return demo->script();
}
