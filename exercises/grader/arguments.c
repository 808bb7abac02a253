/* SPDX-License-Identifier: MIT */
/* Options of all commands, and exercises by name. */
#define _GNU_SOURCE
#include "arguments.h"

#include <ctype.h>
#include <dirent.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int arguments_complain(const char *command, const char *text)
{
    fprintf(stderr, "interleave %s: %s\n", command, text);
    return 2;
}

static bool take_number(const char *command, const char *name, const char *text,
                        uint64_t most, uint64_t *out)
{
    char *end, words[200];

    *out = strtoull(text, &end, 10);
    if (isdigit((unsigned char)*text) && !*end && *out <= most)
        return true;
    snprintf(words, sizeof words, "--%s %.40s: it takes a whole number up to %llu", name,
             text, (unsigned long long)most);
    arguments_complain(command, words);
    return false;
}

static bool take_sandbox(struct arguments *arguments, const char *command, const char *text)
{
    static const char *const words[] = { "auto", "required", "none" };

    for (int i = 0; i < 3; i++)
        if (strcmp(text, words[i]) == 0) {
            arguments->sandbox = (enum sandbox_wish)i;
            return true;
        }
    arguments_complain(command, "--sandbox takes required, auto or none");
    return false;
}

static const struct option options[] = {
    { "seed", required_argument, NULL, 's' },
    { "schedules", required_argument, NULL, 'n' },
    { "sandbox", required_argument, NULL, 'b' },
    { "jobs", required_argument, NULL, 'j' },
    { "output", required_argument, NULL, 'o' },
    { "csv", required_argument, NULL, 'c' },
    { "junit", required_argument, NULL, 'u' },
    { "tap", required_argument, NULL, 't' },
    { "gradescope", required_argument, NULL, 'g' },
    { "same-inputs", no_argument, NULL, 'i' },
    { "again", no_argument, NULL, 'a' },
    { "hint", optional_argument, NULL, 'k' },
    { "list", no_argument, NULL, 'l' },
    { "reset", no_argument, NULL, 'r' },
    { "help", no_argument, NULL, 'h' },
    { "version", no_argument, NULL, 'V' },
    { NULL, 0, NULL, 0 }
};

/* 1: go on, 0: over, -1: misuse that was told. */
static int take(struct arguments *a, int option, const char *command, const char *usage)
{
    uint64_t n;

    switch (option) {
    case 's': return take_number(command, "seed", optarg, UINT64_MAX, &a->judging.seed) ? 1 : -1;
    case 'n':
        if (!take_number(command, "schedules", optarg, 1000, &n))
            return -1;
        a->judging.schedules = (int)n;
        return 1;
    case 'j':
        if (!take_number(command, "jobs", optarg, 256, &n))
            return -1;
        a->jobs = n ? (int)n : 1;
        return 1;
    case 'b': return take_sandbox(a, command, optarg) ? 1 : -1;
    case 'o': a->output = optarg; return 1;
    case 'c': a->csv = optarg; return 1;
    case 'u': a->junit = optarg; return 1;
    case 't': a->tap = optarg; return 1;
    case 'g': a->gradescope = optarg; return 1;
    case 'i': a->judging.same_inputs = true; return 1;
    case 'a': a->again = true; return 1;
    case 'k':
        if (optarg && !take_number(command, "hint", optarg, 9, &n))
            return -1;
        a->hint = true;
        a->hint_number = optarg ? (int)n : 0;
        return 1;
    case 'l': a->list = true; return 1;
    case 'r': a->reset = true; return 1;
    case 'h':
        fputs(usage, stdout);
        return 0;
    case 'V':
        printf("interleave %s %s\n", command, INTERLEAVE_VERSION);
        return 0;
    default:
        fprintf(stderr, "`interleave %s --help` lists the options\n", command);
        return -1;
    }
}

