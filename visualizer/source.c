/* SPDX-License-Identifier: MIT */
/* Finding and reading a program's text. */
#define _GNU_SOURCE
#include "source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "words.h"

enum { UP = 4 };                /* folders above the program's own */

/* ---- Names ------------------------------------------------------------------ */

static bool ends_like_source(const char *name)
{
    static const char *const ends[] = {".c", ".h", ".py", ".cc", ".cpp", NULL};
    size_t n = strlen(name);

    for (int i = 0; ends[i]; i++)
        if (n > strlen(ends[i]) && strcmp(name + n - strlen(ends[i]), ends[i]) == 0)
            return true;
    return false;
}

/* Folders may be named, but none above, and nothing that does not show. */
static bool is_plain(const char *name)
{
    if (strlen(name) >= SOURCE_PATH / 2 || strstr(name, "..") || !ends_like_source(name))
        return false;
    for (const unsigned char *c = (const unsigned char *)name; *c; c++)
        if (*c < 0x20 || *c == 0x7f)
            return false;
    return true;
}

bool source_place(const char *place, char file[SOURCE_PATH], uint32_t *line)
{
    const char *colon = place ? strrchr(place, ':') : NULL;
    char *end;
    unsigned long number;

    if (!colon || colon == place || colon - place >= SOURCE_PATH || colon[1] < '1' ||
        colon[1] > '9')
        return false;
    number = strtoul(colon + 1, &end, 10);
    if (*end || number > SOURCE_BYTES)
        return false;
    memcpy(file, place, (size_t)(colon - place));
    file[colon - place] = '\0';
    *line = (uint32_t)number;
    return true;
}

bool source_twin(const char *name, char twin[SOURCE_PATH])
{
    size_t n = strlen(name);

    if (n < 3 || n + 2 > SOURCE_PATH || strcmp(name + n - 2, ".c") != 0)
        return false;
    memcpy(twin, name, n - 1);
    strcpy(twin + n - 1, "py");
    return true;
}

/* ---- Reading ------------------------------------------------------------------ */

/* Why a file that is there is not shown; NULL: nothing against it. */
static const char *objection(const struct stat *status)
{
    if (!S_ISREG(status->st_mode))
        return "it is not a regular file";
    if (status->st_size > SOURCE_BYTES)
        return "it is larger than a program's text";
    return NULL;
}

static char *read_all(int fd, size_t size, size_t *got)
{
    char *text = malloc(size + 1);

    *got = 0;
    while (text && *got < size) {
        ssize_t n = read(fd, text + *got, size - *got);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        *got += (size_t)n;
    }
    if (text)
        text[*got] = '\0';
    return text;
}

static void split(struct source *source, size_t size)
{
    uint32_t n = 1;

    for (size_t i = 0; i < size; i++)
        n += source->text[i] == '\n';
    source->lines = malloc(n * sizeof *source->lines);
    if (!source->lines)
        return;
    for (char *line = source->text, *end = line + size; line < end;) {
        char *newline = memchr(line, '\n', (size_t)(end - line));

        source->lines[source->count++] = line;
        if (!newline)
            break;
        *newline = '\0';
        if (newline > line && newline[-1] == '\r')
            newline[-1] = '\0';
        line = newline + 1;
    }
}

/* True if the file is there: then it is shown, or the reason why not told. */
static bool try_file(struct source *source, const char *path)
{
    /* A pipe or a device must not be waited for. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat status;
    const char *why;
    size_t size = 0;

    if (fd < 0)
        return false;
    why = fstat(fd, &status) < 0 ? strerror(errno) : objection(&status);
    if (!why) {
        source->text = read_all(fd, (size_t)status.st_size, &size);
        why = !source->text ? "there is no memory for it"
              : memchr(source->text, '\0', size) ? "it is not a text" : NULL;
    }
    close(fd);
    if (!why)
        split(source, size);
    else
        snprintf(source->error, sizeof source->error, "%s is not shown: %s.", source->name,
                 why);
    return true;
}

/* ---- Where to look ------------------------------------------------------------- */

static bool try_in(struct source *source, const char *folder, const char *name)
{
    char path[2 * SOURCE_PATH];
    int n = snprintf(path, sizeof path, "%s%s%s", folder, *folder ? "/" : "", name);

    return n > 0 && n < (int)sizeof path && try_file(source, path);
}

/* A built program lies some folders below its text. */
static bool try_above_program(struct source *source, const char *name)
{
    char folder[SOURCE_PATH];
    ssize_t n = readlink("/proc/self/exe", folder, sizeof folder - 1);

    for (int i = 0; n > 0 && i <= UP; i++) {
        char *slash;

        folder[n] = '\0';
        slash = strrchr(folder, '/');
        if (!slash)
            return false;
        *slash = '\0';
        n = slash - folder;
        if (try_in(source, folder, name))
            return true;
    }
    return false;
}

static bool find(struct source *source)
{
    const char *name = source->name, *base = strrchr(name, '/');

    if (*name == '/')
        return try_file(source, name);
    if (try_in(source, "", name) || try_above_program(source, name))
        return true;
    return base && try_in(source, "", base + 1);
}

void source_load(struct source *source, const char *name)
{
    if (strcmp(source->name, name) == 0 && (source->text || source->error[0]))
        return;
    source_done(source);
    if (!is_plain(name)) {
        snprintf(source->error, sizeof source->error,
                 "The log names no file of source that could be shown.");
        return;
    }
    snprintf(source->name, sizeof source->name, "%s", name);
    if (!find(source))
        snprintf(source->error, sizeof source->error,
                 "%s was not found from here: start the screen in the folder where the "
                 "program was built.", source->name);
    else if (!source->error[0] && !source->count)
        snprintf(source->error, sizeof source->error, "%s is empty.", source->name);
}

void source_done(struct source *source)
{
    free(source->text);
    free(source->lines);
    *source = (struct source){.count = 0};
}

/* ---- Where somebody stands -------------------------------------------------------- */

static bool has_line(const struct model *model, uint32_t place)
{
    char file[SOURCE_PATH];
    uint32_t line;

    return place && source_place(model_name(model, place), file, &line);
}

const char *source_stand(const struct model *model, const struct lane *lane, uint64_t time)
{
    const struct span *span = lane ? lane_at(lane, time) : NULL;

    if (!lane)
        return NULL;
    if (!span && lane->count)
        span = &lane->spans[lane->count - 1];
    for (; span && span >= lane->spans; span--)
        if (has_line(model, span->place))
            return model_name(model, span->place);
    return has_line(model, lane->place) ? model_name(model, lane->place) : NULL;
}
