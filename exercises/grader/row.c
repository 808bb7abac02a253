/* SPDX-License-Identifier: MIT */
/* Rows of a class. */
#define _XOPEN_SOURCE 700
#include "row.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "feedback.h"

static const char MAGIC[] = "interleave-row 2";

/* ---- Made of a verdict ------------------------------------------------------------------- */

static const char *state_of(const struct verdict *verdict)
{
    static const char *const states[] = {
        [BUILD_UNREADABLE] = "not readable", [BUILD_ERRORS] = "not compiled",
        [BUILD_LATE] = "not compiled", [BUILD_INCOMPLETE] = "incomplete",
        [BUILD_SUSPECT] = "flagged",
    };

    if (verdict->build.state != BUILD_GOOD)
        return states[verdict->build.state];
    return verdict->flag ? "flagged" : verdict_full(verdict) ? "full" : "partial";
}

static char *mark_text(const struct verdict *verdict, const struct mark *mark, bool color)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    if (!out)
        abort();
    if (verdict->build.state != BUILD_GOOD)
        feedback_paragraph(out, "  ", verdict->build.words);
    else
        feedback_mark(out, mark, color, true);
    fclose(out);
    return text;
}

static char *compiler_text(const struct verdict *verdict)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    if (!out)
        abort();
    feedback_compiler(out, verdict);
    fclose(out);
    return text;
}

void row_from(struct row *row, const char *name, const char *key,
              const struct verdict *verdict)
{
    *row = (struct row){
        .name = copy_text(name), .key = copy_text(key),
        .state = copy_text(state_of(verdict)),
        .words = copy_text(verdict->build.words ? verdict->build.words : ""),
        .said = compiler_text(verdict),
        .flag = copy_text(verdict->flag ? verdict->flag : ""), .points = verdict->points,
        .seconds = verdict->seconds, .most = verdict->points_most,
        .full = verdict_full(verdict), .mark_count = verdict->mark_count,
    };
    row->marks = calloc((size_t)row->mark_count + 1, sizeof *row->marks);
    if (!row->marks)
        abort();
    for (int i = 0; i < row->mark_count; i++) {
        const struct mark *mark = &verdict->marks[i];
        row->marks[i] = (struct row_mark){
            .name = copy_text(mark->check->name), .state = mark->state,
            .points = mark->points, .most = mark->check->points,
            .text = mark_text(verdict, mark, false),
            .colored = mark_text(verdict, mark, true),
        };
    }
}

void row_failed(struct row *row, const char *name, const char *why,
                const struct workshop *shop)
{
    *row = (struct row){ .name = copy_text(name), .key = copy_text(""),
                         .state = copy_text("not judged"), .words = copy_text(why),
                         .said = copy_text(""), .flag = copy_text(""), .most = shop->points,
                         .mark_count = shop->check_count };
    row->marks = calloc((size_t)row->mark_count + 1, sizeof *row->marks);
    if (!row->marks)
        abort();
    for (int i = 0; i < row->mark_count; i++)
        row->marks[i] = (struct row_mark){
            .name = copy_text(shop->checks[i].name), .state = MARK_NOT_TRIED,
            .most = shop->checks[i].points, .text = copy_text(why),
            .colored = copy_text(why) };
}

void row_free(struct row *row)
{
    for (int i = 0; i < row->mark_count; i++) {
        free(row->marks[i].name);
        free(row->marks[i].text);
        free(row->marks[i].colored);
    }
    free(row->marks);
    free(row->name);
    free(row->key);
    free(row->state);
    free(row->words);
    free(row->said);
    free(row->flag);
    *row = (struct row){ 0 };
}

/* ---- Files ---------------------------------------------------------------------------------- */

static bool close_into(FILE *out, const char *part, const char *path, char *error)
{
    bool good = !ferror(out);

    good = fclose(out) == 0 && good;
    if (good && (strcmp(part, path) == 0 || rename(part, path) == 0))
        return true;
    snprintf(error, ERROR, "cannot write %.400s: %s", path, strerror(errno));
    if (strcmp(part, path) != 0)
        unlink(part);
    return false;
}

