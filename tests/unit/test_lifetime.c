/* SPDX-License-Identifier: MIT */
/* Handles: how long they answer, and what they answer when it is too late. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "async.h"
#include "last_words.h"
#include "said.h"

static struct last_words words;

static int run(async_fn *fn)
{
    said_reset();
    async_set_clock(ASYNC_VIRTUAL, 1);
    return async_run(fn, NULL, NULL);
}

static void *nothing(void *arg)
{
    return arg;
}

static void *nap(void *arg)
{
    async_sleep(1);
    return arg;
}

static void *no_paper(void *arg)
{
    async_sleep(1);
    return async_fail(EIO, "no paper");
}

/* ---- Tasks ---- */

static int box;

static void *ask_often(void *arg)
{
    struct async_task task = async_create_task("nap", nap, &box);
    struct async_task failing = async_create_task("printer", no_paper, NULL);
    void *result = NULL;

    for (int i = 0; i < 3; i++) {
        result = NULL;
        ck_assert_int_eq(async_await(task, &result), 0);
        ck_assert_ptr_eq(result, &box);
        result = &box;
        ck_assert_int_eq(async_await(failing, &result), -EIO);
        ck_assert_ptr_null(result);
        ck_assert_str_eq(async_caught()->text, "no paper");
    }
    ck_assert_str_eq(async_exception(failing)->text, "no paper");
    ck_assert_ptr_null(async_exception(task));
    return NULL;
}

START_TEST(a_finished_task_may_be_awaited_again)
{
    ck_assert_int_eq(run(ask_often), 0);
    ck_assert_double_eq(async_time(), 1);
}
END_TEST

static void *await_it(void *task)
{
    void *result;
    int rc = async_await(*(struct async_task *)task, &result);

    say(rc < 0 ? async_caught()->text : result == &box ? "box" : "other");
    return NULL;
}

static void *two_ask(void *arg)
{
    struct async_task task = async_create_task("nap", nap, &box);
    struct async_task failing = async_create_task("printer", no_paper, NULL);
    struct async_task two[] = { async_create_task("1", await_it, &task),
                                async_create_task("2", await_it, &task) };

    async_gather(two, 2, NULL, 0);
    async_await(async_create_task("3", await_it, &task), NULL);
    two[0] = async_create_task("4", await_it, &failing);
    two[1] = async_create_task("5", await_it, &failing);
    return async_return(async_gather(two, 2, NULL, 0));
}

START_TEST(a_finished_task_may_be_awaited_by_two)
{
    ck_assert_int_eq(run(two_ask), 0);
    ck_assert_str_eq(said(), "box@1 box@1 box@1 no paper@1 no paper@1");
}
END_TEST

/* The first of 3,001 outcomes answers once more: its place is given up when the next
 * call that gives out outcomes begins, not in the middle of its own. */
static void *ask_when_many_came_after(void *arg)
{
    static struct async_task tasks[3000];
    struct async_task failing = async_create_task("printer", no_paper, NULL);

    ck_assert_int_eq(async_await(failing, NULL), -EIO);
    for (int i = 0; i < 3000; i++)
        tasks[i] = async_create_task("n", nothing, &box);
    async_gather(tasks, 3000, NULL, 0);
    ck_assert_int_eq(async_await(failing, NULL), -EIO);
    ck_assert_str_eq(async_caught()->text, "no paper");
    return NULL;
}

START_TEST(an_outcome_is_whole_when_it_is_given_out)
{
    ck_assert_int_eq(run(ask_when_many_came_after), 0);
}
END_TEST

static struct async_task early[2000];

static void *ask_what_is_gone(void *arg)
{
    for (int i = 0; i < 2000; i++) {
        early[i] = async_create_task("early bird", nothing, NULL);
        async_await(early[i], NULL);
    }
    for (int i = 1000; i < 2000; i++)
        ck_assert(async_done(early[i]));
    async_done(early[900]);
    return NULL;
}

static void ask_too_late(void)
{
    if (run(ask_what_is_gone) < 0)
        abort();
}

START_TEST(of_outcomes_taken_the_last_thousand_stay)
{
    last_words_of(ask_too_late, &words);
    ck_assert_int_eq(words.status, 1);
    ck_assert_str_eq(words.err, "async_done: the handle of task 902 is stale: the task that "
                                "made it has ended, or a thousand outcomes were taken since\n");
}
END_TEST

/* ---- Coroutines run once ---- */

static void refused_with(int rc, const char *text)
{
    ck_assert_int_eq(rc, -EINVAL);
    ck_assert_str_eq(async_caught()->text, text);
}

