/* SPDX-License-Identifier: MIT */
/* What checks see of a run: small exercises of the tests' own, each with its checks and
 * the program that is judged by them. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grading.h"

static const char BODY[] = "#include \"exercise.h\"\n";

/* An exercise with one check in the scratch folder; judge the program. */
static void judge(const char *conf, const char *test, const char *program)
{
    char text[3000];

    write_file("exercise.conf", conf);
    snprintf(text, sizeof text, "#include \"checking.h\"\n"
             "static bool holds(struct run *run)\n{\n%s}\n"
             "const struct check checks[] = {\n"
             "    { .name = \"it\", .points = 4, .test = holds, .wanted = \"it is so\" },\n"
             "    { NULL }\n};\n", test);
    write_file("checks.c", text);
    snprintf(text, sizeof text, "%s%s", BODY, program);
    write_file("solution.c", text);
    grade_run("interleave-check", folder, in_folder("solution.c"), NULL);
}

static void check_passed(void)
{
    check_has(result.out, "4 of 4 points");
    ck_assert_int_eq(result.status, 0);
}

static const char TWO_LOCKS[] =
    "static struct async_lock red = ASYNC_LOCK(\"red\"), blue = ASYNC_LOCK(\"blue\");\n"
    "void *solution(void *arg)\n{\n"
    "    async_lock_acquire(&red);\n"
    "    async_sleep(1);\n"
    "    async_lock_acquire(&blue);\n"
    "    async_sleep(1);\n"
    "    async_lock_release(&blue);\n"
    "    async_sleep(1);\n"
    "    %s"
    "    return NULL;\n}\n";

START_TEST(each_lock_is_held_for_itself)
{
    char program[600];

    snprintf(program, sizeof program, TWO_LOCKS, "async_lock_release(&red);\n");
    judge("title = locks\n",
          "    const struct spells *all = holding(run, \"*\");\n"
          "    return how_many(run, all, 2) && begin_at(run, holding(run, \"red\"), 0) &&\n"
          "           end_at(run, holding(run, \"red\"), 3) &&\n"
          "           last_for(run, holding(run, \"blue\"), 1) &&\n"
          "           (all->all[0].end > 2.9 || seen(run, -1, 0, \"mixed\")) &&\n"
          "           all_ended(run, all) && locks_free(run);\n", program);
    check_passed();
}
END_TEST

START_TEST(a_lock_that_is_kept_is_named)
{
    char program[600];

    snprintf(program, sizeof program, TWO_LOCKS, "");
    judge("title = locks\n", "    return locks_free(run);\n", program);
    check_has(result.out, "\"red\" was never released by main");
}
END_TEST

START_TEST(places_of_two_semaphores_are_counted_for_themselves)
{
    judge("title = semaphores\n",
          "    return how_many(run, holding(run, \"*\"), 3) &&\n"
          "           at_most(run, holding(run, \"*\"), 3) &&\n"
          "           reaches(run, holding(run, \"*\"), 3) &&\n"
          "           how_many(run, holding(run, \"many\"), 2) && locks_free(run);\n",
          "static struct async_semaphore one = ASYNC_SEMAPHORE(\"one\", 1);\n"
          "static struct async_semaphore many = ASYNC_SEMAPHORE(\"many\", 5);\n"
          "void *solution(void *arg)\n{\n"
          "    async_semaphore_acquire(&many);\n"
          "    async_semaphore_acquire(&one);\n"
          "    async_semaphore_acquire(&many);\n"
          "    async_sleep(1);\n"
          "    async_semaphore_release(&one);\n"
          "    async_semaphore_release(&many);\n"
          "    async_semaphore_release(&many);\n"
          "    return NULL;\n}\n");
    check_passed();
}
END_TEST

static const char WAITS[] =
    "static void *cook(void *arg) { async_sleep(2); return NULL; }\n"
    "void *solution(void *arg)\n{\n"
    "    struct async_task egg = async_create_task(\"egg\", cook, NULL);\n"
    "    %s"
    "    return async_return(async_await(egg, NULL));\n}\n";

