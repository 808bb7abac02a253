/* SPDX-License-Identifier: MIT */
/* Reports of a class for machines: JUnit's XML and TAP 14. */
#include <string.h>

#include "class.h"
#include "feedback.h"

static bool passed(const struct row *row, const struct row_mark *mark)
{
    return mark->state == MARK_PASSED && !*row->flag;
}

/* ---- JUnit ---------------------------------------------------------------------------------- */

/* Length of a well-formed UTF-8 character that XML 1.0 allows; 0: it is none. */
static int xml_character(const unsigned char *at)
{
    int n = at[0] < 0x80 ? 1 : at[0] >= 0xc2 && at[0] < 0xe0 ? 2 :
            (at[0] & 0xf0) == 0xe0 ? 3 : at[0] >= 0xf0 && at[0] < 0xf5 ? 4 : 0;

    if (n == 1)
        return at[0] >= ' ' || strchr("\t\n\r", at[0]) ? 1 : 0;
    for (int i = 1; i < n; i++)
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    if (n == 3 && ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] > 0x9f) ||
                   (at[0] == 0xef && at[1] == 0xbf && at[2] > 0xbd)))
        return 0;                       /* overlong, surrogates, not characters */
    if (n == 4 && ((at[0] == 0xf0 && at[1] < 0x90) || (at[0] == 0xf4 && at[1] > 0x8f)))
        return 0;
    return n;
}

static void put_xml(FILE *out, const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; *at; ) {
        int n = xml_character(at);
        if (n == 0)
            fputc('?', out);
        else if (*at == '&')
            fputs("&amp;", out);
        else if (*at == '<')
            fputs("&lt;", out);
        else if (*at == '>')
            fputs("&gt;", out);
        else if (*at == '"')
            fputs("&quot;", out);
        else
            fwrite(at, 1, (size_t)n, out);
        at += n ? n : 1;
    }
}

static int count_failures(const struct row *row, bool skipped)
{
    int n = 0;

    for (int i = 0; i < row->mark_count; i++)
        n += !passed(row, &row->marks[i]) &&
             (row->marks[i].state == MARK_NOT_TRIED) == skipped;
    return n;
}

static void put_case(FILE *out, const struct row *row, const struct row_mark *mark)
{
    fputs("    <testcase classname=\"", out);
    put_xml(out, row->name);
    fputs("\" name=\"", out);
    put_xml(out, mark->name);
    if (passed(row, mark)) {
        fputs("\" time=\"0\"/>\n", out);
        return;
    }
    fputs("\" time=\"0\">\n", out);
    if (mark->state == MARK_NOT_TRIED) {
        fputs("      <skipped message=\"", out);
        put_xml(out, *row->words ? row->words : "not tried");
        fputs("\"/>\n", out);
    } else {
        fputs("      <failure message=\"", out);
        put_xml(out, *row->flag ? row->flag : "not as wanted");
        fputs("\">", out);
        put_xml(out, mark->text);
        fputs("</failure>\n", out);
    }
    fputs("    </testcase>\n", out);
}

void report_junit(FILE *out, void *arg)
{
    const struct report *report = arg;

    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"", out);
    put_xml(out, report->exercise->name);
    fputs("\">\n", out);
    for (int i = 0; i < report->class->count; i++) {
        const struct row *row = &report->class->all[i].row;
        fputs("  <testsuite name=\"", out);
        put_xml(out, row->name);
        /* A submission that never ran has an error, not so many skipped checks alone. */
        fprintf(out, "\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" "
                "time=\"%.3f\">\n", row->mark_count + (*row->words != '\0'),
                count_failures(row, false), *row->words != '\0',
                count_failures(row, true), row->seconds);
        if (*row->words) {
            fputs("    <testcase classname=\"", out);
            put_xml(out, row->name);
            fputs("\" name=\"compiles\" time=\"0\">\n      <error message=\"", out);
            put_xml(out, row->words);
            fputs("\">", out);
            put_xml(out, row->said);
            fputs("</error>\n    </testcase>\n", out);
        }
        for (int k = 0; k < row->mark_count; k++)
            put_case(out, row, &row->marks[k]);
        fputs("  </testsuite>\n", out);
    }
    fputs("</testsuites>\n", out);
}

/* ---- TAP 14 ----------------------------------------------------------------------------------- */

/* A description: one line, with # and \ escaped. */
static void put_description(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '#' || *text == '\\')
            fputc('\\', out);
        fputc((unsigned char)*text < ' ' ? ' ' : *text, out);
    }
}

/* A literal block of YAML. */
static void put_block(FILE *out, const char *indent, const char *text)
{
    fprintf(out, "%s---\n%smessage: |2-\n", indent, indent);
    while (*text) {
        size_t n = strcspn(text, "\n");
        fprintf(out, "%s%s%.*s\n", n ? indent : "", n ? "  " : "", (int)n, text);
        text += n + (text[n] == '\n');
    }
    fprintf(out, "%s...\n", indent);
}

static void put_point(FILE *out, const struct row *row, int i)
{
    const struct row_mark *mark = &row->marks[i];
    bool good = passed(row, mark);

    fprintf(out, "    %sok %d - ", good ? "" : "not ", i + 1);
    put_description(out, mark->name);
    fputc('\n', out);
    if (!good)
        put_block(out, "      ", *row->flag ? row->flag : mark->text);
}

void report_tap(FILE *out, void *arg)
{
    const struct class *class = ((const struct report *)arg)->class;

    fprintf(out, "TAP version 14\n1..%d\n", class->count);
    for (int i = 0; i < class->count; i++) {
        const struct row *row = &class->all[i].row;
        fputs("# Subtest: ", out);
        put_description(out, row->name);
        fprintf(out, "\n    1..%d\n", row->mark_count);
        for (int k = 0; k < row->mark_count; k++)
            put_point(out, row, k);
        fprintf(out, "%sok %d - ", row->full ? "" : "not ", i + 1);
        put_description(out, row->name);
        fputc('\n', out);
        if (!row->full && *row->words)
            put_block(out, "  ", row->words);
    }
}
