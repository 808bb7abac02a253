/* SPDX-License-Identifier: MIT */
/* Each report against the rules of its format, read as a stranger would read it. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run.h"

#if defined __has_include
#if __has_include(<jansson.h>)
#include <jansson.h>
#define HAVE_JANSSON 1
#endif
#endif

#define TINY EXERCISE_DIR "/tiny"

static struct run_result result;
static char odd[] = "/tmp/interleave-test-XXXXXX", odd_file[80];

/* Four that compile, one that does not, one whose name and text are awkward. */
static void report(const char *option)
{
    static const char source[] = "void *solution(void *arg) { return nothing; }\n";
    const char *argv[] = { "interleave-grade", "--sandbox", "none", option, "-", TINY,
                           TINY "/solution.c", TINY "/mutants", odd_file, NULL };

    ck_assert_ptr_nonnull(mkdtemp(odd));
    snprintf(odd_file, sizeof odd_file, "%s/@a<b>&\"c\",#\\.c", odd);
    FILE *file = fopen(odd_file, "w");
    ck_assert_ptr_nonnull(file);
    fputs(source, file);
    fclose(file);
    run_program(&(struct run_options){ .path = GRADER_DIR "/interleave-grade",
                                       .argv = argv }, &result);
    unlink(odd_file);
    rmdir(odd);
    ck_assert_str_eq(result.err, "");
    ck_assert_int_eq(result.status, 1);
}

/* ---- CSV: RFC 4180 ------------------------------------------------------------------- */

/* One record: how many fields; *at goes behind its CR LF. */
static int record(const char **at)
{
    int fields = 1;

    for (;;) {
        if (**at == '"') {
            for (++*at; !(**at == '"' && (*at)[1] != '"'); ++*at) {
                ck_assert_msg(**at != '\0', "a string without an end");
                *at += **at == '"';     /* two stand for one */
            }
            ++*at;
        } else {
            while (**at && !strchr(",\"\r\n", **at))
                ++*at;
        }
        if (**at != ',')
            break;
        fields++;
        ++*at;
    }
    ck_assert_msg(strncmp(*at, "\r\n", 2) == 0, "no end of line before %.20s", *at);
    *at += 2;
    return fields;
}

START_TEST(csv_has_as_many_fields_in_every_record)
{
    int records = 0;

    report("--csv");
    for (const char *at = result.out; *at; records++)
        ck_assert_int_eq(record(&at), 10);
    ck_assert_int_eq(records, 6);
    /* no spreadsheet takes the name for a formula */
    ck_assert_ptr_nonnull(strstr(result.out, "\n\"'@a<b>&\"\"c\"\",#\\.c\",0,10,"));
}
END_TEST

/* ---- JUnit: well-formed, and the sums are right ---------------------------------------- */

struct xml {
    const char *at;
    char open[8][20];           /* elements */
    int depth;
    int cases, failures, errors, skipped;       /* of the suite at hand */
    int told[4];                /* by its attributes */
    int suites;
};

static void check_text(const char *from, const char *to)
{
    for (; from < to; from++) {
        ck_assert_msg((unsigned char)*from >= ' ' || isspace((unsigned char)*from),
                      "a control character");
        if (*from == '&')
            ck_assert_msg(strncmp(from, "&amp;", 5) == 0 || strncmp(from, "&lt;", 4) == 0 ||
                          strncmp(from, "&gt;", 4) == 0 || strncmp(from, "&quot;", 6) == 0,
                          "not escaped: %.10s", from);
        ck_assert_int_ne(*from, '<');
    }
}

static int number(const char *tag, const char *end, const char *name)
{
    const char *at = strstr(tag, name);

    ck_assert_msg(at && at < end, "no %s in %.60s", name, tag);
    return atoi(at + strlen(name));
}

static void begin_element(struct xml *xml, const char *name, const char *end)
{
    if (strcmp(name, "testsuite") == 0) {
        xml->suites++;
        xml->cases = xml->failures = xml->errors = xml->skipped = 0;
        xml->told[0] = number(xml->at, end, " tests=\"");
        xml->told[1] = number(xml->at, end, " failures=\"");
        xml->told[2] = number(xml->at, end, " errors=\"");
        xml->told[3] = number(xml->at, end, " skipped=\"");
    }
    xml->cases += strcmp(name, "testcase") == 0;
    xml->failures += strcmp(name, "failure") == 0;
    xml->errors += strcmp(name, "error") == 0;
    xml->skipped += strcmp(name, "skipped") == 0;
}