START_TEST(who_sleeps_beyond_the_end_of_all_is_told_so)
{
    char program[600];

    snprintf(program, sizeof program, WAITS, "async_sleep(5);\n");
    judge("title = ends\n", "    return ends_with(run, tasks(run, \"egg\"));\n", program);
    check_has(result.out, "all was over at 2 s, and main ended only at 5 s");
    snprintf(program, sizeof program, WAITS, "");
    judge("title = ends\n", "    return ends_with(run, tasks(run, \"egg\"));\n", program);
    check_passed();
}
END_TEST

START_TEST(a_task_that_looks_again_and_again_is_named)
{
    judge("title = polls\n", "    return never_polls(run);\n",
          "static bool ready;\n"
          "static void *kettle(void *arg) { async_sleep(5); ready = true; return NULL; }\n"
          "void *solution(void *arg)\n{\n"
          "    struct async_task task = async_create_task(\"kettle\", kettle, NULL);\n"
          "    while (!ready)\n"
          "        async_sleep(0.5);\n"
          "    return async_return(async_await(task, NULL));\n}\n");
    check_has(result.out, "main looked again and again: from 0 s on it slept 4 times in a row");
}
END_TEST

START_TEST(sleeping_often_with_something_done_between_is_no_polling)
{
    judge("title = ticks\n", "    return never_polls(run);\n",
          "static struct async_event tick = ASYNC_EVENT(\"tick\");\n"
          "static void *waiter(void *arg)\n{\n"
          "    for (int i = 0; i < 6; i++, async_event_clear(&tick))\n"
          "        async_event_wait(&tick);\n"
          "    return NULL;\n}\n"
          "void *solution(void *arg)\n{\n"
          "    struct async_task task = async_create_task(\"waiter\", waiter, NULL);\n"
          "    for (int i = 0; i < 6; i++) {\n"
          "        async_sleep(1);\n"
          "        async_event_set(&tick);\n"
          "    }\n"
          "    for (int i = 0; i < 6; i++) {\n"
          "        async_sleep(1);\n"
          "        printf(\"%d\\n\", i);\n"
          "    }\n"
          "    async_sleep(1);\n"
          "    async_sleep(1);\n"
          "    return async_return(async_await(task, NULL));\n}\n");
    check_passed();
}
END_TEST

/* Check "second" is not of this scenario, but stands between the two that are. */
START_TEST(a_check_waits_for_what_its_forerunner_waits_for)
{
    write_file("exercise.conf", "title = two\n[here]\nn = 1\n[there]\nn = 1\n");
    write_file("checks.c", "#include \"checking.h\"\n"
               "static bool never(struct run *run) { return prints(run, \"never\"); }\n"
               "static bool always(struct run *run) { return main_ended(run, LOG_RETURNED); }\n"
               "const struct check checks[] = {\n"
               "    { .name = \"first\", .wanted = \"it\", .test = never },\n"
               "    { .name = \"second\", .points = 1, .after = \"first\",\n"
               "      .scenario = \"there\", .wanted = \"it\", .test = always },\n"
               "    { .name = \"third\", .points = 1, .after = \"second\",\n"
               "      .wanted = \"it\", .test = always },\n"
               "    { NULL }\n};\n");
    write_file("solution.c", "#include \"exercise.h\"\n"
               "void *solution(void *arg) { return NULL; }\n");
    grade_run("interleave-check", folder, in_folder("solution.c"), NULL);
    check_has(result.out, "0 of 2 points");
}
END_TEST

static const char CALLS_IN_PLACE[] =
    "static void *fetch(void *arg) { async_sleep(1); return NULL; }\n"
    "static void *other(void *arg) { async_sleep(1); return NULL; }\n"
    "void *solution(void *arg)\n{\n"
    "    async_await(async_coroutine(\"a page\", fetch, NULL), NULL);\n"
    "    async_await(async_coroutine(\"no page\", other, NULL), NULL);\n"
    "    async_await(async_create_task(\"task\", fetch, NULL), NULL);\n"
    "    return NULL;\n}\n";

