/* SPDX-License-Identifier: MIT */
/* Feedback on a verdict. */
#include "feedback.h"

#include <stdlib.h>
#include <string.h>

#include "compiler.h"
#include "page.h"

enum { WIDTH = 80, COMPILER_LINES = 12, ERROR_LINES = 12, LINE_BYTES = 400 };

void feedback_paragraph(FILE *out, const char *first, const char *text)
{
    struct page page;

    page_init(&page, out, WIDTH, false, false);
    page_text(&page, first);
    page_to(&page, (int)strlen(first));
    page_paragraph(&page, text);
}

static void put_title(FILE *out, const char *text, bool color)
{
    struct page page;

    page_init(&page, out, WIDTH, false, color);
    page_style(&page, PAGE_STRONG);
    page_paragraph(&page, text);
}

const char *feedback_points(char out[16], double points)
{
    snprintf(out, 16, "%.2f", points);
    char *end = out + strlen(out);
    while (end[-1] == '0')
        *--end = '\0';
    if (end[-1] == '.')
        end[-1] = '\0';
    return out;
}

const char *feedback_sum(char out[64], const struct verdict *verdict)
{
    char points[16];

    snprintf(out, 64, "%s of %d point%s", feedback_points(points, verdict->points),
             verdict->points_most, verdict->points_most == 1 ? "" : "s");
    return out;
}

/* The first lines of a text from outside, made harmless, each behind four blanks and its
 * own; those that are too long go on in the next, those without end are cut. */
static void put_lines(FILE *out, const char *text, int most)
{
    struct page page;

    page_init(&page, out, WIDTH, false, false);
    for (int i = 0; *text && i < most; i++) {
        size_t n = strcspn(text, "\n"), blanks = strspn(text, " ");
        char *line = format_text("%.*s%s", n < LINE_BYTES ? (int)n : LINE_BYTES, text,
                                 n < LINE_BYTES ? "" : " ...");
        page_to(&page, 4 + (blanks < n && blanks < 24 ? (int)blanks : 0));
        page_paragraph(&page, line + (blanks < n ? blanks : n));
        if (blanks >= n)
            page_end(&page);
        free(line);
        text += n + (text[n] == '\n');
    }
    if (*text)
        fprintf(out, "    ...\n");
}

/* ---- The table -------------------------------------------------------------------------- */

/* Passed in some scenarios, and not tried in the others. */
static bool in_part(const struct mark *mark)
{
    return mark->state == MARK_NOT_TRIED && mark->passed > 0;
}

static const char *word(const struct mark *mark)
{
    static const char *const words[] = { "ok", "FAILED", "not tried" };

    return in_part(mark) ? "in part" : words[mark->state];
}

static bool is_shared(const struct mark *mark)
{
    return mark->points > 0 && mark->points < mark->check->points;
}

/* What the table's words mean, if they occur. */
static void put_key(FILE *out, const struct verdict *verdict)
{
    bool shared = false, part = false;

    for (int i = 0; i < verdict->mark_count; i++) {
        shared = shared || is_shared(&verdict->marks[i]);
        part = part || in_part(&verdict->marks[i]);
    }
    if (shared)
        feedback_paragraph(out, "  ", "(The points of a line are shared evenly among the "
                           "scenarios in which it is looked at.)");
    if (part)
        feedback_paragraph(out, "  ", "(In part: ok in some scenarios; not tried in the "
                           "others, where another line failed first.)");
}

/* A line without points is only what others need. */
static void put_table(FILE *out, const struct verdict *verdict, bool color)
{
    struct page page;

    page_init(&page, out, WIDTH, false, color);
    for (int i = 0; i < verdict->mark_count; i++) {
        const struct mark *mark = &verdict->marks[i];
        char points[40] = "", got[16];
        if (mark->check->points > 0)
            snprintf(points, sizeof points, "%5s/%d", feedback_points(got, mark->points),
                     mark->check->points);
        page_to(&page, 2);
        page_style(&page, mark->state == MARK_PASSED ? PAINT_DONE :
                          mark->state == MARK_FAILED ? PAINT_FAILED : PAGE_QUIET);
        page_text(&page, word(mark));
        page_style(&page, PAGE_PLAIN);
        page_to(&page, 12);
        page_text(&page, points);
        page_to(&page, 22);
        char *text = format_text("%s: %s", mark->check->name, mark->check->wanted);
        page_paragraph(&page, text);
        free(text);
    }
    put_key(out, verdict);
}

/* ---- One check -------------------------------------------------------------------------- */

void feedback_mark(FILE *out, const struct mark *mark, bool color, bool picture)
{
    feedback_paragraph(out, "  wanted  ", mark->wanted);
    if (mark->state == MARK_NOT_TRIED) {
        char *text = format_text("nothing: it needs \"%s\" first",
                                 mark->check->after ? mark->check->after : "a program");
        feedback_paragraph(out, "  seen    ", text);
        free(text);
        return;
    }
    if (mark->seen)
        feedback_paragraph(out, "  seen    ", mark->seen);
    if (mark->where)
        feedback_paragraph(out, "  in      ", mark->where);
    if (picture && mark->picture && *mark->picture)
        fprintf(out, "\n%s", color ? mark->colored : mark->picture);
}

