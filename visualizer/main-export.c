/* SPDX-License-Identifier: MIT */
/* interleave export: a recorded run as a picture, a trace, a cast or text. */
#include <locale.h>
#include <string.h>

#include "cast.h"
#include "command.h"
#include "kept.h"
#include "perfetto.h"
#include "svg.h"
#include "tale.h"

static struct {
    bool svg, perfetto, cast, text, story, ascii;
    const char *output, *title, *size;
    double seconds;
} options;

static const struct command_option table[] = {
    {"svg", NULL, "a picture for a page or a slide, light and dark", COMMAND_FLAG,
     &options.svg, 0, 0},
    {"perfetto", NULL, "a trace for ui.perfetto.dev or chrome://tracing", COMMAND_FLAG,
     &options.perfetto, 0, 0},
    {"cast", NULL, "the screen as it played, for asciinema (asciicast v2)", COMMAND_FLAG,
     &options.cast, 0, 0},
    {"text", NULL, "the timeline as text", COMMAND_FLAG, &options.text, 0, 0},
    {"story", NULL, "what happened, in sentences, for screen readers", COMMAND_FLAG,
     &options.story, 0, 0},
    {"output", "OUT", "write to this file (else to standard output)", COMMAND_TEXT,
     &options.output, 0, 0},
    {"title", "TEXT", "svg, cast: what stands above it", COMMAND_TEXT, &options.title, 0, 0},
    {"size", "CxR", "cast: the window, columns and rows (100x30)", COMMAND_TEXT,
     &options.size, 0, 0},
    {"seconds", "N", "cast: at most so long (60)", COMMAND_NUMBER, &options.seconds, 1, 3600},
    {"ascii", NULL, "text, story, cast: ASCII alone", COMMAND_FLAG, &options.ascii, 0, 0},
    {0}
};

static const struct command command = {
    "interleave export", "--svg|--perfetto|--cast|--text|--story [OPTION]... FILE",
    "Write an event log that was kept (by --record FILE) in another form.\n", table,
};

/* "100x30"; false after a sentence. */
static bool read_size(struct cast_options *how)
{
    char rest;

    if (!options.size)
        return true;
    if (sscanf(options.size, "%dx%d%c", &how->columns, &how->rows, &rest) == 2 &&
        how->columns >= CAST_LEAST_COLUMNS && how->columns <= CAST_MOST &&
        how->rows >= CAST_LEAST_ROWS && how->rows <= CAST_MOST)
        return true;
    command_complain(command.name, "--size takes columns and rows from %dx%d to %dx%d, "
                     "not \"%s\"", CAST_LEAST_COLUMNS, CAST_LEAST_ROWS, CAST_MOST, CAST_MOST,
                     options.size);
    return false;
}

static void write_it(FILE *out, const struct kept *kept, const struct cast_options *cast)
{
    struct text_options how = command_text_options(true, options.ascii);

    if (options.output)
        how.width = 0;
    if (options.svg)
        svg_render(out, kept->sides, kept->n, options.title);
    else if (options.perfetto)
        perfetto_render(out, kept->sides, kept->n);
    else if (options.cast)
        cast_render(out, kept->logs, kept->n, cast);
    else if (options.story)
        tale_render(out, kept->sides, kept->logs, kept->n, &how);
    else
        text_render(out, kept->sides, kept->n, &how);
}

static int export(struct kept *kept, const struct cast_options *cast)
{
    struct command_output output;

    if (!command_open(&output, command.name, options.output))
        return 1;
    kept_sides(kept);
    write_it(output.file, kept, cast);
    return command_close(&output);
}

static int load_and_export(const char *path)
{
    struct cast_options cast = {.seconds = options.seconds, .ascii = options.ascii,
                                .title = options.title};
    struct kept kept;

    if (!read_size(&cast))
        return 2;
    if (!kept_load(&kept, command.name, path))
        return 1;
    int status = export(&kept, &cast);
    kept_done(&kept);
    return status;
}

int main(int argc, char **argv)
{
    command_hold_descriptors();
    setlocale(LC_CTYPE, "");
    int first = command_parse(&command, argc, argv);
    int forms = options.svg + options.perfetto + options.cast + options.text + options.story;
    if (first < 0)
        return first == COMMAND_HELPED ? command_finish(command.name, 0) : 2;
    if (forms != 1 || argc - first != 1) {
        command_complain(command.name, "it takes one form and one file: %s %s", command.name,
                         command.usage);
        return 2;
    }
    return load_and_export(argv[first]);
}
