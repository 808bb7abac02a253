/* SPDX-License-Identifier: MIT */
/* --output: run the demo in this process. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

#include "log.h"
#include "modes.h"

static const char *failure(const struct async_error *error)
{
    if (error->text && *error->text)
        return error->text;
    if (error->code == ECANCELED)
        return "it was cancelled";
    return strerror(error->code);
}

/* What the command line says; what it leaves open, a launcher says in the environment. */
static void set_up(const struct options *options)
{
    if (options->clock_given || !getenv(LOG_ENV_CLOCK))
        async_set_clock(options_clock(options), 1);
    if (options->sync)
        async_set_synchronous(true);
    if (options->stretch > 0)
        async_set_stretch(options->stretch);
    async_enable_faulthandler();
    async_enable_task_dump();
}

/* Under a launcher the log says how long it took, and standard error is for people. */
bool run_is_launched(void)
{
    const char *trace = getenv(LOG_ENV_TRACE);

    return trace && strncmp(trace, "fd:", 3) == 0;
}

/* Where main comes from, as far as it is known here: its file. */
static const char *source_of(const struct lesson *lesson)
{
    static char place[256];

    snprintf(place, sizeof place, "%s.c", lesson->program);
    return place;
}

static int run_demo(const struct lesson *lesson, const struct kit_demo *demo)
{
    if (demo->script)
        return script_run(demo, source_of(lesson));
    return async_run_at(demo->program, NULL, NULL, demo->name, source_of(lesson));
}

int mode_output(const struct lesson *lesson, const struct options *options)
{
    char error[RUN_PATH + 200];
    bool launched = run_is_launched();      /* the runtime takes its variables away */
    int status = 0;

    set_up(options);
    misuse_if_asked(options->demo);
    misuse_prepare(lesson, options);
    if (options->record &&
        !record_own(lesson->program, options->record, error, sizeof error))
        return command_complain(lesson->program, "%s", error);
    int rc = run_demo(lesson, options->demo);
    double elapsed = async_time();
    status = command_finish(lesson->program, status);
    if (rc < 0) {
        fprintf(stderr, "the program failed: %s\n", failure(async_caught()));
        status = 1;
    }
    if (!launched)
        fprintf(stderr, "elapsed %.3f s\n", elapsed);
    return status;
}