#define USED "cannot reuse already awaited coroutine"
#define IN_USE "coroutine is being awaited already"

static void *use_it_again(void *arg)
{
    struct async_task coroutine = async_coroutine("nap", nap, &box), none = { 0 };
    struct async_task both[] = { async_create_task("other", nap, &box), coroutine };
    void *results[] = { NULL, NULL }, *result;

    ck_assert_int_eq(async_await(coroutine, &result), 0);
    ck_assert_ptr_eq(result, &box);
    refused_with(async_await(coroutine, NULL), USED);
    refused_with(async_gather(both, 2, results, 0), USED);
    refused_with(async_gather(&coroutine, 1, results, 0), USED);
    refused_with(async_wait_for(coroutine, 5, NULL), USED);
    refused_with(async_shield(coroutine, NULL), USED);
    struct async_completed it = async_as_completed(&coroutine, 1, ASYNC_FOREVER);
    ck_assert_int_eq(async_next_completed(&it, &none), 1);
    refused_with(async_await(none, NULL), USED);
    async_completed_end(&it);
    ck_assert_int_eq(async_gather(both, 2, results, ASYNC_RETURN_EXCEPTIONS), 0);
    ck_assert_ptr_eq(results[0], &box);
    ck_assert_ptr_null(results[1]);
    return NULL;
}

START_TEST(a_coroutine_that_was_awaited_is_used_up)
{
    ck_assert_int_eq(run(use_it_again), 0);
    ck_assert_double_eq(async_time(), 1);
}
END_TEST

static void *use_it_meanwhile(void *arg)
{
    struct async_task coroutine = async_coroutine("nap", nap, &box);
    struct async_task awaits = async_create_task("first", await_it, &coroutine);

    async_sleep(0.5);
    refused_with(async_await(coroutine, NULL), IN_USE);
    refused_with(async_gather(&coroutine, 1, NULL, 0), IN_USE);
    async_close(coroutine);
    ck_assert(!async_done(coroutine));
    async_await(awaits, NULL);
    refused_with(async_await(coroutine, NULL), USED);
    return NULL;
}

START_TEST(a_coroutine_that_is_being_awaited_is_in_use)
{
    ck_assert_int_eq(run(use_it_meanwhile), 0);
    ck_assert_str_eq(said(), "box@1");
}
END_TEST

static void *make_it_a_task_first(void *arg)
{
    struct async_task coroutine = async_coroutine("nap", nap, &box);
    void *result = NULL;

    async_gather(&coroutine, 1, &result, 0);
    ck_assert_ptr_eq(result, &box);
    result = NULL;
    ck_assert_int_eq(async_await(coroutine, &result), 0);   /* a task by now */
    ck_assert_ptr_eq(result, &box);
    coroutine = async_coroutine("closed", nap, &box);
    async_close(coroutine);
    refused_with(async_await(coroutine, NULL), USED);
    return NULL;
}

START_TEST(a_coroutine_that_became_a_task_is_one)
{
    ck_assert_int_eq(run(make_it_a_task_first), 0);
    ck_assert_double_eq(async_time(), 1);
}
END_TEST

/* ---- Stale handles of every kind ---- */

static struct async_task kept_future, kept_coroutine;
static struct async_generator kept_generator;
static struct async_handle kept_call, kept_cancelled;
static int calls;

static void *count(void *arg)
{
    calls++;
    return NULL;
}

static void *numbers(void *arg)
{
    return async_return(async_yield(&box, NULL));
}

static void *make_all(void *arg)
{
    kept_future = async_future("answer");
    async_set_result(kept_future, &box);
    kept_coroutine = async_coroutine("unused", nothing, NULL);
    async_close(kept_coroutine);
    kept_generator = async_generator("numbers", numbers, NULL);
    while (async_next(kept_generator, NULL) > 0)
        ;
    kept_call = async_call_soon(count, NULL);
    kept_cancelled = async_call_soon(count, NULL);
    async_handle_cancel(kept_cancelled);
    ck_assert(async_handle_cancelled(kept_cancelled));
    ck_assert(!async_handle_cancelled(kept_call));
    return async_return(async_sleep(0));
}

static async_fn *use;

static void *make_and_use(void *arg)
{
    async_await(async_create_task("maker", make_all, NULL), NULL);
    return use(arg);
}

static void *use_future(void *arg)
{
    async_set_result(kept_future, NULL);
    return NULL;
}

static void *use_coroutine(void *arg)
{
    return async_return(async_await(kept_coroutine, NULL));
}

static void *use_generator(void *arg)
{
    return async_return(async_next(kept_generator, NULL));
}