START_TEST(calls_are_found_by_function_in_place_as_well_as_in_a_task)
{
    judge("title = fetch\n",            /* which is no call of it */
          "    const char *const names[] = { \"a page\", \"task\" };\n"
          "    return begin_in_order(run, calls(run, \"fetch\"), names, 2) &&\n"
          "           how_many(run, calls(run, \"no page\"), 1);\n", CALLS_IN_PLACE);
    check_passed();
}
END_TEST

START_TEST(jobs_of_threads_last_from_their_begin_to_their_end)
{
    judge("title = jobs\nbell.names = a, b\nbell.delays = 1.0, 2.0\n",
          "    return how_many(run, jobs(run, \"*\"), 3) &&\n"
          "           begin_at(run, jobs(run, \"a\"), 0.5) &&\n"
          "           last_for(run, jobs(run, \"a\"), 1) && end_at(run, jobs(run, \"b\"), 2.5) &&\n"
          "           at_most(run, jobs(run, \"*\"), 2) && reaches(run, jobs(run, \"*\"), 2) &&\n"
          "           begin_at(run, jobs(run, \"none\"), 2.5) && never_blocks(run);\n",
          "#include \"async_thread.h\"\n"
          "static void *ring(void *arg)\n{\n"
          "    return async_return(ask_blocking(\"bell\", arg, NULL));\n}\n"
          "static void *nothing(void *arg)\n{\n    return arg;\n}\n"
          "void *solution(void *arg)\n{\n"
          "    async_sleep(0.5);\n"
          "    struct async_task both[] = { async_run_in_executor(\"a\", ring, \"a\"),\n"
          "                                 async_run_in_executor(\"b\", ring, \"b\") };\n"
          "    async_gather(both, 2, NULL, 0);\n"
          "    return async_return(async_to_thread(\"none\", nothing, NULL, NULL));\n}\n");
    check_passed();
}
END_TEST

START_TEST(a_question_stands_where_the_learner_asked_it)
{
    judge("title = place\ndoor.names = left\ndoor.delays = 1\n",
          "    return never_blocks(run);\n",
          "void *solution(void *arg)\n{\n"
          "    ask_blocking(\"door\", \"left\", NULL);\n    return NULL;\n}\n");
    check_has(result.out, "main blocked the thread at 0 s, at solution.c:4");
    judge("title = place\ndoor.names = left\ndoor.delays = 1\n",
          "    const struct span *span = run_model(run)->lanes[0].spans;\n"
          "    while (span->state != SPAN_SLEEPING)\n        span++;\n"
          "    return seen(run, -1, 0, \"slept at %s\",\n"
          "                model_name(run_model(run), span->place));\n",
          "void *solution(void *arg)\n{\n"
          "    ask(\"door\", \"left\", NULL);\n    return NULL;\n}\n");
    check_has(result.out, "slept at solution.c:4");
}
END_TEST

/* Its only check is content, and that does not matter. */
START_TEST(a_run_that_ends_in_a_deadlock_never_gets_full_marks)
{
    judge("title = stuck\n", "    return prints(run, \"done\");\n",
          "static struct async_event never = ASYNC_EVENT(\"never\");\n"
          "void *solution(void *arg)\n{\n"
          "    printf(\"done\\n\");\n    async_event_wait(&never);\n    return NULL;\n}\n");
    check_has(result.out, "0 of 4 points");
    check_has(result.out, "a deadlock: the run had no end");
    ck_assert_int_eq(result.status, 1);
}
END_TEST

