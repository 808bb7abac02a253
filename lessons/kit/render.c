/* SPDX-License-Identifier: MIT */
/* Timelines on standard output: how wide, with which signs and colors. */
#define _GNU_SOURCE
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "modes.h"
#include "text.h"

enum { WIDTH = 80, WIDTH_LEAST = 40, WIDTH_MOST = 1000 };

/* A terminal's width, or what COLUMNS says it is; elsewhere always the same. */
static int width(void)
{
    const char *columns = getenv("COLUMNS");
    struct winsize size;
    int n = WIDTH;

    if (!isatty(STDOUT_FILENO))
        return WIDTH;
    if (columns && atoi(columns) > 0)
        n = atoi(columns);
    else if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        n = size.ws_col;
    return n < WIDTH_LEAST ? WIDTH_LEAST : n > WIDTH_MOST ? WIDTH_MOST : n;
}

static bool has_color(const struct options *options)
{
    const char *refused = getenv("NO_COLOR"), *term = getenv("TERM");

    return !options->no_color && !(refused && *refused) && isatty(STDOUT_FILENO) &&
           term && *term && strcmp(term, "dumb") != 0;
}

static bool is_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

void render_sides(const struct options *options, const struct text_side *sides, int n)
{
    struct text_options how = {
        .width = width(), .ascii = options->ascii || !is_utf8(),
        .color = has_color(options),
    };

    text_render(stdout, sides, n, &how);
}