/* There, and no file. */
static bool is_special(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

bool file_save(const char *path, void (*write)(FILE *out, void *arg), void *arg,
               char *error)
{
    if (strcmp(path, "-") == 0) {
        write(stdout, arg);
        if (fflush(stdout) == 0 && !ferror(stdout))
            return true;
        snprintf(error, ERROR, "cannot write to standard output: %s", strerror(errno));
        return false;
    }
    /* A link stays one, and a device or a pipe what it is. */
    char *target = realpath(path, NULL);
    char *part = is_special(path) ? copy_text(path) : format_text("%s.%ld.part", target
                                                        ? target : path, (long)getpid());
    FILE *out = fopen(part, "wb");
    bool good = out != NULL;
    if (good) {
        write(out, arg);
        good = close_into(out, part, target && !is_special(path) ? target : path, error);
    } else {
        snprintf(error, ERROR, "cannot write %.400s: %s", path, strerror(errno));
    }
    free(target);
    free(part);
    return good;
}

/* A text on one line. */
static void put(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\n')
            fputs("\\n", out);
        else if (*text == '\\')
            fputs("\\\\", out);
        else
            fputc(*text, out);
    }
    fputc('\n', out);
}

static void write_row(FILE *out, void *arg)
{
    const struct row *row = arg;

    fprintf(out, "%s\n", MAGIC);
    put(out, row->name);
    put(out, row->key);
    put(out, row->state);
    put(out, row->words);
    put(out, row->said);
    put(out, row->flag);
    fprintf(out, "%.17g %.6g %d %d %d\n", row->points, row->seconds, row->most, row->full,
            row->mark_count);
    for (int i = 0; i < row->mark_count; i++) {
        const struct row_mark *mark = &row->marks[i];
        fprintf(out, "%d %.17g %d\n", (int)mark->state, mark->points, mark->most);
        put(out, mark->name);
        put(out, mark->text);
        put(out, mark->colored);
    }
    fprintf(out, "end\n");
}

bool row_save(const struct row *row, const char *path, char *error)
{
    return file_save(path, write_row, (void *)row, error);
}

/* The next line, taken out of its escapes; NULL at the end. */
static char *take(FILE *in)
{
    char *line = NULL, *to;
    size_t room = 0;
    ssize_t n = getline(&line, &room, in);

    if (n <= 0 || line[n - 1] != '\n') {
        free(line);
        return NULL;
    }
    line[n - 1] = '\0';
    to = line;
    for (const char *from = line; *from; from++) {
        if (*from == '\\' && from[1])
            *to++ = *++from == 'n' ? '\n' : *from;
        else
            *to++ = *from;
    }
    *to = '\0';
    return line;
}

static bool take_numbers(FILE *in, struct row *row)
{
    char *line = take(in);
    int full = 0, count = 0;
    bool good = line && sscanf(line, "%lf %lf %d %d %d", &row->points, &row->seconds,
                               &row->most, &full, &count) == 5 && count >= 0 && count < 1000;

    free(line);
    row->full = full != 0;
    row->marks = good ? calloc((size_t)count + 1, sizeof *row->marks) : NULL;
    row->mark_count = row->marks ? count : 0;
    return row->marks != NULL;
}

static bool take_mark(FILE *in, struct row_mark *mark)
{
    char *line = take(in);
    int state = 0;
    bool good = line && sscanf(line, "%d %lf %d", &state, &mark->points, &mark->most) == 3;

    free(line);
    mark->state = (enum mark_state)state;
    mark->name = take(in);
    mark->text = take(in);
    mark->colored = take(in);
    return good && mark->name && mark->text && mark->colored;
}

static bool take_row(FILE *in, struct row *row)
{
    char *first = take(in);
    bool good = first && strcmp(first, MAGIC) == 0;

    free(first);
    row->name = take(in);
    row->key = take(in);
    row->state = take(in);
    row->words = take(in);
    row->said = take(in);
    row->flag = take(in);
    good = good && row->flag && take_numbers(in, row);
    for (int i = 0; good && i < row->mark_count; i++)
        good = take_mark(in, &row->marks[i]);
    char *last = good ? take(in) : NULL;
    good = last && strcmp(last, "end") == 0;
    free(last);
    return good;
}

bool row_load(struct row *row, const char *path)
{
    FILE *in = fopen(path, "rb");

    *row = (struct row){ 0 };
    if (!in)
        return false;
    bool good = take_row(in, row);
    fclose(in);
    if (!good)
        row_free(row);
    return good;
}
