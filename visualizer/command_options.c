/* SPDX-License-Identifier: MIT */
/* Options from a table, which is also their --help. */
#define _GNU_SOURCE
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "nearest.h"

enum { MOST = 32, FIRST = 1000, HELP = 998, VERSION = 999 };

static int count_of(const struct command *command)
{
    int n = 0;

    while (command->options[n].name && n < MOST)
        n++;
    return n;
}

static int help(const struct command *command)
{
    printf("usage: %s %s\n\n%s\n", command->name, command->usage, command->about);
    for (int i = 0; i < count_of(command); i++) {
        const struct command_option *option = &command->options[i];
        char left[40];

        snprintf(left, sizeof left, "--%s%s%s", option->name, option->argument ? " " : "",
                 option->argument ? option->argument : "");
        printf("  %-16s %s\n", left, option->help);
    }
    printf("  %-16s %s\n", "--help", "print this and end");
    printf("  %-16s %s\n", "--version", "print the version and end");
    return COMMAND_HELPED;
}

static int version(const struct command *command)
{
    printf("%s %s\n", command->name, INTERLEAVE_VERSION);
    return COMMAND_HELPED;
}

static int refuse_word(const struct command *command, const char *word)
{
    const char *names[MOST + 3] = {"help", "version"};
    char bare[64];

    for (int i = 0; i < count_of(command); i++)
        names[i + 2] = command->options[i].name;
    snprintf(bare, sizeof bare, "%.*s", (int)strcspn(word + strspn(word, "-"), "="),
             word + strspn(word, "-"));
    const char *nearest = nearest_word(bare, names);
    if (nearest)
        command_complain(command->name, "unknown option %s: did you mean --%s?", word,
                         nearest);
    else
        command_complain(command->name, "unknown option %s; --help lists the options",
                         word);
    return COMMAND_REFUSED;
}

static int refuse(const struct command *command, int got, const char *word)
{
    const struct command_option *option = &command->options[optopt - FIRST];

    if (optopt < FIRST || optopt >= FIRST + count_of(command))
        return refuse_word(command, word);
    if (got == ':')
        command_complain(command->name, "--%s needs a value: --%s %s", option->name,
                         option->name, option->argument);
    else
        command_complain(command->name, "--%s takes no value", option->name);
    return COMMAND_REFUSED;
}

static bool take(const struct command *command, const struct command_option *option,
                 const char *text)
{
    char *end = NULL;

    if (option->kind == COMMAND_FLAG) {
        *(bool *)option->value = true;
        return true;
    }
    if (option->kind == COMMAND_TEXT) {
        *(const char **)option->value = text;
        if (!*text)
            command_complain(command->name, "--%s takes %s, not \"\"", option->name,
                             option->argument);
        return *text;
    }
    double number = strtod(text, &end);
    bool plain = *text && !*end && text[strspn(text, "0123456789.eE+-")] == '\0';
    *(double *)option->value = number;
    if (plain && number >= option->from && number <= option->to)
        return true;
    command_complain(command->name, "--%s takes a number from %g to %g, not \"%s\"",
                     option->name, option->from, option->to, text);
    return false;
}

int command_parse(const struct command *command, int argc, char **argv)
{
    struct option getopts[MOST + 3] = {{"help", no_argument, NULL, HELP},
                                       {"version", no_argument, NULL, VERSION}};

    for (int i = 0; i < count_of(command); i++)
        getopts[i + 2] = (struct option){
            command->options[i].name,
            command->options[i].argument ? required_argument : no_argument, NULL, FIRST + i};
    if (argc == 2 && strcmp(argv[1], "help") == 0)
        return help(command);
    opterr = 0;
    for (;;) {
        const char *word = optind < argc ? argv[optind] : "";
        int got = getopt_long(argc, argv, "+:hV", getopts, NULL);

        if (got == -1)
            return optind;
        if (got == HELP || got == 'h')
            return help(command);
        if (got == VERSION || got == 'V')
            return version(command);
        if (got == '?' || got == ':')
            return refuse(command, got, word);
        if (!take(command, &command->options[got - FIRST], optarg))
            return COMMAND_REFUSED;
    }
}
