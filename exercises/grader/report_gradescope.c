/* SPDX-License-Identifier: MIT */
/* Gradescope's results.json, with the lanes as it draws them: ansi. */
#include "class.h"
#include "feedback.h"

#if defined __has_include
#if __has_include(<jansson.h>)
#define HAVE_JANSSON 1
#endif
#endif

#ifdef HAVE_JANSSON

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

bool report_gradescope_possible(void)
{
    return true;
}

/* A string even of bytes that are no UTF-8. */
static json_t *text_of(const char *text)
{
    json_t *made = json_string(text);

    if (made)
        return made;
    char *plain = copy_text(text);
    for (char *at = plain; *at; at++)
        if ((unsigned char)*at >= 0x80)
            *at = '?';
    made = json_string(plain);
    free(plain);
    return made;
}

static json_t *test_of(const struct row *row, int i)
{
    const struct row_mark *mark = &row->marks[i];
    bool passed = mark->state == MARK_PASSED && !*row->flag;
    char number[16];
    json_t *test = json_object();

    snprintf(number, sizeof number, "%d", i + 1);
    json_object_set_new(test, "name", text_of(mark->name));
    json_object_set_new(test, "number", json_string(number));
    json_object_set_new(test, "score", json_real(mark->points));
    json_object_set_new(test, "max_score", json_integer(mark->most));
    json_object_set_new(test, "status", json_string(passed ? "passed" : "failed"));
    json_object_set_new(test, "output_format", json_string("ansi"));
    json_object_set_new(test, "output", text_of(passed ? "" : mark->colored));
    json_object_set_new(test, "visibility", json_string("visible"));
    return test;
}

void report_gradescope(FILE *out, void *arg)
{
    const struct report *report = arg;
    const struct row *row = &report->class->all[0].row;
    json_t *results = json_object(), *tests = json_array();
    char *output = format_text("%s: %s%s%s%s%s", report->exercise->title, row->state,
                               *row->words || *row->flag ? ": " : "",
                               *row->flag ? row->flag : row->words,
                               *row->said ? "\n" : "", row->said);

    json_object_set_new(results, "score", json_real(row->points));
    json_object_set_new(results, "execution_time", json_real(row->seconds));
    json_object_set_new(results, "output", text_of(output));
    json_object_set_new(results, "output_format", json_string("text"));
    json_object_set_new(results, "visibility", json_string("visible"));
    json_object_set_new(results, "stdout_visibility", json_string("hidden"));
    for (int i = 0; i < row->mark_count; i++)
        json_array_append_new(tests, test_of(row, i));
    json_object_set_new(results, "tests", tests);
    char *text = json_dumps(results, JSON_INDENT(2) | JSON_ENSURE_ASCII);
    fprintf(out, "%s\n", text ? text : "{}");
    free(text);
    free(output);
    json_decref(results);
}

#else

bool report_gradescope_possible(void)
{
    return false;
}

void report_gradescope(FILE *out, void *arg)
{
}

#endif