/* An option of another command is none of this one's: its help does not name it. */
static bool is_foreign(int option, const char *command, const char *usage)
{
    char words[80], said[40];

    for (const struct option *o = options; o->name; o++) {
        snprintf(said, sizeof said, "--%s", o->name);
        if (o->val != option || strstr(usage, said))
            continue;
        snprintf(words, sizeof words, "%s is no option of this command", said);
        arguments_complain(command, words);
        return true;
    }
    return false;
}

bool arguments_parse(struct arguments *arguments, int argc, char **argv,
                     const char *command, const char *usage)
{
    int option;
    char name[60];

    *arguments = (struct arguments){ .jobs = 0 };
    snprintf(name, sizeof name, "interleave %s", command);
    if (argc > 0)
        argv[0] = name;
    if (argc == 2 && strcmp(argv[1], "help") == 0)
        argv[1] = "--help";
    while ((option = getopt_long(argc, argv, "j:o:hV", options, NULL)) != -1) {
        int rc = is_foreign(option, command, usage) ? -1
                                                    : take(arguments, option, command, usage);
        if (rc <= 0) {
            arguments->status = rc < 0 ? 2 : 0;
            return false;
        }
    }
    arguments->rest = argv + optind;
    arguments->count = argc - optind;
    return true;
}

/* ---- Exercises by name ------------------------------------------------------------------ */

/* The folder `exercises` beside core, found upwards from this program. */
static bool own_exercises(char out[PATH_ROOM])
{
    char path[PATH_ROOM] = "";
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);

    path[n > 0 ? n : 0] = '\0';
    for (char *slash; (slash = strrchr(path, '/')); ) {
        *slash = '\0';
        snprintf(out, PATH_ROOM, "%.4000s/exercises/grader", path);
        if (access(out, R_OK) == 0) {
            *strrchr(out, '/') = '\0';
            return true;
        }
    }
    return false;
}

static int is_numbered(const struct dirent *entry)
{
    return isdigit((unsigned char)entry->d_name[0]);
}

int exercise_list(char (*folders)[PATH_ROOM], int most)
{
    char base[PATH_ROOM];
    struct dirent **entries;
    int n = own_exercises(base) ? scandir(base, &entries, is_numbered, alphasort) : 0;

    for (int i = 0; i < n; i++) {
        if (i < most)
            snprintf(folders[i], PATH_ROOM, "%.3800s/%s", base, entries[i]->d_name);
        free(entries[i]);
    }
    if (n > 0)
        free(entries);
    return n < 0 ? 0 : n < most ? n : most;
}

/* "03", "3", "rate" and "03-rate-limiter" all mean exercises/03-rate-limiter. */
static bool is_meant(const char *folder, const char *said)
{
    const char *name = strrchr(folder, '/') + 1, *dash = strchr(name, '-');
    char *end;
    long number = strtol(said, &end, 10);

    if (strcmp(name, said) == 0)
        return true;
    if (end != said && !*end)
        return atol(name) == number;
    return dash && *said && strncmp(dash + 1, said, strlen(said)) == 0;
}

bool exercise_find(struct exercise *exercise, const char *said, char *error)
{
    enum { MOST = 200 };
    char (*folders)[PATH_ROOM] = calloc(MOST, sizeof *folders);
    char path[PATH_ROOM];
    int n = folders ? exercise_list(folders, MOST) : 0;

    snprintf(path, sizeof path, "%.3800s/exercise.conf", said);
    snprintf(path, sizeof path, "%.4000s", access(path, R_OK) == 0 ? said : "");
    for (int i = 0; i < n && !*path; i++)
        if (is_meant(folders[i], said))
            snprintf(path, sizeof path, "%s", folders[i]);
    free(folders);
    if (*path)
        return exercise_load(exercise, path, error);
    snprintf(error, ERROR, "there is no exercise %.200s: give a folder with an "
             "exercise.conf, or the name or number of one of ours", said);
    return false;
}
