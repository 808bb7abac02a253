/* SPDX-License-Identifier: MIT */
/* interleave check: judge one file and say what is wrong. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arguments.h"
#include "feedback.h"

static const char USAGE[] =
    "usage: interleave check [OPTION]... EXERCISE [FILE]\n"
    "\n"
    "Compile FILE (the exercise's start.c unless given), run it, judge its event log and\n"
    "say what is wrong.  EXERCISE is a folder, or the name or number of one of ours.\n"
    "\n"
    "  --seed N           draw the inputs by another seed (1 unless given)\n"
    "  --schedules N      try N drawn schedules besides\n"
    "  --hint[=N]         print the hint that fits what failed, or hint N\n"
    "  --sandbox WHICH    required, auto or none\n"
    "  -h, --help, --version\n"
    "\n"
    "Exit status: 0 full marks, 1 not, 2 it could not be judged.\n";

static bool has_color(void)
{
    const char *refused = getenv("NO_COLOR"), *term = getenv("TERM");

    return isatty(STDOUT_FILENO) && !(refused && *refused) && term && strcmp(term, "dumb");
}

/* The last hint is nearly the answer: it is given to who asks for it by its number. */
static int fitting_hint(const struct exercise *exercise, const struct verdict *verdict)
{
    const struct mark *mark = verdict_first_failed(verdict);
    int n = mark && mark->hint ? mark->hint : 1, last = hint_count(exercise);

    return n == last && n > 1 ? n - 1 : n;
}

static void put_hint(const struct exercise *exercise, const struct verdict *verdict,
                     int number)
{
    int n = number ? number : fitting_hint(exercise, verdict), count = hint_count(exercise);
    char *hint = hint_text(exercise, n);

    if (hint) {
        printf("\nHint %d of %d:\n", n, count);
        feedback_prose(stdout, hint, has_color());
        if (n < count)
            printf("\n--hint=%d shows the next one.\n", n + 1);
    } else {
        printf("\nThere are %d hints.\n", count);
    }
    free(hint);
}

static int check(const struct arguments *arguments, struct exercise *exercise)
{
    struct workshop shop;
    struct verdict verdict;
    char error[ERROR], start[PATH_ROOM];
    struct judging how = arguments->judging;
    const char *file = arguments->count > 1 ? arguments->rest[1]
                                            : exercise_path(exercise, "start.c", start);

    how.same_inputs = true;
    how.seed = how.seed ? how.seed : 1;
    if (!workshop_open(&shop, exercise, arguments->sandbox, error))
        return arguments_complain("check", error);
    if (!checks_sound(&shop, error)) {
        workshop_close(&shop);
        return arguments_complain("check", error);
    }
    int status = 2;
    bool made = verdict_make(&verdict, &shop, file, &how, error);
    if (made && verdict.build.state == BUILD_UNREADABLE) {
        arguments_complain("check", verdict.build.words);
    } else if (made) {
        bool full = verdict_full(&verdict);
        feedback_write(stdout, exercise, &verdict, FEEDBACK_MARKS_FIRST, has_color());
        if (!full && arguments->hint)
            put_hint(exercise, &verdict, arguments->hint_number);
        else if (!full && hint_count(exercise) > 0)
            printf("\n--hint shows a hint.\n");
        status = full ? 0 : 1;
    } else {
        arguments_complain("check", error);
    }
    verdict_done(&verdict);
    workshop_close(&shop);
    return status;
}

int main(int argc, char **argv)
{
    struct arguments arguments;
    struct exercise exercise;
    char error[ERROR];

    setlocale(LC_CTYPE, "C.UTF-8");
    if (!arguments_parse(&arguments, argc, argv, "check", USAGE))
        return arguments.status;
    if (arguments.count < 1 || arguments.count > 2)
        return arguments_complain("check", "it takes an exercise, and perhaps a file");
    sandbox_shut_off();
    if (!exercise_find(&exercise, arguments.rest[0], error))
        return arguments_complain("check", error);
    int status = check(&arguments, &exercise);
    exercise_done(&exercise);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    snprintf(error, sizeof error, "cannot write to standard output: %s", strerror(errno));
    return arguments_complain("check", error);
}
