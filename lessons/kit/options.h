/* SPDX-License-Identifier: MIT */
/* The options that every lesson takes. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>

#include "kit.h"
#include "look.h"

enum mode {
    MODE_AUTO,                      /* live on a terminal, text elsewhere */
    MODE_OUTPUT, MODE_TEXT, MODE_LIVE, MODE_LIST, MODE_HELP, MODE_VERSION
};

struct lesson {
    const char *program;            /* file name without folders: "01-sync-vs-async" */
    const char *title;
    const struct kit_demo *const *demos;
    char *const *argv;
};

struct options {
    enum mode mode;
    const struct kit_demo *demo;    /* never NULL: the first one if none was named */
    bool clock_given;
    enum async_clock clock;
    double speed, stretch;          /* 0: not given */
    enum look_theme theme;
    bool no_mouse, classroom;
    bool sync, story, no_color, ascii;    /* story: MODE_TEXT in sentences */
    const char *record, *replay;    /* NULL: not given */
    char *const *words;             /* what stood behind "--" */
    int word_count;
};

/* False after one sentence on standard error: usage, exit status 2. */
bool options_parse(struct options *options, const struct lesson *lesson, int argc,
                   char **argv);
/* The clock where nobody watches: virtual, but what words behind "--" lead to is
 * outside, and takes real time. */
enum async_clock options_clock(const struct options *options);
void options_help(const struct lesson *lesson);

#endif
