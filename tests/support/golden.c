/* SPDX-License-Identifier: MIT */
/* Golden files. */
#include "golden.h"

#include <check.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words.h"

#ifndef GOLDEN_DIR
#define GOLDEN_DIR "tests/golden"
#endif

enum { SHOWN = 60 };            /* lines of each that are shown */

struct bytes {
    char *start;
    size_t length;
};

static bool rewriting(void)
{
    const char *ours = getenv("INTERLEAVE_GOLDEN"), *makes = getenv("GOLDEN");
    return (ours && !strcmp(ours, "rewrite")) || (makes && !strcmp(makes, "write"));
}

static void rewrite(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    bool good = file && fwrite(bytes, 1, length, file) == length;
    good = file && fclose(file) == 0 && good;
    if (!good)
        ck_abort_msg("cannot write %s: %s", path, strerror(errno));
}

static struct bytes slurp(const char *path)
{
    struct bytes bytes = {NULL, 0};
    FILE *file = fopen(path, "rb");
    if (!file)
        ck_abort_msg("no golden file %s (%s): `make golden` writes it", path,
                     strerror(errno));
    size_t got, room = 0;
    do {
        if (bytes.length == room) {
            room = room ? 2 * room : 4096;
            bytes.start = realloc(bytes.start, room);
            ck_assert_ptr_nonnull(bytes.start);
        }
        got = fread(bytes.start + bytes.length, 1, room - bytes.length, file);
        bytes.length += got;
    } while (got);
    fclose(file);
    return bytes;
}

static size_t line_length(struct bytes text)
{
    const char *end = memchr(text.start, '\n', text.length);
    return end ? (size_t)(end - text.start) + 1 : text.length;
}

static struct bytes without(struct bytes text, size_t length)
{
    return (struct bytes){text.start + length, text.length - length};
}

static void show_line(char sign, struct bytes text)
{
    char clean[4096];
    size_t length = line_length(text);
    size_t bare = length - (text.start[length - 1] == '\n');
    words_fit(clean, sizeof clean, text.start, bare, 500, false);
    printf("%c %s%s\n", sign, clean, bare == length ? "  (no newline)" : "");
}

static void show(char sign, struct bytes text)
{
    for (int lines = 0; text.length && lines < SHOWN; lines++) {
        show_line(sign, text);
        text = without(text, line_length(text));
    }
}

static bool same_start(struct bytes a, struct bytes b, size_t length)
{
    return length && length <= b.length && !memcmp(a.start, b.start, length) &&
           length == line_length(b);
}

static int lines_of(struct bytes text)
{
    int lines = 0;
    for (; text.length; lines++)
        text = without(text, line_length(text));
    return lines;
}

/* The last line of a text. */
static size_t last_line(struct bytes text)
{
    size_t length = text.length ? 1 : 0;
    while (length < text.length && text.start[text.length - length - 1] != '\n')
        length++;
    return length;
}

static void drop_common_end(struct bytes *want, struct bytes *got)
{
    size_t n;
    while ((n = last_line(*want)) && n == last_line(*got) &&
           !memcmp(want->start + want->length - n, got->start + got->length - n, n)) {
        want->length -= n;
        got->length -= n;
    }
}

/* Line by line where both have as many, else from the first difference to the last. */
static void show_difference(struct bytes want, struct bytes got)
{
    bool paired = lines_of(want) == lines_of(got);
    printf("- expected, + got\n");
    while (want.length && got.length) {
        size_t n = line_length(want);
        bool same = same_start(want, got, n);
        if (!same && !paired)
            break;
        if (!same) {
            show_line('-', want);
            show_line('+', got);
        }
        want = without(want, n);
        got = without(got, line_length(got));
    }
    drop_common_end(&want, &got);
    show('-', want);
    show('+', got);
}

void golden_check(const char *name, const char *bytes, size_t length)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.txt", GOLDEN_DIR, name);
    if (rewriting()) {
        rewrite(path, bytes, length);
        return;
    }
    struct bytes want = slurp(path), got = {(char *)bytes, length};
    if (want.length != length || memcmp(want.start, bytes, length)) {
        show_difference(want, got);
        fflush(stdout);
        free(want.start);
        ck_abort_msg("%s differs (`make golden` accepts what is new)", path);
    }
    free(want.start);
}