START_TEST(a_log_is_called_as_the_exercise_and_its_scenario)
{
    char log[200];
    const char *argv[] = { LESSON_DIR "/01-sync-vs-async", "--replay", log, "--text", NULL };
    static const char *const titles[] = { "first", "second", "third" };

    judge("title = Several ways\n[first]\nn = 1\n[second]\nn = 2\n[third]\nn = 3\n",
          "    return done_at(run, input(run, \"n\"));\n",
          "void *solution(void *arg) { async_sleep(input(\"n\")); return NULL; }\n");
    check_passed();
    snprintf(log, sizeof log, "%s/out", folder);
    grade_run("interleave-grade", "-o", log, folder, in_folder("solution.c"), NULL);
    for (int i = 0; i < 3; i++) {
        char title[40];
        snprintf(log, sizeof log, "%s/out/solution.c.%d.log", folder, i + 1);
        snprintf(title, sizeof title, "Several ways: %s ", titles[i]);
        run_result_done(&result);
        run_program(&(struct run_options){ .argv = argv }, &result);
        ck_assert_str_eq(result.err, "");
        ck_assert_ptr_eq(strstr(result.out, title), result.out);
        ck_assert_int_eq(result.status, 0);
    }
}
END_TEST

static const char LONG_HINT[] =
    "## Hint 1\n\nThis line is as wide as a page in an editor may be, which is more than a "
    "terminal has, and\nthis one belongs to it. `it` does, too.\n- an item\n  of two lines\n"
    "\n    code = stays\n    as = it(is);\n\nThe end.\n";

START_TEST(a_hint_is_laid_out_in_80_columns)
{
    write_file("hints.md", LONG_HINT);
    judge("title = hint\n", "    return prints(run, \"done\");\n",
          "void *solution(void *arg) { return NULL; }\n");
    grade_run("interleave-check", "--hint", folder, in_folder("solution.c"), NULL);
    check_has(result.out, "Hint 1 of 1:\nThis line is as wide as a page in an editor may be, "
              "which is more than a\nterminal has, and this one belongs to it. `it` does, "
              "too.\n- an item of two lines\n\n    code = stays\n    as = it(is);\n\n"
              "The end.\n");
}
END_TEST

/* ---- Other tasks' ends ------------------------------------------------------------------ */

static const char ASKS_TO_STOP[] =
    "static void *fetch(void *arg) { async_sleep(1); return NULL; }\n"
    "void *solution(void *arg)\n{\n"
    "    struct async_task task = async_create_task(\"slow\", fetch, NULL);\n"
    "    async_sleep(0.5);\n"
    "    async_cancel(task);\n"
    "    %s"
    "    return NULL;\n}\n";

START_TEST(a_task_that_was_only_asked_to_stop_has_not_ended)
{
    char program[600];

    snprintf(program, sizeof program, ASKS_TO_STOP, "");
    judge("title = ends\n", "    return main_ends_last(run);\n", program);
    check_has(result.out, "slow had not ended when main did, at 0.5 s");
    snprintf(program, sizeof program, ASKS_TO_STOP, "async_await(task, NULL);\n");
    judge("title = ends\n", "    return main_ends_last(run);\n", program);
    check_passed();
}
END_TEST

START_TEST(a_predicate_may_say_what_it_comes_from)
{
    judge("title = because\n",
          "    return prints(run, \"done\") || because(run, \"it was tired\", 0);\n",
          "void *solution(void *arg) { return NULL; }\n");
    check_has(result.out, "Often it comes from this: it was tired");
}
END_TEST

START_TEST(starts_at_one_time_are_told_as_one_time)
{
    judge("title = rate\n",
          "    return at_most_begin_within(run, tasks(run, \"t\"), 1, 1);\n",
          "static void *none(void *arg) { return NULL; }\n"
          "void *solution(void *arg)\n{\n"
          "    struct async_task all[2] = { async_coroutine(\"t\", none, NULL),\n"
          "                                 async_coroutine(\"t\", none, NULL) };\n"
          "    async_sleep(1.5);\n    async_gather(all, 2, NULL, 0);\n    return NULL;\n}\n");
    check_has(result.out, "2 began at 1.5 s\n");
}
END_TEST

