/* SPDX-License-Identifier: MIT */
/* Every exercise keeps what it promises: the solution passes, and so does what readers
 * wrote; the start fails; each mutant fails with its own message; README.md shows what
 * the solution draws.
 *
 *   test_exercises [FOLDER...]     ours and the tests' own unless told otherwise */
#define _XOPEN_SOURCE 700
#include <check.h>
#include <ctype.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run.h"

#define EXERCISES GOLDEN_DIR "/../../exercises"

enum { PATH = 4096, TEXT = 65536, MUTANTS = 20 };

static glob_t exercises;            /* gl_pathv: their folders */
static char folder[] = "/tmp/interleave-exercises-XXXXXX";

/* ---- Files --------------------------------------------------------------------- */

static char *read_text(const char *path)
{
    char *text = calloc(1, TEXT);
    FILE *in = fopen(path, "r");

    ck_assert_msg(in, "%s is not there", path);
    ck_assert_ptr_nonnull(text);
    ck_assert_uint_lt(fread(text, 1, TEXT, in), TEXT);
    fclose(in);
    return text;
}

/* Every stretch of blanks and line ends becomes one blank. */
static char *on_one_line(char *text)
{
    char *to = text;

    for (const char *from = text; *from; from++) {
        if (!isspace((unsigned char)*from))
            *to++ = *from;
        else if (to > text && to[-1] != ' ')
            *to++ = ' ';
    }
    *to = '\0';
    return text;
}

static const char *file_of(const char *exercise, const char *name)
{
    static char path[PATH];

    snprintf(path, sizeof path, "%s/%s", exercise, name);
    return path;
}

/* Copy what stands between `before` and `after`; NULL: there is no such place.  Where
 * `after` begins. */
static const char *copy_between(const char *text, const char *before, const char *after,
                                char *out, size_t size)
{
    const char *begin = strstr(text, before);
    const char *end = begin ? strstr(begin + strlen(before), after) : NULL;

    if (!end)
        return NULL;
    begin += strlen(before);
    ck_assert_uint_lt((size_t)(end - begin), size);
    memcpy(out, begin, (size_t)(end - begin));
    out[end - begin] = '\0';
    return end;
}

/* ---- Grading -------------------------------------------------------------------- */

/* Grade a file of an exercise, or a folder of them, into a folder of this test's own.
 * Inputs do not hang on the file's bytes: a comment of a mutant changes no message. */
static void grade_drawn(const char *exercise, const char *file, const char *seed,
                        const char *schedules, int status)
{
    const char *argv[] = { GRADER_DIR "/interleave-grade", "--again", "--same-inputs",
                           "--seed", seed, "--schedules", schedules, "-o", folder, exercise,
                           file_of(exercise, file), NULL };
    struct run_result result;

    run_program(&(struct run_options){ .argv = argv }, &result);
    ck_assert_msg(result.status == status, "%s %s: exit status %d\n%s%s", exercise, file,
                  result.status, result.out, result.err);
    run_result_done(&result);
}

static void grade(const char *exercise, const char *file, const char *seed, int status)
{
    grade_drawn(exercise, file, seed, "0", status);
}

static char *feedback_of(const char *file)
{
    char path[PATH];

    snprintf(path, sizeof path, "%s/%s.txt", folder, file);
    return read_text(path);
}