static void end_element(struct xml *xml, const char *name)
{
    ck_assert_int_gt(xml->depth, 0);
    ck_assert_str_eq(xml->open[--xml->depth], name);
    if (strcmp(name, "testsuite") != 0)
        return;
    ck_assert_int_eq(xml->told[0], xml->cases);
    ck_assert_int_eq(xml->told[1], xml->failures);
    ck_assert_int_eq(xml->told[2], xml->errors);
    ck_assert_int_eq(xml->told[3], xml->skipped);
}

static void take_tag(struct xml *xml)
{
    const char *end = strchr(xml->at, '>');
    bool closing = xml->at[1] == '/';
    char name[20] = "";

    ck_assert_ptr_nonnull(end);
    sscanf(xml->at + 1 + closing, "%19[a-z]", name);
    check_text(xml->at + 1, end);
    if (closing) {
        end_element(xml, name);
    } else {
        begin_element(xml, name, end);
        ck_assert_int_lt(xml->depth, 8);
        strcpy(xml->open[xml->depth++], name);
        if (end[-1] == '/')
            end_element(xml, name);
    }
    xml->at = end + 1;
}

START_TEST(junit_is_well_formed_and_counts_right)
{
    static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    struct xml xml = { 0 };

    report("--junit");
    ck_assert_int_eq(strncmp(result.out, head, strlen(head)), 0);
    xml.at = result.out + strlen(head);
    while (*xml.at) {
        const char *tag = strchr(xml.at, '<');
        check_text(xml.at, tag ? tag : xml.at + strlen(xml.at));
        if (!tag)
            break;
        xml.at = tag;
        take_tag(&xml);
    }
    ck_assert_int_eq(xml.depth, 0);
    ck_assert_int_eq(xml.suites, 5);
    ck_assert_ptr_nonnull(strstr(result.out, "message=\"line 1: the name nothing is not"));
}
END_TEST

/* ---- TAP 14 ---------------------------------------------------------------------------- */

/* A block of YAML behind a test point: "---" to "...", each line indented as these. */
static const char *skip_yaml(const char *line, int indent)
{
    char end[20];

    snprintf(end, sizeof end, "%*s...\n", indent, "");
    while (strncmp(line, end, strlen(end)) != 0) {
        ck_assert_msg(*line == '\n' || (int)strspn(line, " ") >= indent, "%.60s", line);
        line = strchr(line, '\n');
        ck_assert_ptr_nonnull(line);
        line++;
    }
    return line + strlen(end);
}

/* All lines at this indentation: a plan, and as many points, numbered from 1. */
static const char *take_points(const char *line, int indent)
{
    int plan = -1, points = 0, number_told;

    while (*line && (int)strspn(line, " ") >= indent) {
        const char *at = line + indent;
        if (strncmp(at, "    ", 4) == 0) {
            line = take_points(line, indent + 4);
            continue;
        }
        if (strncmp(at, "  ---\n", 6) == 0) {
            line = skip_yaml(line, indent + 2);
            continue;
        }
        if (sscanf(at, "1..%d", &plan) != 1 && *at != '#') {
            ck_assert_msg(sscanf(at, "ok %d", &number_told) == 1 ||
                          sscanf(at, "not ok %d", &number_told) == 1, "%.60s", at);
            ck_assert_int_eq(number_told, ++points);
        }
        line = strchr(line, '\n');
        ck_assert_ptr_nonnull(line);
        line++;
    }
    ck_assert_int_eq(plan, points);
    return line;
}

START_TEST(tap_has_its_plan_points_and_blocks)
{
    static const char head[] = "TAP version 14\n";

    report("--tap");
    ck_assert_int_eq(strncmp(result.out, head, strlen(head)), 0);
    ck_assert_str_eq(take_points(result.out + strlen(head), 0), "");
    ck_assert_ptr_nonnull(strstr(result.out, "\nok 1 - solution.c\n"));
    ck_assert_ptr_nonnull(strstr(result.out, "\nnot ok 5 - @a<b>&\"c\",\\#\\\\.c\n"));
}
END_TEST

