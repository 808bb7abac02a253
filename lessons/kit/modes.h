/* SPDX-License-Identifier: MIT */
/* The ways to show a demo.  Each returns the exit status: 0, or 1 after a sentence
 * on standard error. */
#ifndef MODES_H
#define MODES_H

#include "command.h"
#include "live.h"
#include "options.h"
#include "recording.h"

int mode_output(const struct lesson *lesson, const struct options *options);
int mode_text(const struct lesson *lesson, const struct options *options);
int mode_live(const struct lesson *lesson, const struct options *options);
/* A log that was kept, as text or on the screen. */
int mode_replay(const struct lesson *lesson, const struct options *options, bool live);

/* ---- What they share ----------------------------------------------------- */

enum { RUN_SIDES = 2, RUN_PATH = 4096, RUN_WORDS = 100 };

/* The runs that are shown of a demo, and the command that each one is. */
struct run {
    int n;
    struct run_side {
        const char *label;
        bool synchronous;
    } sides[RUN_SIDES];
    const char *argv[6 + RUN_WORDS];    /* ends with NULL */
    char path[RUN_PATH];            /* of this executable */
};
void run_plan(struct run *run, const struct lesson *lesson, const struct options *options);

/* Somebody else watches: a launcher started us under its log. */
bool run_is_launched(void);

/* Run the demo's script, which stands in `place`.  0, or -code. */
int script_run(const struct kit_demo *demo, const char *place);

/* kit_last_words() runs the misuses of this demo by this command. */
void misuse_prepare(const struct lesson *lesson, const struct options *options);
/* In the process that such a command started: run it, and end.  Else nothing. */
void misuse_if_asked(const struct kit_demo *demo);

/* Print what was recorded to standard output, as the options (arg) wish. */
void present_sides(const void *arg, const struct side *sides,
                   const struct recording *logs, int n);

/* Keep this process's own log in `path`: whole when the process ends, or else not at
 * all, with a sentence and exit status 1.  Before async_run().  False with a sentence
 * in `error`. */
bool record_own(const char *program, const char *path, char *error, int size);

#endif
