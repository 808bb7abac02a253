/* SPDX-License-Identifier: MIT */
/* The lessons' chances: SplitMix64, the same on every machine. */
#include <check.h>

#include "kit_random.h"

/* Its first outputs for this seed, as published with the algorithm. */
START_TEST(the_numbers_are_those_of_splitmix64)
{
    static const uint64_t published[] = {
        6457827717110365317u, 3203168211198807973u, 9817491932198370423u,
    };
    struct kit_random random = KIT_RANDOM(1234567);

    for (int i = 0; i < 3; i++) {
        double share = (double)(published[i] >> 11) / 9007199254740992.0;
        ck_assert(kit_random_uniform(&random, 0, 1) == share);
    }
}
END_TEST

START_TEST(they_fill_their_range_and_stay_within_it)
{
    struct kit_random random = KIT_RANDOM(1);
    int tenths[10] = { 0 };

    for (int i = 0; i < 10000; i++) {
        double x = kit_random_uniform(&random, -5, 5);
        ck_assert(x >= -5 && x < 5);
        tenths[(int)(x + 5)]++;
    }
    for (int i = 0; i < 10; i++)
        ck_assert_int_gt(tenths[i], 800);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("random");
    tcase_add_test(tests, the_numbers_are_those_of_splitmix64);
    tcase_add_test(tests, they_fill_their_range_and_stay_within_it);
    Suite *suite = suite_create("random");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
