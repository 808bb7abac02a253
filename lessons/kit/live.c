/* SPDX-License-Identifier: MIT */
/* --live: the race on the screen; and --replay, there or as text. */
#include <string.h>

#include "attend.h"
#include "kept.h"
#include "live.h"
#include "modes.h"
#include "text.h"

/* "01" of "01-sync-vs-async"; "" if the name begins otherwise. */
static const char *number_of(const struct lesson *lesson, char *number, size_t size)
{
    size_t n = strspn(lesson->program, "0123456789");

    snprintf(number, size, "%.*s", (int)(n < size ? n : 0), lesson->program);
    return number;
}

static struct live_options looks(const struct lesson *lesson,
                                 const struct options *options, const char *number)
{
    return (struct live_options){
        .number = *number ? number : NULL, .title = lesson->title,
        .speed = options->speed, .stretch = options->stretch,
        .no_color = options->no_color, .ascii = options->ascii,
        .record = options->record, .theme = options->theme,
        .no_mouse = options->no_mouse, .classroom = options->classroom,
    };
}

/* ---- Classroom: the run comes first, so that what comes is known ----------- */

struct class {
    const struct options *options;
    struct live_options live;
};

static void present_class(const void *arg, const struct side *sides,
                          const struct recording *logs, int n)
{
    const struct class *class = arg;

    live_replay(logs, n, &class->live);
}

static int before_class(const struct lesson *lesson, const struct options *options,
                        const struct live_options *live)
{
    struct class class = { options, *live };
    struct attend how = {
        .program = lesson->program, .side_count = live->side_count,
        .stretch = options->stretch, .clock = LOG_CLOCK_VIRTUAL,
        .record = options->record, .present = present_class, .arg = &class,
    };

    for (int i = 0; i < live->side_count; i++)
        how.sides[i] = live->sides[i];
    return attend(&how);
}

int mode_live(const struct lesson *lesson, const struct options *options)
{
    const struct kit_demo *demo = options->demo;
    char number[8], error[RUN_PATH + 200];
    struct run run;

    if (options->record && !recording_possible(options->record, error, sizeof error))
        return command_complain(lesson->program, "%s", error);
    run_plan(&run, lesson, options);
    struct live_options live =
        looks(lesson, options, number_of(lesson, number, sizeof number));
    live.question = demo->question;
    live.moral = demo->moral;
    live.lane_names = demo->lanes;
    live.axis_seconds = demo->seconds;
    live.side_count = run.n;
    for (int i = 0; i < run.n; i++)
        live.sides[i] = (struct live_side){
            .label = run.sides[i].label, .argv = (char *const *)run.argv,
            .synchronous = run.sides[i].synchronous,
        };
    return options->classroom ? before_class(lesson, options, &live) : live_run(&live);
}

static int replay_live(const struct lesson *lesson, const struct options *options,
                       const struct recording *logs, int n)
{
    char number[8];
    struct live_options live =
        looks(lesson, options, number_of(lesson, number, sizeof number));

    live.number = NULL;             /* the log may be any program's */
    live.title = options->replay;
    return live_replay(logs, n, &live);
}

int mode_replay(const struct lesson *lesson, const struct options *options, bool live)
{
    struct kept kept;
    int status = 0;

    if (!kept_load(&kept, lesson->program, options->replay))
        return 1;
    if (live) {
        status = replay_live(lesson, options, kept.logs, kept.n);
    } else {
        kept_sides(&kept);
        present_sides(options, kept.sides, kept.logs, kept.n);
        status = command_finish(lesson->program, 0);
    }
    kept_done(&kept);
    return status;
}