static void make_folder(void)
{
    strcpy(strstr(folder, "-exercises-") + strlen("-exercises-"), "XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void remove_folder(void)
{
    struct run_result result;

    run_program(&(struct run_options){
        .argv = (const char *const[]){ "rm", "-r", folder, NULL } }, &result);
    run_result_done(&result);
}

/* ---- Solution and start ----------------------------------------------------------- */

START_TEST(the_solution_has_full_marks_whatever_is_drawn)
{
    static const char *const seeds[] = { "1", "2", "3" };

    for (int i = 0; i < 3; i++)
        grade(exercises.gl_pathv[_i], "solution.c", seeds[i], 0);
}
END_TEST

/* Other people find other ways: none of them may lose a point. */
START_TEST(what_readers_wrote_has_full_marks_whatever_is_drawn)
{
    const char *exercise = exercises.gl_pathv[_i];

    if (access(file_of(exercise, "readers"), F_OK) != 0)
        return;
    grade(exercise, "readers", "1", 0);
    grade(exercise, "readers", "2", 0);
}
END_TEST

/* What is right does not hang on who happens to be first. */
START_TEST(what_is_right_has_full_marks_under_drawn_schedules)
{
    const char *exercise = exercises.gl_pathv[_i];

    grade_drawn(exercise, "solution.c", "1", "5", 0);
    if (access(file_of(exercise, "readers"), F_OK) == 0)
        grade_drawn(exercise, "readers", "1", "5", 0);
}
END_TEST

/* It runs, so there is a wanted timeline beside its own, or a sentence about its end. */
START_TEST(the_start_compiles_and_fails)
{
    grade(exercises.gl_pathv[_i], "start.c", "1", 1);
    char *feedback = on_one_line(feedback_of("start.c"));
    ck_assert_ptr_nonnull(strstr(feedback, "What to look at first: "));
    ck_assert_ptr_nonnull(strstr(feedback, " wanted ▌"));
    ck_assert_ptr_null(strstr(feedback, "not compiled"));
    free(feedback);
}
END_TEST

/* ---- Mutants ---------------------------------------------------------------------- */

struct message {
    char check[100], words[TEXT];
};

/* What the mutant's first comment says that it must get. */
static void read_wanted(const char *path, struct message *wanted)
{
    char *text = read_text(path);
    const char *colon = copy_between(text, "/* Fails: ", ": ", wanted->check,
                                     sizeof wanted->check);

    ck_assert_msg(colon && copy_between(colon, ": ", " */\n", wanted->words, TEXT),
                  "%s does not say how it fails", path);
    free(text);
}

/* What it got, in the words of the feedback. */
static void read_seen(const char *file, struct message *seen)
{
    char *text = on_one_line(feedback_of(file));
    const char *at = copy_between(text, "What to look at first: ", " wanted ", seen->check,
                                  sizeof seen->check);

    ck_assert_msg(at && copy_between(at, " seen ", " in scenario \"", seen->words, TEXT),
                  "%s: no message in its feedback:\n%s", file, text);
    free(text);
}

static void check_message(const char *path, struct message *seen)
{
    static struct message wanted;

    read_wanted(path, &wanted);
    read_seen(strrchr(path, '/') + 1, seen);
    ck_assert_msg(strcmp(seen->check, wanted.check) == 0 &&
                  strstr(seen->words, wanted.words),
                  "%s\nmust fail \"%s\": %s\nbut fails \"%s\": %s", path, wanted.check,
                  wanted.words, seen->check, seen->words);
}

START_TEST(every_mutant_fails_with_a_message_of_its_own)
{
    static struct message seen[MUTANTS];
    const char *exercise = exercises.gl_pathv[_i];
    glob_t mutants;

    grade(exercise, "mutants", "1", 1);
    ck_assert_int_eq(glob(file_of(exercise, "mutants/*.c"), 0, NULL, &mutants), 0);
    ck_assert_uint_ge(mutants.gl_pathc, 3);
    ck_assert_uint_le(mutants.gl_pathc, MUTANTS);
    for (size_t i = 0; i < mutants.gl_pathc; i++) {
        check_message(mutants.gl_pathv[i], &seen[i]);
        for (size_t k = 0; k < i; k++)
            ck_assert_msg(strcmp(seen[i].words, seen[k].words) != 0,
                          "%s and %s get one message: %s", mutants.gl_pathv[k],
                          mutants.gl_pathv[i], seen[i].words);
    }
    globfree(&mutants);
}
END_TEST

/* A guess that fits the example must not fit by chance elsewhere. */
START_TEST(no_mutant_has_full_marks_whatever_is_drawn)
{
    static const char *const seeds[] = { "2", "3" };
    const char *exercise = exercises.gl_pathv[_i];
    glob_t mutants;

    ck_assert_int_eq(glob(file_of(exercise, "mutants/*.c"), 0, NULL, &mutants), 0);
    for (int k = 0; k < 2; k++) {
        grade(exercise, "mutants", seeds[k], 1);
        for (size_t i = 0; i < mutants.gl_pathc; i++) {
            char *feedback = feedback_of(strrchr(mutants.gl_pathv[i], '/') + 1);
            ck_assert_msg(strstr(feedback, "What to look at first: "),
                          "%s has full marks by seed %s", mutants.gl_pathv[i], seeds[k]);
            free(feedback);
        }
    }
    globfree(&mutants);
}
END_TEST

/* ---- What learners read ----------------------------------------------------------- */

static const char FENCE[] = "```text\n";

/* What the solution draws in the first scenario, without the line of its title. */
static char *solutions_timeline(const char *exercise)
{
    char path[PATH];
    struct run_result result;

    grade(exercise, "solution.c", "1", 0);
    snprintf(path, sizeof path, "%s/solution.c.1.log", folder);
    run_lesson(&result, "01-sync-vs-async", "--replay", path, "--text", NULL);
    ck_assert_int_eq(result.status, 0);
    char *timeline = strdup(strchr(result.out, '\n') + 1);
    run_result_done(&result);
    return timeline;
}

static void rewrite(const char *path, const char *text, const char *timeline)
{
    const char *begin = strstr(text, FENCE) + strlen(FENCE), *end = strstr(begin, "```");
    FILE *out = fopen(path, "w");

    ck_assert_ptr_nonnull(out);
    fprintf(out, "%.*s%s%s", (int)(begin - text), text, timeline, end);
    ck_assert_int_eq(fclose(out), 0);
}

START_TEST(the_readme_shows_what_the_solution_draws)
{
    static char shown[TEXT];
    const char *exercise = exercises.gl_pathv[_i], *golden = getenv("GOLDEN");
    char *timeline = solutions_timeline(exercise);
    char *text = read_text(file_of(exercise, "README.md"));

    ck_assert_msg(copy_between(text, FENCE, "```", shown, TEXT), "%s: README.md has no %s",
                  exercise, FENCE);
    if (golden && strcmp(golden, "write") == 0)
        rewrite(file_of(exercise, "README.md"), text, timeline);
    else
        ck_assert_str_eq(shown, timeline);
    free(text);
    free(timeline);
}
END_TEST

static int count(const char *text, const char *words)
{
    int n = 0;

    while ((text = strstr(text, words))) {
        n++;
        text += strlen(words);
    }
    return n;
}

/* Nearly the answer: lines of code. */
START_TEST(hints_are_three_and_the_last_shows_code)
{
    const char *exercise = exercises.gl_pathv[_i];
    char *hints = read_text(file_of(exercise, "hints.md"));
    const char *last = strstr(hints, "## Hint 3\n");

    ck_assert_int_eq(count(hints, "## Hint "), 3);
    ck_assert_msg(last && strstr(last, "\n    "), "%s: no code in the last hint", exercise);
    free(hints);
    free(read_text(file_of(exercise, "explanation.md")));
}
END_TEST

static bool find_exercises(int count, char **folders)
{
    if (count == 0)
        return glob(EXERCISES "/[0-9][0-9]-*", 0, NULL, &exercises) == 0 &&
               glob(EXERCISE_DIR "/tiny", GLOB_APPEND, NULL, &exercises) == 0;
    for (int i = 0; i < count; i++) {
        char *whole = realpath(folders[i], NULL);
        if (!whole || glob(whole, i ? GLOB_APPEND : 0, NULL, &exercises) != 0) {
            fprintf(stderr, "there is no folder %s\n", folders[i]);
            return false;
        }
        free(whole);
    }
    return true;
}

int main(int argc, char **argv)
{
    const TTest *const tests[] = {
        the_solution_has_full_marks_whatever_is_drawn,
        what_readers_wrote_has_full_marks_whatever_is_drawn,
        what_is_right_has_full_marks_under_drawn_schedules, the_start_compiles_and_fails,
        every_mutant_fails_with_a_message_of_its_own,
        no_mutant_has_full_marks_whatever_is_drawn,
        the_readme_shows_what_the_solution_draws, hints_are_three_and_the_last_shows_code,
    };
    Suite *suite = suite_create("exercises");
    TCase *all = tcase_create("all");

    if (!find_exercises(argc - 1, argv + 1))
        return EXIT_FAILURE;
    tcase_add_checked_fixture(all, make_folder, remove_folder);
    tcase_set_timeout(all, RUN_LONGEST);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_loop_test(all, tests[i], 0, (int)exercises.gl_pathc);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    globfree(&exercises);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
