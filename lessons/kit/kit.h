/* SPDX-License-Identifier: MIT */
/* What all lessons share: main, the options, the race, printing like Python. */
#ifndef KIT_H
#define KIT_H

#include <stdbool.h>
#include <stdio.h>

#include "async.h"

struct kit_demo {                   /* one program of a lesson */
    const char *name;               /* as --demo takes it */
    const char *title;              /* one line for --list */
    async_fn *program;              /* the main coroutine; its argument is NULL */
    int (*script)(void);            /* instead of it: plain code as main() has it, which
                                       calls async_run() itself; 0 or what that returned */
    bool loopless;                  /* the script never calls async_run(): drawn as main */
    void (*const *misuses)(void);   /* see kit_last_words(); ends with NULL */
    const char *question;           /* asked on the screen before the start, or NULL */
    const char *moral;              /* said at the end, or NULL */
    const char *const *lanes;       /* tasks to come after main, drawn before the start;
                                       ends with NULL; NULL: main alone */
    double seconds;                 /* how long the slower side takes; 0: not known */
    bool alone;                     /* not raced against its synchronous self */
    const char *words;              /* what may be given behind "--", "URL...", and leads
                                       outside (real time passes there); or NULL */
};

/* The lesson's whole main(): reads the options, runs one demo (the first one if
 * none was named), returns the exit status.  The list ends with NULL. */
int kit_main(int argc, char **argv, const char *title,
             const struct kit_demo *const *demos);

/* What was given behind "--"; *n of them. */
char *const *kit_words(int *n);

/* Run misuses[which] of this demo in a process of its own, and print what it said
 * before the runtime ended it: its last words, without "file:line" in front, each
 * line as one of this program's. */
void kit_last_words(int which);
/* The same in another way.  0, or -errno (async_caught()). */
struct kit_last {
    const char *const *before;      /* words before its command, "gdb", ... (at most 12);
                                       ends with NULL; or NULL */
    const char *log;                /* it keeps its log in this file; NULL: none */
    void (*tell)(const char *line); /* gets each line, as it was said */
};
int kit_last_words_by(int which, const struct kit_last *how);
/* What Ctrl-\ (SIGQUIT) prints about the tasks, as lines of this program, folded. */
void kit_print_tasks(void);
/* A line with places in it as several that a screen has room for, the following ones
 * indented; without the folders of the places. */
void kit_fold(FILE *out, const char *line);
/* An exception handler: a report is a line of the output, without its "file:line". */
void kit_print_report(const struct async_report *report, void *unused);

/* ---- Values as Python's repr() writes them ------------------------------- */

const char *kit_bool(bool value);                   /* True, False */
/* These print the value and nothing behind it. */
void kit_print_string(const char *text);            /* 'text'; None for NULL */
void kit_print_float(double value);                 /* 0.1, 1.0, 1e-05, inf */
void kit_print_ints(const int *values, int n);      /* [1, 2, 3] */
void kit_print_bools(const bool *values, int n);    /* [True, False] */
/* These are a line: n strings as a list, ['a', 'b'], or as a tuple, ('a', 'b'). */
void kit_print_list(void *const *strings, int n);
void kit_print_tuple(void *const *strings, int n);

#endif
