/* SPDX-License-Identifier: MIT */
/* Read the options.  One table says what there is, for getopt and for --help. */
#define _GNU_SOURCE
#include "options.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "modes.h"
#include "look.h"
#include "nearest.h"
#include "remote.h"

enum { STRETCH_LEAST = 1, STRETCH_MOST = 1000000 };     /* thousandths */
enum { DEMOS_MOST = 64 };

enum id {
    ID_LIST = 1000, ID_DEMO, ID_OUTPUT, ID_TEXT, ID_STORY, ID_LIVE, ID_SPEED, ID_STRETCH, ID_SYNC,
    ID_CLOCK, ID_RECORD, ID_REPLAY, ID_NO_COLOR, ID_ASCII, ID_THEME, ID_NO_MOUSE, ID_CLASSROOM, ID_HELP, ID_VERSION
};

static const struct row {
    enum id id;
    const char *name, *argument, *help;
} table[] = {
    { ID_LIST, "list", NULL, "list the demos of this lesson" },
    { ID_DEMO, "demo", "NAME", "run this demo instead of the first one" },
    { ID_LIVE, "live", NULL, "race on the screen (the default on a terminal)" },
    { ID_TEXT, "text", NULL, "print the timeline (the default elsewhere)" },
    { ID_STORY, "story", NULL, "print what happened, in sentences" },
    { ID_OUTPUT, "output", NULL, "print what the program prints, and nothing else" },
    { ID_SYNC, "sync", NULL, "run one task after another" },
    { ID_SPEED, "speed", "X", "live: X times as fast, 0.01 to 100" },
    { ID_STRETCH, "stretch", "X", "multiply every duration by X, 0.001 to 1000" },
    { ID_CLOCK, "clock", "CLOCK", "real, paced (--live) or virtual: no waiting (else)" },
    { ID_RECORD, "record", "FILE", "keep the event log in FILE" },
    { ID_REPLAY, "replay", "FILE", "show an event log that was kept" },
    { ID_NO_COLOR, "no-color", NULL, "no colours (as a non-empty NO_COLOR does)" },
    { ID_ASCII, "ascii", NULL, "draw with ASCII alone" },
    { ID_THEME, "theme", "NAME", "colours: default, monochrome, safe (for the colour-blind)" },
    { ID_NO_MOUSE, "no-mouse", NULL, "leave the mouse to the terminal" },
    { ID_CLASSROOM, "classroom", NULL, "for a projector: stops with a question before each answer" },
    { ID_HELP, "help", NULL, "print this and end" },
    { ID_VERSION, "version", NULL, "print the version and end" },
};

enum { ROWS = sizeof table / sizeof *table };

struct parse {
    const struct lesson *lesson;
    struct options *options;
    bool seen[ROWS];
};

static const struct row *row_of(int id)
{
    for (int i = 0; i < ROWS; i++)
        if ((int)table[i].id == id)
            return &table[i];
    return NULL;
}

static bool seen(const struct parse *parse, enum id id)
{
    return parse->seen[row_of((int)id) - table];
}

__attribute__((format(printf, 2, 3)))
static bool refuse(const struct parse *parse, const char *format, ...)
{
    va_list args;

    fprintf(stderr, "%s: ", parse->lesson->program);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputs("\n", stderr);
    return false;
}

/* ---- Values of options --------------------------------------------------- */

/* A plain decimal number in the range; the sentence else names the option. */
static bool read_number(const struct parse *parse, const char *option, const char *text,
                        double from, double to, double *number)
{
    char *end = NULL;
    double x = strtod(text, &end);
    bool plain = *text && !*end && text[strspn(text, "0123456789.eE+-")] == '\0';

    if (!plain || !(x >= from && x <= to))
        return refuse(parse, "--%s takes a number from %g to %g, not \"%s\"", option,
                      from, to, text);
    *number = x;
    return true;
}

static bool read_clock(struct parse *parse, const char *text)
{
    static const char *const clocks[] = { "real", "paced", "virtual", NULL };

    for (int i = 0; clocks[i]; i++)
        if (strcmp(text, clocks[i]) == 0) {
            parse->options->clock = (enum async_clock)i;
            parse->options->clock_given = true;
            return true;
        }
    return refuse(parse, "--clock takes real, paced or virtual, not \"%s\"", text);
}

static bool read_theme(struct parse *parse, const char *text)
{
    parse->options->theme = look_named(text);
    if (parse->options->theme < LOOK_THEMES)
        return true;
    return refuse(parse, "--theme takes default, monochrome or safe, not \"%s\"", text);
}

