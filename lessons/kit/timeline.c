/* SPDX-License-Identifier: MIT */
/* --text and --story: run the demo both ways in child processes, then print what was
 * recorded. */
#include "attend.h"
#include "modes.h"
#include "tale.h"
#include "text.h"

void present_sides(const void *arg, const struct side *sides,
                   const struct recording *logs, int n)
{
    const struct options *options = arg;
    struct text_options how = command_text_options(options->no_color, options->ascii);

    if (options->story)
        tale_render(stdout, sides, logs, n, &how);
    else
        text_render(stdout, sides, n, &how);
}

int mode_text(const struct lesson *lesson, const struct options *options)
{
    struct run run;

    run_plan(&run, lesson, options);
    struct attend how = {
        .program = lesson->program, .side_count = run.n, .stretch = options->stretch,
        .clock = (enum log_clock)options_clock(options),
        .record = options->record, .present = present_sides, .arg = options,
    };
    for (int i = 0; i < run.n; i++)
        how.sides[i] = (struct live_side){
            .label = run.sides[i].label, .argv = (char *const *)run.argv,
            .synchronous = run.sides[i].synchronous };
    return attend(&how);
}
