/* SPDX-License-Identifier: MIT */
/* interleave run: any program that is linked with the runtime, on the screen or as
 * text, alone or against its synchronous self. */
#include <locale.h>
#include <string.h>

#include "attend.h"
#include "command.h"
#include "live.h"
#include "tale.h"

static struct {
    bool sync, race, live, text, story, no_color, ascii;
    const char *clock, *record;
    double speed, stretch;
} options;

static const struct command_option table[] = {
    {"race", NULL, "against its synchronous self: one task after another", COMMAND_FLAG,
     &options.race, 0, 0},
    {"sync", NULL, "one task after another alone", COMMAND_FLAG, &options.sync, 0, 0},
    {"live", NULL, "on the screen (the default on a terminal)", COMMAND_FLAG, &options.live,
     0, 0},
    {"text", NULL, "print the timeline (the default elsewhere)", COMMAND_FLAG,
     &options.text, 0, 0},
    {"story", NULL, "print what happened, in sentences", COMMAND_FLAG, &options.story, 0, 0},
    {"clock", "CLOCK", "real, paced (the screen's) or virtual: no waiting (else)",
     COMMAND_TEXT, &options.clock, 0, 0},
    {"speed", "X", "live: X times as fast, 0.01 to 100", COMMAND_NUMBER, &options.speed, 0.01,
     100},
    {"stretch", "X", "multiply every duration by X, 0.001 to 1000", COMMAND_NUMBER,
     &options.stretch, 0.001, 1000},
    {"record", "FILE", "keep the event log in FILE", COMMAND_TEXT, &options.record, 0, 0},
    {"no-color", NULL, "no colours (as a non-empty NO_COLOR does)", COMMAND_FLAG,
     &options.no_color, 0, 0},
    {"ascii", NULL, "draw with ASCII alone", COMMAND_FLAG, &options.ascii, 0, 0},
    {0}
};

static const struct command command = {
    "interleave run", "[OPTION]... PROGRAM [ARGUMENT]...",
    "Run a program that calls async_run() and watch it, or tell how it went.\n", table,
};

static int refuse(const char *why)
{
    command_complain(command.name, "%s", why);
    return 2;
}

/* The clock's number; -1: none was given; -2: there is no such clock. */
static int clock_of(void)
{
    static const char *const clocks[] = {"real", "paced", "virtual"};

    for (int i = 0; options.clock && i < 3; i++)
        if (strcmp(options.clock, clocks[i]) == 0)
            return i;
    return options.clock ? -2 : -1;
}

static void present(const void *arg, const struct side *sides, const struct recording *logs,
                    int n)
{
    struct text_options how = command_text_options(options.no_color, options.ascii);

    if (options.story)
        tale_render(stdout, sides, logs, n, &how);
    else
        text_render(stdout, sides, n, &how);
}

static int plan(struct live_side *sides, char **argv)
{
    int n = 0;

    if (options.race || options.sync)
        sides[n++] = (struct live_side){SIDE_SYNC_LABEL, argv, true};
    if (!options.sync)
        sides[n++] = (struct live_side){options.race ? SIDE_ASYNC_LABEL : NULL, argv, false};
    return n;
}

static int on_screen(char **argv)
{
    struct live_options how = {
        .title = argv[0], .speed = options.speed, .stretch = options.stretch,
        .no_color = options.no_color, .ascii = options.ascii, .record = options.record,
    };
    char error[4300];

    if (options.record && !recording_possible(options.record, error, sizeof error))
        return command_complain(command.name, "%s", error);
    how.side_count = plan(how.sides, argv);
    return live_run(&how);
}

static int as_text(char **argv, int clock)
{
    struct attend how = {
        .program = command.name, .stretch = options.stretch, .record = options.record,
        .clock = clock >= 0 ? (enum log_clock)clock : LOG_CLOCK_VIRTUAL, .present = present,
    };

    how.side_count = plan(how.sides, argv);
    return attend(&how);
}

static int run(char **argv, int clock)
{
    const char *why_not = NULL;
    bool screen = command_has_screen(&why_not);
    bool unpaced = clock >= 0 && clock != LOG_CLOCK_PACED;
    bool asked = options.live || options.speed > 0;

    if (asked && !screen)
        return command_complain(command.name, "no live screen here: %s; --text prints the "
                                "timeline instead", why_not);
    if (asked || (screen && !unpaced && !options.text && !options.story))
        return on_screen(argv);
    return as_text(argv, clock);
}

int main(int argc, char **argv)
{
    command_hold_descriptors();
    setlocale(LC_CTYPE, "");
    int first = command_parse(&command, argc, argv), clock = clock_of();
    if (first < 0)
        return first == COMMAND_HELPED ? command_finish(command.name, 0) : 2;
    if (first == argc)
        return refuse("it takes a program: interleave run [OPTION]... PROGRAM [ARGUMENT]...");
    if (clock == -2) {
        command_complain(command.name, "--clock takes real, paced or virtual, not \"%s\"",
                         options.clock);
        return 2;
    }
    if (options.race && options.sync)
        return refuse("--race and --sync cannot go together: a race has both sides");
    if (options.live + options.text + options.story > 1)
        return refuse("--live, --text and --story cannot go together: choose one");
    if ((options.live || options.speed > 0) && clock >= 0 && clock != LOG_CLOCK_PACED)
        return refuse("--live and --clock cannot go together: the live screen paces the clock");
    if (options.speed > 0 && (options.text || options.story))
        return refuse("--speed is for the live screen: without it no time is waited");
    return command_finish(command.name, run(argv + first, clock));
}
