/* SPDX-License-Identifier: MIT */
/* interleave play: a recorded run on the screen. */
#include <locale.h>

#include "command.h"
#include "kept.h"
#include "live.h"

static struct {
    double speed;
    bool no_color, ascii, no_mouse, classroom;
    const char *theme;
} options;

static const struct command_option table[] = {
    {"speed", "X", "X times as fast, 0.01 to 100", COMMAND_NUMBER, &options.speed, 0.01, 100},
    {"no-color", NULL, "no colours (as a non-empty NO_COLOR does)", COMMAND_FLAG,
     &options.no_color, 0, 0},
    {"ascii", NULL, "draw with ASCII alone", COMMAND_FLAG, &options.ascii, 0, 0},
    {"theme", "NAME", "colours: default, monochrome, safe (for the colour-blind)", COMMAND_TEXT,
     &options.theme, 0, 0},
    {"no-mouse", NULL, "leave the mouse to the terminal", COMMAND_FLAG, &options.no_mouse, 0, 0},
    {"classroom", NULL, "for a projector: stops with a question before each answer",
     COMMAND_FLAG, &options.classroom, 0, 0},
    {0}
};

static const struct command command = {
    "interleave play", "[OPTION]... FILE",
    "Show an event log that was kept (by --record FILE): run, stop, step, go back.\n",
    table,
};

static int play_on_screen(const struct kept *kept, const char *path, enum look_theme theme)
{
    const struct live_options how = {.title = path, .speed = options.speed,
                                     .no_color = options.no_color, .ascii = options.ascii,
                                     .no_mouse = options.no_mouse, .theme = theme,
                                     .classroom = options.classroom};
    const char *why_not;

    if (!command_has_screen(&why_not))
        return command_complain(command.name, "no screen here: %s; `interleave export "
                                "--text FILE` prints the timeline", why_not);
    return live_replay(kept->logs, kept->n, &how);
}

static int play(const char *path)
{
    struct kept kept;

    enum look_theme theme = options.theme ? look_named(options.theme) : LOOK_DEFAULT;
    if (theme == LOOK_THEMES)
        return command_complain(command.name, "--theme takes default, monochrome or safe, "
                                "not \"%s\"", options.theme);
    if (!kept_load(&kept, command.name, path))
        return 1;
    int status = play_on_screen(&kept, path, theme);
    kept_done(&kept);
    return status;
}

int main(int argc, char **argv)
{
    command_hold_descriptors();
    setlocale(LC_CTYPE, "");
    int first = command_parse(&command, argc, argv);
    if (first < 0)
        return first == COMMAND_HELPED ? command_finish(command.name, 0) : 2;
    if (argc - first != 1) {
        command_complain(command.name, argc == first ? "it takes a file: %s %s"
                         : "it takes one file: %s %s", command.name, command.usage);
        return 2;
    }
    return command_finish(command.name, play(argv[first]));
}
