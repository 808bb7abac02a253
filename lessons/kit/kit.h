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
    const char *question;           /* asked on the screen before the start, or NULL */
    const char *moral;              /* said at the end, or NULL */
    const char *const *lanes;       /* tasks to come after main, drawn before the start;
                                       ends with NULL; NULL: main alone */
    double seconds;                 /* how long the slower side takes; 0: not known */
    bool alone;                     /* not raced against its synchronous self */
};

/* The lesson's whole main(): reads the options, runs one demo (the first one if
 * none was named), returns the exit status.  The list ends with NULL. */
int kit_main(int argc, char **argv, const char *title,
             const struct kit_demo *const *demos);

/* A truth value as Python prints it: True, False. */
const char *kit_bool(bool value);
/* Print n strings as Python prints a list: ['a', 'b']. */
void kit_print_list(void *const *strings, int n);

#endif
