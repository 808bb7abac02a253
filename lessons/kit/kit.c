/* SPDX-License-Identifier: MIT */
/* The main program of every lesson. */
#define _POSIX_C_SOURCE 200809L
#include "kit.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "modes.h"
#include "options.h"

#ifndef INTERLEAVE_VERSION
#define INTERLEAVE_VERSION "unknown"
#endif

static int list_demos(const struct lesson *lesson)
{
    int width = 16;

    for (int i = 0; lesson->demos[i]; i++)
        if ((int)strlen(lesson->demos[i]->name) > width)
            width = (int)strlen(lesson->demos[i]->name);
    for (int i = 0; lesson->demos[i]; i++)
        printf("%-*s %s\n", width, lesson->demos[i]->name, lesson->demos[i]->title);
    return 0;
}

/* The screen if it was asked for, or if nothing else was and there is one. */
static int show(const struct lesson *lesson, const struct options *options)
{
    const char *why_not = NULL;
    bool screen = command_has_screen(&why_not);
    bool asked = options->mode == MODE_LIVE || options->speed > 0 ||
                 options->classroom;
    bool unpaced = options->clock_given && options->clock != ASYNC_PACED;
    if (options->mode == MODE_AUTO && !asked && !options->replay && run_is_launched())
        return mode_output(lesson, options);
    bool live = asked || (screen && options->mode == MODE_AUTO && !unpaced);

    if (asked && !screen)
        return command_complain(lesson->program, "no live screen here: %s; --text prints the "
                        "timeline instead", why_not);
    if (options->replay)
        return mode_replay(lesson, options, live);
    return live ? mode_live(lesson, options) : mode_text(lesson, options);
}

static int dispatch(const struct lesson *lesson, const struct options *options)
{
    switch (options->mode) {
    case MODE_OUTPUT:
        return mode_output(lesson, options);
    case MODE_LIST:
        return list_demos(lesson);
    case MODE_HELP:
        options_help(lesson);
        return 0;
    case MODE_VERSION:
        printf("%s (Interleave) %s\n", lesson->program, INTERLEAVE_VERSION);
        return 0;
    case MODE_AUTO:
    case MODE_TEXT:
    case MODE_LIVE:
        break;
    }
    return show(lesson, options);
}

static char *const *words;
static int word_count;

char *const *kit_words(int *n)
{
    *n = word_count;
    return words;
}

int kit_main(int argc, char **argv, const char *title,
             const struct kit_demo *const *demos)
{
    struct lesson lesson = { "lesson", title, demos, argv };
    struct options options;

    command_hold_descriptors();
    setlocale(LC_CTYPE, "");            /* numbers stay as they are: "2.000" */
    if (argc > 0 && argv[0]) {
        const char *slash = strrchr(argv[0], '/');
        lesson.program = slash ? slash + 1 : argv[0];
    }
    if (!options_parse(&options, &lesson, argc, argv))
        return 2;
    words = options.words;
    word_count = options.word_count;
    return command_finish(lesson.program, dispatch(&lesson, &options));
}
