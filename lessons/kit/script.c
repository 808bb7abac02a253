/* SPDX-License-Identifier: MIT */
/* Demos that are plain code: they run the loop themselves, or need none.  The log
 * begins before them, so that what they print outside a run is in it, too. */
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "logger.h"
#include "modes.h"

/* async_run() would look for this, too late for the log's header. */
static void read_mode(void)
{
    const char *text = getenv(LOG_ENV_SYNC);

    if (text && *text && strcmp(text, "0") != 0)
        async_set_synchronous(true);
}

/* Plain code, which does not know of it, in a task: so it has a lane. */
static void *run_in_task(void *arg)
{
    const struct kit_demo *demo = arg;

    return async_return(demo->script());
}

int script_run(const struct kit_demo *demo, const char *place)
{
    read_mode();
    logger_start();
    if (demo->loopless)
        return async_run_at(run_in_task, (void *)demo, NULL, demo->name, place);
    if (clock_is_remote())
        clock_await_step();             /* nothing is printed before the start */
    return demo->script();
}
