/* SPDX-License-Identifier: MIT */
/* Reports of a class for people and spreadsheets. */
#include <string.h>

#include "class.h"
#include "feedback.h"
#include "page.h"
#include "words.h"

enum { NAME_LEAST = 30, NAME_MOST = 50 };

/* ---- Text ------------------------------------------------------------------------------- */

/* Columns for the names: of the longest, within bounds. */
static int name_width(const struct class *class)
{
    int width = NAME_LEAST;

    for (int i = 0; i < class->count; i++) {
        const char *name = class->all[i].row.name;
        int own = words_width(name, strlen(name), false);
        width = own > width ? own : width;
    }
    return width < NAME_MOST ? width : NAME_MOST;
}

static void put_row(struct page *page, const struct row *row, int width)
{
    char points[16], sum[40];

    page_bytes(page, row->name, strlen(row->name), width);
    page_trim(page);
    page_to(page, width + 2);
    snprintf(sum, sizeof sum, "%s/%d", feedback_points(points, row->points), row->most);
    page_text(page, sum);
    page_to(page, width + 12);
    page_text(page, row->state);
    page_end(page);
    if (*row->flag || *row->words) {
        page_to(page, 4);
        page_paragraph(page, *row->flag ? row->flag : row->words);
    }
}

static void put_checks(FILE *out, const struct class *class)
{
    const struct row *first = &class->all[0].row;

    fprintf(out, "\nPassed by:\n");
    for (int i = 0; i < first->mark_count; i++) {
        int passed = 0;
        for (int k = 0; k < class->count; k++)
            passed += i < class->all[k].row.mark_count &&
                      class->all[k].row.marks[i].state == MARK_PASSED;
        fprintf(out, "  %4d of %d  %s\n", passed, class->count, first->marks[i].name);
    }
}

void report_text(FILE *out, void *arg)
{
    const struct report *report = arg;
    const struct class *class = report->class;
    struct page page;
    int width = name_width(class), full = 0, flagged = 0, known = 0;

    page_init(&page, out, 80, false, false);
    page_text(&page, report->exercise->title);
    page_end(&page);
    for (int i = 0; i < class->count; i++) {
        put_row(&page, &class->all[i].row, width);
        full += class->all[i].row.full;
        flagged += *class->all[i].row.flag != '\0';
        known += class->all[i].known;
    }
    if (class->count > 1)
        put_checks(out, class);
    fprintf(out, "\n%d submission%s, %d with full marks", class->count,
            class->count == 1 ? "" : "s", full);
    if (flagged)
        fprintf(out, ", %d for a teacher to look at", flagged);
    if (known)
        fprintf(out, " (%d judged in an earlier run)", known);
    fprintf(out, ".\n");
}

/* ---- CSV, as RFC 4180 has it ---------------------------------------------------------------- */

/* Quoted where it must be; a spreadsheet must not take it for a formula. */
static void put_field(FILE *out, const char *text)
{
    bool formula = *text && strchr("=+-@\t\r", *text);

    fputc('"', out);
    if (formula)
        fputc('\'', out);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text, out);
    }
    fputc('"', out);
}

static void put_csv_row(FILE *out, const struct row *row)
{
    char points[16];

    put_field(out, row->name);
    fprintf(out, ",%s,%d,", feedback_points(points, row->points), row->most);
    put_field(out, row->state);
    fputc(',', out);
    put_field(out, *row->flag ? row->flag : row->words);
    for (int i = 0; i < row->mark_count; i++)
        fprintf(out, ",%s", feedback_points(points, row->marks[i].points));
    fputs("\r\n", out);
}

void report_csv(FILE *out, void *arg)
{
    const struct class *class = ((const struct report *)arg)->class;
    const struct row *first = &class->all[0].row;

    fputs("\"submission\",\"points\",\"of\",\"state\",\"note\"", out);
    for (int i = 0; i < first->mark_count; i++) {
        fputc(',', out);
        put_field(out, first->marks[i].name);
    }
    fputs("\r\n", out);
    for (int i = 0; i < class->count; i++)
        put_csv_row(out, &class->all[i].row);
}