static void *gather_with_stale(void *arg)
{
    struct async_task tasks[] = { async_create_task("nap", nap, NULL), kept_future };

    return async_return(async_gather(tasks, 2, NULL, 0));
}

static void run_use(void)
{
    run(make_and_use);
}

static const struct { async_fn *use; const char *call; } stale[] = {
    { use_future, "async_set_result: the handle of task 3 ('answer') is stale: " },
    { use_coroutine, __FILE__ },
    { use_generator, "async_next(): the handle of task 5 ('numbers') is stale: " },
    { gather_with_stale, "async_ensure_future: the handle of task 3 ('answer') is stale: " },
};

START_TEST(a_stale_handle_stops_the_program_and_is_named)
{
    use = stale[_i].use;
    last_words_of(run_use, &words);
    ck_assert_int_eq(words.status, 1);
    ck_assert_msg(strncmp(words.err, stale[_i].call, strlen(stale[_i].call)) == 0, "%s",
                  words.err);
    ck_assert_ptr_nonnull(strstr(words.err, " is stale: the task that made it has ended"));
    ck_assert_ptr_eq(strchr(words.err, '\n'), words.err + strlen(words.err) - 1);
}
END_TEST

static void *use_calls(void *arg)
{
    ck_assert_int_eq(calls, 1);
    async_handle_cancel(kept_call);
    async_handle_cancel(kept_cancelled);
    ck_assert(!async_handle_cancelled(kept_call));
    async_handle_cancel((struct async_handle){ 0 });
    return async_return(async_sleep(1));
}

START_TEST(a_call_that_is_over_may_be_cancelled_in_vain)
{
    use = use_calls;
    ck_assert_int_eq(run(make_and_use), 0);
    ck_assert_int_eq(calls, 1);
}
END_TEST

static struct async_handle itself;

static void *cancel_itself(void *arg)
{
    calls++;
    async_handle_cancel(itself);
    return NULL;
}

static void *call_what_cancels_itself(void *arg)
{
    itself = async_call_later(1, cancel_itself, NULL);
    return async_return(async_sleep(2));
}

START_TEST(a_callback_may_cancel_itself)
{
    ck_assert_int_eq(run(call_what_cancels_itself), 0);
    ck_assert_int_eq(calls, 1);
}
END_TEST

/* ---- Records are reused under new names ---- */

static void *make_named(void *arg)
{
    struct async_task task = async_create_task(arg, nothing, NULL);

    ck_assert_str_eq(async_get_name(task), arg);
    async_set_name(task, "a name that has exactly as many bytes as fit, or even more");
    ck_assert_str_eq(async_get_name(task), "a name that has exactly as many");
    async_set_name(task, arg);
    early[0] = task;
    return async_return(async_await(task, NULL));
}

static void *reuse_names(void *arg)
{
    static const char *const names[] = {
        "a long name of the first task", "b", "", "a longer name than fits into the record",
        "c" };
    struct async_record *seen[5];
    int again = 0;

    for (int i = 0; i < 5; i++) {
        char shown[32] = "";
        strncat(shown, names[i], 31);
        async_forget(async_create_task("maker", make_named, shown));
        async_sleep(1);
        seen[i] = early[0].record;
        for (int j = 0; j < i; j++)
            again += seen[i] == seen[j];
    }
    ck_assert_int_gt(again, 0);
    return NULL;
}

START_TEST(a_record_that_is_reused_has_its_new_name_alone)
{
    ck_assert_int_eq(run(reuse_names), 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("lifetime");
    tcase_add_test(tests, a_finished_task_may_be_awaited_again);
    tcase_add_test(tests, a_finished_task_may_be_awaited_by_two);
    tcase_add_test(tests, an_outcome_is_whole_when_it_is_given_out);
    tcase_add_test(tests, of_outcomes_taken_the_last_thousand_stay);
    tcase_add_test(tests, a_coroutine_that_was_awaited_is_used_up);
    tcase_add_test(tests, a_coroutine_that_is_being_awaited_is_in_use);
    tcase_add_test(tests, a_coroutine_that_became_a_task_is_one);
    tcase_add_loop_test(tests, a_stale_handle_stops_the_program_and_is_named, 0,
                        (int)(sizeof stale / sizeof *stale));
    tcase_add_test(tests, a_call_that_is_over_may_be_cancelled_in_vain);
    tcase_add_test(tests, a_callback_may_cancel_itself);
    tcase_add_test(tests, a_record_that_is_reused_has_its_new_name_alone);
    Suite *suite = suite_create("lifetime");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