/* ---- Gradescope ------------------------------------------------------------------------- */

static void gradescope(const char *file)
{
    const char *argv[] = { "interleave-grade", "--sandbox", "none", "--gradescope", "-", TINY,
                           file, NULL };

    run_result_done(&result);
    run_program(&(struct run_options){ .path = GRADER_DIR "/interleave-grade",
                                       .argv = argv }, &result);
}

#ifdef HAVE_JANSSON

static const char *text_of(json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    ck_assert_msg(text != NULL, "%s is no string", key);
    return text;
}

/* One of the words, parted by blanks. */
static void check_word(json_t *object, const char *key, const char *words)
{
    const char *at = strstr(words, text_of(object, key));

    ck_assert_msg(at != NULL, "%s: %s", key, text_of(object, key));
}

static double check_results(json_t *results)
{
    json_t *tests = json_object_get(results, "tests"), *test;
    size_t i;
    double sum = 0;

    ck_assert(json_is_number(json_object_get(results, "score")));
    ck_assert(json_is_number(json_object_get(results, "execution_time")));
    check_word(results, "output_format", "text html simple_format md ansi");
    check_word(results, "visibility", "hidden after_due_date after_published visible");
    check_word(results, "stdout_visibility", "hidden after_due_date after_published visible");
    ck_assert(json_is_array(tests));
    json_array_foreach(tests, i, test) {
        double score = json_number_value(json_object_get(test, "score"));
        double most = json_number_value(json_object_get(test, "max_score"));
        ck_assert(score >= 0 && score <= most);
        check_word(test, "status", "passed failed");
        check_word(test, "output_format", "text html simple_format md ansi");
        check_word(test, "visibility", "hidden after_due_date after_published visible");
        ck_assert_uint_gt(strlen(text_of(test, "name")), 0);
        ck_assert_int_eq(atoi(text_of(test, "number")), (int)i + 1);
        text_of(test, "output");
        sum += score;
    }
    ck_assert(sum == json_number_value(json_object_get(results, "score")));
    return sum;
}

START_TEST(gradescope_keeps_to_its_schema)
{
    static const char *const files[] = { TINY "/solution.c", TINY "/start.c",
                                         TINY "/mutants/one-by-one.c" };
    static const double points[] = { 10, 0, 4 };
    json_error_t why;

    gradescope(files[_i]);
    json_t *results = json_loads(result.out, JSON_REJECT_DUPLICATES, &why);
    ck_assert_msg(results != NULL, "%s in %s", why.text, result.out);
    ck_assert(check_results(results) == points[_i]);
    json_decref(results);
    if (points[_i] < 10)
        ck_assert_ptr_nonnull(strstr(result.out, "\\u001B["));  /* the lanes' colours */
}
END_TEST

#else

START_TEST(gradescope_keeps_to_its_schema)
{
    gradescope(TINY "/solution.c");
    ck_assert_ptr_nonnull(strstr(result.err, "package libjansson-dev"));
    ck_assert_int_eq(result.status, 2);
}
END_TEST

#endif

START_TEST(gradescope_is_of_one_submission)
{
    gradescope(TINY "/mutants");
    ck_assert_int_eq(result.status, 2);
    ck_assert_str_eq(result.out, "");
}
END_TEST

static void teardown(void)
{
    run_result_done(&result);
}

int main(void)
{
    Suite *suite = suite_create("reports");
    TCase *tcase = tcase_create("reports");

    tcase_set_timeout(tcase, RUN_LONGEST);
    tcase_add_checked_fixture(tcase, NULL, teardown);
    tcase_add_test(tcase, csv_has_as_many_fields_in_every_record);
    tcase_add_test(tcase, junit_is_well_formed_and_counts_right);
    tcase_add_test(tcase, tap_has_its_plan_points_and_blocks);
    tcase_add_loop_test(tcase, gradescope_keeps_to_its_schema, 0, 3);
    tcase_add_test(tcase, gradescope_is_of_one_submission);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
