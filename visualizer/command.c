/* SPDX-License-Identifier: MIT */
/* Standard output and standard error: how wide, with which signs and colours, and what
 * to say when something cannot be done. */
#define _GNU_SOURCE
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WIDTH = 80, WIDTH_LEAST = 40, WIDTH_MOST = 1000 };

int command_complain(const char *program, const char *format, ...)
{
    va_list args;

    fprintf(stderr, "%s: ", program);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputs("\n", stderr);
    return 1;
}

int command_finish(const char *program, int status)
{
    static bool told;

    errno = 0;
    bool flushed = fflush(stdout) == 0;
    if (flushed && !ferror(stdout))
        return status;
    if (told)
        return 1;
    told = true;
    if (errno == 0)                     /* it failed earlier, and nobody noted why */
        return command_complain(program, "cannot write to standard output");
    return command_complain(program, "cannot write to standard output: %s",
                            strerror(errno));
}

void command_hold_descriptors(void)
{
    for (int fd = 0; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            if (open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) < 0)
                abort();
}

bool command_has_screen(const char **why_not)
{
    const char *term = getenv("TERM");

    if (!isatty(STDIN_FILENO))
        *why_not = "standard input is not a terminal";
    else if (!isatty(STDOUT_FILENO))
        *why_not = "standard output is not a terminal";
    else if (!term || !*term)
        *why_not = "TERM is not set";
    else if (strcmp(term, "dumb") == 0)
        *why_not = "TERM is dumb: this terminal cannot move its cursor";
    else
        return true;
    return false;
}

/* ---- Timelines -------------------------------------------------------------- */

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

static bool has_color(bool refused_here)
{
    const char *refused = getenv("NO_COLOR"), *term = getenv("TERM");

    return !refused_here && !(refused && *refused) && isatty(STDOUT_FILENO) &&
           term && *term && strcmp(term, "dumb") != 0;
}

struct text_options command_text_options(bool no_color, bool ascii)
{
    bool utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;

    return (struct text_options){.width = width(), .ascii = ascii || !utf8,
                                 .color = has_color(no_color)};
}

/* ---- A file, whole or not at all --------------------------------------------- */

static bool is_plain_or_new(const char *path)
{
    struct stat s;

    return stat(path, &s) < 0 || S_ISREG(s.st_mode) || S_ISDIR(s.st_mode);
}

bool command_open(struct command_output *output, const char *program, const char *path)
{
    struct stat s;
    bool beside = path && is_plain_or_new(path);

    *output = (struct command_output){.program = program, .path = path};
    errno = ENAMETOOLONG;
    if (!path) {
        output->file = stdout;
    } else if (stat(path, &s) == 0 && S_ISDIR(s.st_mode)) {
        errno = EISDIR;
    } else if (!beside) {
        output->file = fopen(path, "w");
    } else if (snprintf(output->part, sizeof output->part, "%s.%ld.part", path,
                        (long)getpid()) < (int)sizeof output->part) {
        output->file = fopen(output->part, "wx");
    }
    if (output->file)
        return true;
    command_complain(program, "cannot write %s: %s", path, strerror(errno));
    return false;
}

int command_close(struct command_output *output)
{
    if (!output->path)
        return command_finish(output->program, 0);
    errno = 0;
    bool good = !ferror(output->file);
    good = fclose(output->file) == 0 && good;
    if (good && output->part[0])
        good = rename(output->part, output->path) == 0;
    int why = errno;
    if (good)
        return 0;
    if (output->part[0])
        unlink(output->part);
    return command_complain(output->program, "cannot write %s: %s", output->path,
                            strerror(why ? why : EIO));
}