START_TEST(lines_are_paired_by_their_words_or_by_their_task)
{
    judge("title = pairs\n",
          "    const struct spells *words = between(run, \"in *\", \"out *\");\n"
          "    const struct spells *one = between(run, \"begin\", \"end\");\n"
          "    return how_many(run, words, 4) && last_for(run, words, 3) &&\n"
          "           at_most(run, words, 3) && reaches(run, words, 3) &&\n"
          "           end_in_order(run, words, (const char *const[]){ \"in a\", \"in b\",\n"
          "                        \"in a\", \"in c\" }, 4) &&\n"
          "           how_many(run, one, 2) && last_for(run, one, 2) && at_most(run, one, 1);\n",
          "static void *other(void *arg)\n{\n"
          "    printf(\"begin\\n\"); async_sleep(2); printf(\"end\\n\"); return NULL;\n}\n"
          "void *solution(void *arg)\n{\n"
          "    printf(\"in a\\n\"); async_sleep(1); printf(\"in b\\n\"); async_sleep(1);\n"
          "    printf(\"in a\\n\"); async_sleep(1);\n"
          "    printf(\"out a\\nout x\\nin c\\n\"); async_sleep(1);\n"
          "    printf(\"out b\\n\"); async_sleep(1); printf(\"out a\\n\"); async_sleep(1);\n"
          "    printf(\"out c\\n\");\n"
          "    async_await(async_coroutine(\"o\", other, NULL), NULL);\n"
          "    async_await(async_coroutine(\"o\", other, NULL), NULL);\n"
          "    return NULL;\n}\n");
    check_passed();
}
END_TEST

/* Whoever compares each with each takes a minute for it. */
START_TEST(as_many_lines_as_can_be_printed_are_paired)
{
    judge("title = pairs\n",
          "    const struct spells *all = between(run, \"in *\", \"out *\");\n"
          "    const struct spells *none = between(run, \"in *\", \"in\");\n"
          "    return how_many(run, all, 14000) && all_ended(run, all) &&\n"
          "           how_many(run, none, 14000) && at_most(run, none, 14000) &&\n"
          "           reaches(run, none, 14000);\n",
          "void *solution(void *arg)\n{\n"
          "    for (int i = 0; i < 14000; i++)\n        printf(\"in %d\\n\", i);\n"
          "    async_sleep(1);\n"
          "    for (int i = 14000; i-- > 0; )\n        printf(\"out %d\\n\", i);\n"
          "    return NULL;\n}\n");
    check_passed();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("checking");
    TCase *tcase = tcase_create("checking");

    tcase_add_checked_fixture(tcase, grading_begin, grading_end);
    tcase_set_timeout(tcase, RUN_LONGEST);
    tcase_add_test(tcase, lines_are_paired_by_their_words_or_by_their_task);
    tcase_add_test(tcase, as_many_lines_as_can_be_printed_are_paired);
    tcase_add_test(tcase, each_lock_is_held_for_itself);
    tcase_add_test(tcase, a_lock_that_is_kept_is_named);
    tcase_add_test(tcase, places_of_two_semaphores_are_counted_for_themselves);
    tcase_add_test(tcase, who_sleeps_beyond_the_end_of_all_is_told_so);
    tcase_add_test(tcase, a_check_waits_for_what_its_forerunner_waits_for);
    tcase_add_test(tcase, a_task_that_looks_again_and_again_is_named);
    tcase_add_test(tcase, sleeping_often_with_something_done_between_is_no_polling);
    tcase_add_test(tcase, a_task_that_was_only_asked_to_stop_has_not_ended);
    tcase_add_test(tcase, a_predicate_may_say_what_it_comes_from);
    tcase_add_test(tcase, starts_at_one_time_are_told_as_one_time);
    tcase_add_test(tcase, calls_are_found_by_function_in_place_as_well_as_in_a_task);
    tcase_add_test(tcase, jobs_of_threads_last_from_their_begin_to_their_end);
    tcase_add_test(tcase, a_question_stands_where_the_learner_asked_it);
    tcase_add_test(tcase, a_run_that_ends_in_a_deadlock_never_gets_full_marks);
    tcase_add_test(tcase, a_log_is_called_as_the_exercise_and_its_scenario);
    tcase_add_test(tcase, a_hint_is_laid_out_in_80_columns);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
