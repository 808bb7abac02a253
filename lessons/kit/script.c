/* SPDX-License-Identifier: MIT */
/* Demos that are plain code: they run the loop themselves, or need none.  The log
 * begins before them, so that what they print outside a run is in it, too. */
#include <stdlib.h>
#include <string.h>

#include "logger.h"
#include "modes.h"
#include "output.h"

/* async_run() would look for this, too late for the log's header. */
static void read_mode(void)
{
    const char *text = getenv(LOG_ENV_SYNC);

    if (text && *text && strcmp(text, "0") != 0)
        async_set_synchronous(true);
}

/* A log is the log of a run: without a loop, of one that has no tasks. */
static int run_loopless(const struct kit_demo *demo)
{
    logger_put(&(struct logger_event){ LOG_RUN_BEGIN, .value = logger_name(demo->name) });
    int rc = demo->script();
    output_note();
    logger_put(&(struct logger_event){
        LOG_RUN_END, .detail = rc < 0 ? LOG_FAILED : LOG_RETURNED,
        .value = rc < 0 ? (uint64_t)-rc : 0 });
    return rc;
}

int script_run(const struct kit_demo *demo)
{
    read_mode();
    logger_start();
    return demo->loopless ? run_loopless(demo) : demo->script();
}
