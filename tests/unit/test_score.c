/* SPDX-License-Identifier: MIT */
/* The score of a run and of a race. */
#include <check.h>

#include "fake_log.h"
#include "score.h"

static struct model model;

static void feed(const struct recording *recording)
{
    model_init(&model, &recording->header);
    model_feed(&model, recording->records, recording->count);
}

START_TEST(the_score_of_a_race_is_three_to_one)
{
    struct recording logs[2];
    struct score scores[2];
    char words[SCORE_WORDS];
    fake_race(&logs[0], &logs[1]);
    for (int i = 0; i < 2; i++) {
        feed(&logs[i]);
        scores[i] = score_of(&model, LOG_NEVER);
        ck_assert_uint_eq(scores[i].work, 6 * FAKE_S);
        ck_assert_uint_eq(scores[i].tasks, 3);
        ck_assert_uint_eq(scores[i].done, 3);
        ck_assert_uint_eq(score_of(&model, 2 * FAKE_S).done, i ? 3 : 1);
        model_done(&model);
        recording_done(&logs[i]);
    }
    ck_assert_uint_eq(scores[0].elapsed, 6 * FAKE_S);
    ck_assert_uint_eq(scores[1].elapsed, 2 * FAKE_S);
    ck_assert_str_eq(score_faster(words, &scores[0], &scores[1], true), "3.0x faster");
    ck_assert_str_eq(score_faster(words, &scores[0], &scores[1], false), "3.0× faster");
    ck_assert_str_eq(score_faster(words, &scores[1], &scores[0], true), "3.0x slower");
    ck_assert_str_eq(score_faster(words, &scores[0], &scores[0], true), "as long");
    ck_assert_str_eq(score_free(words, &scores[0]), "never free");
    ck_assert_str_eq(score_free(words, &scores[1]), "free 100 %");
}
END_TEST

START_TEST(free_never_rounds_to_always_or_never)
{
    char words[SCORE_WORDS];
    struct score score = {.elapsed = FAKE_S, .free = FAKE_S - 1};
    ck_assert_str_eq(score_free(words, &score), "free 99.9 %");
    score.free = 1;
    ck_assert_str_eq(score_free(words, &score), "free < 0.1 %");
    score.free = FAKE_S / 3;
    ck_assert_str_eq(score_free(words, &score), "free 33.3 %");
    score = (struct score){0};
    ck_assert_str_eq(score_free(words, &score), "never free");
    ck_assert_str_eq(score_faster(words, &score, &score, true), "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("score");
    TCase *tcase = tcase_create("score");
    tcase_add_test(tcase, the_score_of_a_race_is_three_to_one);
    tcase_add_test(tcase, free_never_rounds_to_always_or_never);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
