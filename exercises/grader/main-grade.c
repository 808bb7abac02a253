/* SPDX-License-Identifier: MIT */
/* interleave grade: mark a class. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arguments.h"
#include "class.h"
#include "page.h"

enum { LEFT_OUT_TOLD = 10 };

static const char USAGE[] =
    "usage: interleave grade [OPTION]... EXERCISE SUBMISSION...\n"
    "\n"
    "Judge each SUBMISSION: a C file, or a folder of C files or of learners' folders with\n"
    "one C file each.  Prints a table unless a report goes to standard output.\n"
    "\n"
    "  -j, --jobs N       judge N at a time (three for every two processors)\n"
    "  -o, --output DIR   keep a feedback file (NAME.txt) of each, and a log to replay of\n"
    "                     each scenario (NAME.1.log); a stopped run goes on where it was\n"
    "  --again            judge also what DIR has a verdict on\n"
    "  --seed N           a number that goes into the drawing of inputs\n"
    "  --same-inputs      the same inputs for everybody\n"
    "  --schedules N      try N drawn schedules besides\n"
    "  --sandbox WHICH    required, auto (a warning where there is none) or none\n"
    "  --csv FILE, --junit FILE, --tap FILE, --gradescope FILE\n"
    "                     write such a report; - is standard output\n"
    "  -h, --help, --version\n"
    "\n"
    "Exit status: 0 all have full marks, 1 not all, 2 misuse or trouble of our own.\n";

static bool save(const char *path, void (*write)(FILE *out, void *arg),
                 struct report *report)
{
    char error[ERROR];

    if (!path || file_save(path, write, report, error))
        return true;
    arguments_complain("grade", error);
    return false;
}

static bool is_stdout(const char *path)
{
    return path && strcmp(path, "-") == 0;
}

static bool write_reports(const struct arguments *arguments, struct report *report)
{
    bool good = save(arguments->csv, report_csv, report) &&
                save(arguments->junit, report_junit, report) &&
                save(arguments->tap, report_tap, report) &&
                save(arguments->gradescope, report_gradescope, report);

    if (is_stdout(arguments->csv) || is_stdout(arguments->junit) ||
        is_stdout(arguments->tap) || is_stdout(arguments->gradescope))
        return good;
    return good && save("-", report_text, report);
}

/* What is asked for but cannot be. */
static const char *refusal(const struct arguments *arguments, const struct class *class)
{
    int to_stdout = is_stdout(arguments->csv) + is_stdout(arguments->junit) +
                    is_stdout(arguments->tap) + is_stdout(arguments->gradescope);

    if (to_stdout > 1)
        return "only one report can go to standard output";
    if (arguments->gradescope && !report_gradescope_possible())
        return "--gradescope was left out when this was built: it needs jansson (package "
               "libjansson-dev; then make clean all)";
    if (arguments->gradescope && class->count != 1)
        return "--gradescope is a report on one submission";
    return NULL;
}

/* Somebody may have handed in just that. */
static void tell_left_out(const struct class *class)
{
    const struct words *names = &class->left_out;
    struct page page;

    if (names->count == 0)
        return;
    fprintf(stderr, "interleave grade: warning: left out, since a submission is called "
            "NAME.c: ");
    page_init(&page, stderr, 1000, false, false);
    for (int i = 0; i < names->count && i < LEFT_OUT_TOLD; i++) {
        page_text(&page, i ? ", " : "");
        page_text(&page, names->all[i]);
    }
    if (names->count > LEFT_OUT_TOLD)
        fprintf(stderr, " and %d more", names->count - LEFT_OUT_TOLD);
    page_end(&page);
}

/* A report takes the place of a file, but a device or a pipe stays what it is. */
static const char *why_not_written(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct stat status;
    bool there = stat(path, &status) == 0;

    if (there && S_ISDIR(status.st_mode))
        return strerror(EISDIR);
    char *place = there && !S_ISREG(status.st_mode) ? copy_text(path) :
                  slash ? format_text("%.*s/", (int)(slash - path), path) : copy_text(".");
    bool good = access(place, W_OK) == 0;
    free(place);
    return good ? NULL : strerror(errno);
}

/* Said before a class is judged, which takes its time. */
static bool can_write(const char *path, char *error)
{
    const char *why = path && !is_stdout(path) ? why_not_written(path) : NULL;

    if (why)
        snprintf(error, ERROR, "cannot write %.400s: %s", path, why);
    return !why;
}

static bool can_write_all(const struct arguments *arguments, char *error)
{
    return can_write(arguments->csv, error) && can_write(arguments->junit, error) &&
           can_write(arguments->tap, error) && can_write(arguments->gradescope, error);
}

static bool collect(struct class *class, const struct arguments *arguments, char *error)
{
    class->apart = arguments->output;
    for (int i = 1; i < arguments->count; i++)
        if (!class_add(class, arguments->rest[i], error))
            return false;
    class_name_all(class);
    tell_left_out(class);
    const char *why = refusal(arguments, class);
    if (why)
        snprintf(error, ERROR, "%s", why);
    return !why && can_write_all(arguments, error) &&
           class_open_output(class, arguments->output, error);
}

static int grade(const struct arguments *arguments, struct exercise *exercise,
                 struct class *class)
{
    struct report report = { exercise, class };
    struct workshop shop;
    char error[ERROR];

    if (!workshop_open(&shop, exercise, arguments->sandbox, error))
        return arguments_complain("grade", error);
    if (!shop.sandbox.wrapped && arguments->sandbox == SANDBOX_AUTO)
        fprintf(stderr, "interleave grade: warning: %s; submissions run under limits of time "
                "and memory alone and can read files\n", shop.sandbox.why_not);
    bool good = checks_sound(&shop, error) &&
                class_judge(class, &shop, &arguments->judging, arguments->jobs,
                            arguments->again, error);
    if (!good)
        arguments_complain("grade", error);
    good = good && write_reports(arguments, &report);
    workshop_close(&shop);
    int status = good ? 0 : 2;
    for (int i = 0; good && i < class->count; i++) {
        if (!class->all[i].row.full && status == 0)
            status = 1;
        if (strcmp(class->all[i].row.state, "not judged") == 0)
            status = 2;
    }
    return status;
}

int main(int argc, char **argv)
{
    struct arguments arguments;
    struct exercise exercise;
    struct class class = { 0 };
    char error[ERROR];
    int status = 2;

    setlocale(LC_CTYPE, "C.UTF-8");
    if (!arguments_parse(&arguments, argc, argv, "grade", USAGE))
        return arguments.status;
    if (arguments.count < 2)
        return arguments_complain("grade", "it takes an exercise and submissions");
    sandbox_shut_off();
    class_heed_signals();
    if (!exercise_find(&exercise, arguments.rest[0], error))
        return arguments_complain("grade", error);
    if (collect(&class, &arguments, error))
        status = grade(&arguments, &exercise, &class);
    else
        arguments_complain("grade", error);
    class_done(&class);
    exercise_done(&exercise);
    return status;
}