static bool unknown_demo(const struct parse *parse, const char *name)
{
    const char *names[DEMOS_MOST + 1] = { NULL };
    char list[600] = "";
    size_t used = 0;

    for (int i = 0; i < DEMOS_MOST && parse->lesson->demos[i]; i++) {
        names[i] = parse->lesson->demos[i]->name;
        if (used < sizeof list)
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s",
                                     i ? ", " : "", names[i]);
    }
    const char *nearest = nearest_word(name, names);
    if (nearest)
        return refuse(parse, "there is no demo \"%s\": did you mean %s? There are: %s",
                      name, nearest, list);
    return refuse(parse, "there is no demo \"%s\"; there are: %s", name, list);
}

static bool read_demo(struct parse *parse, const char *name)
{
    for (int i = 0; parse->lesson->demos[i]; i++)
        if (strcmp(parse->lesson->demos[i]->name, name) == 0) {
            parse->options->demo = parse->lesson->demos[i];
            return true;
        }
    return unknown_demo(parse, name);
}

static bool read_file(const struct parse *parse, const char *option, const char *name,
                      const char **file)
{
    if (!*name)
        return refuse(parse, "--%s takes the name of a file, not \"\"", option);
    *file = name;
    return true;
}

static bool read_row(struct parse *parse, const struct row *row, const char *value)
{
    struct options *o = parse->options;

    parse->seen[row - table] = true;
    switch (row->id) {
    case ID_DEMO: return read_demo(parse, value);
    case ID_CLOCK: return read_clock(parse, value);
    case ID_SPEED:
        return read_number(parse, row->name, value, REMOTE_SLOWEST, REMOTE_FASTEST,
                           &o->speed);
    case ID_STRETCH:
        return read_number(parse, row->name, value, STRETCH_LEAST / 1e3,
                           STRETCH_MOST / 1e3, &o->stretch);
    case ID_RECORD: return read_file(parse, row->name, value, &o->record);
    case ID_REPLAY: return read_file(parse, row->name, value, &o->replay);
    case ID_SYNC: o->sync = true; break;
    case ID_NO_COLOR: o->no_color = true; break;
    case ID_THEME: return read_theme(parse, value);
    case ID_NO_MOUSE: o->no_mouse = true; break;
    case ID_CLASSROOM: o->classroom = true; break;
    case ID_ASCII: o->ascii = true; break;
    case ID_OUTPUT: o->mode = MODE_OUTPUT; break;
    case ID_TEXT: o->mode = MODE_TEXT; break;
    case ID_STORY: o->mode = MODE_TEXT; o->story = true; break;
    case ID_LIVE: o->mode = MODE_LIVE; break;
    case ID_LIST: o->mode = MODE_LIST; break;
    case ID_HELP: case ID_VERSION: break;
    }
    return true;
}

/* ---- Options that contradict each other ---------------------------------- */

static bool refuse_both(const struct parse *parse, enum id a, enum id b, const char *why)
{
    return refuse(parse, "--%s and --%s cannot go together: %s", row_of((int)a)->name,
                  row_of((int)b)->name, why);
}

static bool check_pairs(const struct parse *parse)
{
    static const struct {
        enum id a, b;
        const char *why;
    } pairs[] = {
        { ID_OUTPUT, ID_TEXT, "choose one" },
        { ID_OUTPUT, ID_LIVE, "choose one" },
        { ID_TEXT, ID_LIVE, "choose one" },
        { ID_STORY, ID_TEXT, "choose one" },
        { ID_STORY, ID_LIVE, "choose one" },
        { ID_STORY, ID_OUTPUT, "choose one" },
        { ID_STORY, ID_LIST, "a list runs nothing" },
        { ID_LIST, ID_OUTPUT, "a list runs nothing" },
        { ID_LIST, ID_TEXT, "a list runs nothing" },
        { ID_LIST, ID_LIVE, "a list runs nothing" },
        { ID_LIST, ID_DEMO, "a list runs nothing" },
        { ID_LIST, ID_RECORD, "a list runs nothing" },
        { ID_LIST, ID_REPLAY, "a list runs nothing" },
        { ID_REPLAY, ID_RECORD, "a replay runs nothing" },
        { ID_REPLAY, ID_DEMO, "a replay runs nothing" },
        { ID_REPLAY, ID_OUTPUT, "a replay runs nothing" },
        { ID_REPLAY, ID_SYNC, "a replay runs nothing" },
        { ID_REPLAY, ID_STRETCH, "a replay runs nothing" },
        { ID_REPLAY, ID_CLOCK, "a replay runs nothing" },
        { ID_SPEED, ID_OUTPUT, "speed is for the live screen" },
        { ID_SPEED, ID_TEXT, "speed is for the live screen" },
        { ID_SPEED, ID_STORY, "speed is for the live screen" },
        { ID_SPEED, ID_LIST, "a list runs nothing" },
    };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (seen(parse, pairs[i].a) && seen(parse, pairs[i].b))
            return refuse_both(parse, pairs[i].a, pairs[i].b, pairs[i].why);
    bool not_paced = parse->options->clock_given && parse->options->clock != ASYNC_PACED;
    if (seen(parse, ID_LIVE) && not_paced)
        return refuse_both(parse, ID_LIVE, ID_CLOCK, "the live screen paces the clock");
    if (seen(parse, ID_SPEED) && not_paced)
        return refuse_both(parse, ID_SPEED, ID_CLOCK, "only the paced clock has a speed");
    return true;
}

