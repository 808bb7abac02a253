/* SPDX-License-Identifier: MIT */
/* The exercises' texts, which are Markdown, in 80 columns of a terminal. */
#include <stdlib.h>
#include <string.h>

#include "feedback.h"
#include "page.h"

enum { WIDTH = 80, CELL = 26, CELLS = 8 };

static bool begins(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

/* A line that belongs to no paragraph: code, a table, a heading, nothing at all. */
static bool is_set(const char *line)
{
    return *line == '\0' || *line == '\n' || begins(line, "    ") || begins(line, "```") ||
           *line == '|' || *line == '#';
}

static bool begins_item(const char *line)
{
    size_t digits = strspn(line, "0123456789");

    return begins(line, "- ") || (digits > 0 && line[digits] == '.');
}

/* How much belongs to the paragraph that begins here. */
static size_t paragraph(const char *text)
{
    size_t n = strcspn(text, "\n");

    while (text[n] == '\n' && !is_set(text + n + 1) && !begins_item(text + n + 1))
        n += 1 + strcspn(text + n + 1, "\n");
    return n;
}

/* The stars of *emphasis*, but not of `*code` or 2 * 3. */
static bool is_emphasis(const char *lines, const char *at, bool code)
{
    return *at == '*' && !code && (at[1] > ' ' || (at > lines && at[-1] > ' '));
}

/* Line ends, and what indents the next line, become one blank; stars go. */
static void join(char *lines)
{
    char *to = lines;
    bool code = false;

    for (const char *from = lines; *from; from++) {
        bool end = *from == '\n';
        code ^= *from == '`';
        if (is_emphasis(lines, from, code))
            continue;
        *to++ = end ? ' ' : *from;
        from += end ? strspn(from + 1, " ") : 0;
    }
    *to = '\0';
}

static void put_paragraph(FILE *out, char *lines)
{
    char first[8] = "";

    join(lines);
    size_t n = begins_item(lines) ? strcspn(lines, " ") + 1 : 0;
    if (n > 0 && n < sizeof first && lines[n - 1])
        memcpy(first, lines, n);
    feedback_paragraph(out, first, lines + strlen(first));
}

static void put_heading(FILE *out, const char *line, bool color)
{
    struct page page;

    page_init(&page, out, WIDTH, false, color);
    page_style(&page, PAGE_STRONG);
    page_paragraph(&page, line + strspn(line, "# "));
}

/* Takes the line apart at its bars, those in `code` excepted. */
static int cut_cells(char *line, char *cells[CELLS])
{
    bool code = false;
    int n = 0;

    for (char *at = line; *at; at++) {
        code ^= *at == '`';
        if (*at != '|' || code)
            continue;
        *at = '\0';
        if (n < CELLS && at[1])
            cells[n++] = at + 1 + strspn(at + 1, " ");
    }
    for (int i = 0; i < n; i++)
        for (size_t end = strlen(cells[i]); end > 0 && cells[i][end - 1] == ' '; )
            cells[i][--end] = '\0';
    return n;
}

/* The first cell, and the others beside it or, where it is long, below. */
static void put_row(FILE *out, char *line)
{
    char *cells[CELLS];
    int n = line[strspn(line, "|-: ")] ? cut_cells(line, cells) : 0;
    struct page page;

    page_init(&page, out, WIDTH, false, false);
    for (int i = 0; i < n; i++) {
        int column = i == 0 ? 2 : CELL + 4;
        if (i > 0 && page.column > CELL + 2)
            page_end(&page);
        page_to(&page, column);
        if ((i > 0 || n == 1) && *cells[i])
            page_paragraph(&page, cells[i]);
        else
            page_text(&page, cells[i]);
    }
    if (page.column > 0)
        page_end(&page);
}

static void put_set(FILE *out, char *line, bool *fenced, bool color)
{
    if (begins(line, "```"))
        *fenced = !*fenced;
    else if (*line == '#' && !*fenced)
        put_heading(out, line, color);
    else if (*line == '|' && !*fenced)
        put_row(out, line);
    else
        fprintf(out, "%s\n", line);
}

void feedback_prose(FILE *out, const char *text, bool color)
{
    bool fenced = false;

    while (*text) {
        bool set = fenced || is_set(text);
        size_t n = set ? strcspn(text, "\n") : paragraph(text);
        char *lines = format_text("%.*s", (int)n, text);
        if (set)
            put_set(out, lines, &fenced, color);
        else
            put_paragraph(out, lines);
        free(lines);
        text += n + (text[n] == '\n');
    }
}