/* ---- The whole -------------------------------------------------------------------------- */

void feedback_compiler(FILE *out, const struct verdict *verdict)
{
    if (verdict->build.state == BUILD_GOOD || !verdict->build.compiler ||
        !*verdict->build.compiler)
        return;
    fprintf(out, "\nThe compiler's own words:\n");
    char *text = compiler_tidy(verdict->build.compiler);
    put_lines(out, text, COMPILER_LINES);
    free(text);
}

static void put_build(FILE *out, const struct verdict *verdict)
{
    static const char *const titles[] = {
        [BUILD_UNREADABLE] = "It cannot be taken in: ",
        [BUILD_ERRORS] = "It does not compile: ", [BUILD_LATE] = "It does not compile: ",
        [BUILD_INCOMPLETE] = "Something is missing: ", [BUILD_SUSPECT] = "It is refused: ",
    };
    char *text = format_text("%s%s", titles[verdict->build.state], verdict->build.words);

    feedback_paragraph(out, "", text);
    free(text);
    feedback_compiler(out, verdict);
}

static void put_first_failed(FILE *out, const struct verdict *verdict, bool color)
{
    const struct mark *mark = verdict_first_failed(verdict);

    if (!mark)
        return;
    char *title = format_text("What to look at first: %s", mark->title);
    put_title(out, title, color);
    free(title);
    feedback_mark(out, mark, color, true);
    if (mark->advice) {
        fprintf(out, "\n");
        feedback_paragraph(out, "  Often it comes from this: ", mark->advice);
    }
}

/* The marks, and one failure with its lanes. */
static void put_marks(FILE *out, const struct verdict *verdict, enum feedback_order order,
                      bool color)
{
    bool failed = verdict_first_failed(verdict) != NULL;

    if (order == FEEDBACK_MARKS_FIRST)
        put_table(out, verdict, color);
    if (failed && order == FEEDBACK_MARKS_FIRST)
        fprintf(out, "\n");
    put_first_failed(out, verdict, color);
    if (failed && order == FEEDBACK_LANES_FIRST)
        fprintf(out, "\n");
    if (order == FEEDBACK_LANES_FIRST)
        put_table(out, verdict, color);
}

static void put_others(FILE *out, const struct verdict *verdict)
{
    const struct mark *first = verdict_first_failed(verdict);

    for (int i = 0; i < verdict->mark_count; i++) {
        const struct mark *mark = &verdict->marks[i];
        if (mark->state != MARK_FAILED || mark == first ||
            (mark->seen && strcmp(mark->seen, first->seen) == 0))
            continue;
        fprintf(out, "\n");
        feedback_paragraph(out, "Also: ", mark->title);
        struct mark brief = *mark;
        if (brief.where && strcmp(brief.where, first->where) == 0)
            brief.where = NULL;
        feedback_mark(out, &brief, false, false);
    }
}

/* "What it said on standard error, in scenario "example":", and that. */
static void put_errors(FILE *out, const char *begin, const char *scenario,
                       const char *errors)
{
    char *title = *scenario ? format_text("%s, in scenario \"%s\":", begin, scenario)
                            : format_text("%s:", begin);

    feedback_paragraph(out, "", title);
    free(title);
    put_lines(out, errors, ERROR_LINES);
}

/* A run that was cut short says why: that comes before everything else. */
static bool put_last_words(FILE *out, const struct verdict *verdict)
{
    const struct mark *first = verdict_first_failed(verdict);

    if (!first || !first->cut_short || !*first->errors)
        return false;
    put_errors(out, "The last words of the program", first->scenario, first->errors);
    fprintf(out, "\n");
    return true;
}

static void put_other_errors(FILE *out, const struct verdict *verdict)
{
    static const char TITLE[] = "What it said on standard error";
    const struct mark *first = verdict_first_failed(verdict);

    if (!*verdict->errors)
        return;
    fprintf(out, "\n");
    if (first && *first->errors)
        put_errors(out, TITLE, first->scenario, first->errors);
    else
        put_errors(out, TITLE, verdict->errors_scenario, verdict->errors);
}

void feedback_write(FILE *out, const struct exercise *exercise,
                    const struct verdict *verdict, enum feedback_order order, bool color)
{
    char sum[64];
    char *title = format_text("%s: %s, %s", exercise->title, verdict->name,
                              feedback_sum(sum, verdict));

    put_title(out, title, color);
    free(title);
    fprintf(out, "\n");
    if (verdict->flag) {
        char *flag = format_text("No points, and a teacher will look at it: %s.",
                                 verdict->flag);
        feedback_paragraph(out, "", flag);
        free(flag);
        fprintf(out, "\n");
    }
    if (verdict->build.state != BUILD_GOOD) {
        put_build(out, verdict);
        return;
    }
    bool told = put_last_words(out, verdict);
    put_marks(out, verdict, order, color);
    put_others(out, verdict);
    if (!told && !verdict_full(verdict))
        put_other_errors(out, verdict);
}