/* ---- The command line ---------------------------------------------------- */

static bool unknown_option(const struct parse *parse, const char *word)
{
    const char *names[ROWS + 1] = { NULL };
    char bare[64];

    for (int i = 0; i < ROWS; i++)
        names[i] = table[i].name;
    snprintf(bare, sizeof bare, "%.*s", (int)strcspn(word + strspn(word, "-"), "="),
             word + strspn(word, "-"));
    const char *nearest = nearest_word(bare, names);
    if (nearest)
        return refuse(parse, "unknown option %s: did you mean --%s?", word, nearest);
    return refuse(parse, "unknown option %s; --help lists the options", word);
}

static bool bad_option(const struct parse *parse, int got, const char *word)
{
    const struct row *row = row_of(optopt);

    if (row && got == ':')
        return refuse(parse, "--%s needs a value: --%s %s", row->name, row->name,
                      row->argument);
    if (row)
        return refuse(parse, "--%s takes no value", row->name);
    return unknown_option(parse, word);
}

static void fill_getopt(struct option *getopts)
{
    for (int i = 0; i < ROWS; i++)
        getopts[i] = (struct option){
            table[i].name, table[i].argument ? required_argument : no_argument, NULL,
            (int)table[i].id
        };
    getopts[ROWS] = (struct option){ NULL, 0, NULL, 0 };
}

static bool read_words(struct parse *parse, char **argv, int first, int argc)
{
    struct options *o = parse->options;

    if (first == argc)
        return true;
    if (!o->demo->words || strcmp(argv[first - 1], "--") != 0)
        return refuse(parse, "unexpected \"%s\": this takes options only", argv[first]);
    if (argc - first > RUN_WORDS)
        return refuse(parse, "more than %d words behind --", RUN_WORDS);
    o->words = argv + first;
    o->word_count = argc - first;
    return true;
}

bool options_parse(struct options *options, const struct lesson *lesson, int argc,
                   char **argv)
{
    struct parse parse = { .lesson = lesson, .options = options };
    struct option getopts[ROWS + 1];

    *options = (struct options){ .demo = lesson->demos[0] };
    fill_getopt(getopts);
    opterr = 0;
    for (;;) {
        const char *word = optind < argc ? argv[optind] : "";
        int got = getopt_long(argc, argv, "+:h", getopts, NULL);
        if (got == -1)
            break;
        if (got == 'h')
            got = ID_HELP;
        const struct row *row = row_of(got);
        if (!row)
            return bad_option(&parse, got, word);
        if (!read_row(&parse, row, optarg))
            return false;
    }
    if (!read_words(&parse, argv, optind, argc))
        return false;
    if (seen(&parse, ID_HELP) || seen(&parse, ID_VERSION)) {
        options->mode = seen(&parse, ID_HELP) ? MODE_HELP : MODE_VERSION;
        return true;
    }
    return check_pairs(&parse);
}

enum async_clock options_clock(const struct options *options)
{
    if (options->clock_given)
        return options->clock;
    return options->word_count ? ASYNC_REAL : ASYNC_VIRTUAL;
}

void options_help(const struct lesson *lesson)
{
    printf("Usage: %s [OPTION]...\n%s\n\n", lesson->program, lesson->title);
    for (int i = 0; i < ROWS; i++) {
        char left[40];
        snprintf(left, sizeof left, "--%s%s%s", table[i].name,
                 table[i].argument ? " " : "",
                 table[i].argument ? table[i].argument : "");
        printf("  %-16s %s\n", left, table[i].help);
    }
    printf("\nDemos:\n");
    for (int i = 0; lesson->demos[i]; i++)
        printf("  %-16s %s%s%s\n", lesson->demos[i]->name, lesson->demos[i]->title,
               lesson->demos[i]->words ? "; takes -- " : "",
               lesson->demos[i]->words ? lesson->demos[i]->words : "");
}
