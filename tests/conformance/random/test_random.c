/* SPDX-License-Identifier: MIT */
/* Random scripts end as on asyncio: what they tell has the digest that CPython 3.11's
 * output has.  `digests` holds a line for each: seed, digest (FNV-1a, 64 bits).  To see
 * a difference: `make conformance`, with a python3 of that version. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <inttypes.h>
#include <stdlib.h>

#include "async.h"
#include "script.h"

#define DIGESTS GOLDEN_DIR "/../conformance/random/digests"

enum { SCRIPTS = 200 };

static struct { uint64_t seed, digest; } expected[SCRIPTS];

/* Before any test runs, so that nothing of Check's can be called. */
static void read_digests(void)
{
    FILE *file = fopen(DIGESTS, "r");
    int n = 0;

    while (file && n < SCRIPTS && fscanf(file, "%" SCNu64 " %" SCNx64, &expected[n].seed,
                                         &expected[n].digest) == 2)
        n++;
    if (n < SCRIPTS) {
        fprintf(stderr, DIGESTS ": not %d lines of a seed and a digest\n", SCRIPTS);
        exit(EXIT_FAILURE);
    }
    fclose(file);
}

static uint64_t digest_of(const char *text)
{
    uint64_t digest = 0xcbf29ce484222325u;

    for (; *text; text++)
        digest = (digest ^ (unsigned char)*text) * 0x100000001b3u;
    return digest;
}

/* What the script of this seed tells; to be freed. */
static char *told_by(uint64_t seed)
{
    char *text = NULL, *told = NULL;
    size_t size;
    FILE *writer = open_memstream(&text, &size);

    script_generate(writer, seed);
    fclose(writer);
    FILE *reader = fmemopen(text, size, "r");
    struct script *script = script_parse(reader);
    fclose(reader);
    free(text);
    ck_assert_ptr_nonnull(script);
    writer = open_memstream(&told, &size);
    script_run(script, writer);
    fclose(writer);
    script_free(script);
    return told;
}

START_TEST(a_script_ends_as_on_asyncio)
{
    uint64_t seed = expected[_i].seed;

    async_set_clock(ASYNC_VIRTUAL, 1);
    char *told = told_by(seed);
    ck_assert_msg(digest_of(told) == expected[_i].digest,
                  "script %" PRIu64 " does not tell what it tells on asyncio, but\n%s",
                  seed, told);
    free(told);
}
END_TEST

START_TEST(scripts_of_two_seeds_differ)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    char *one = told_by(1), *two = told_by(2);
    ck_assert_str_ne(one, two);
    ck_assert_uint_ne(digest_of(one), digest_of(two));
    free(one);
    free(two);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("random scripts");
    TCase *tests = tcase_create("random scripts");

    read_digests();
    tcase_add_loop_test(tests, a_script_ends_as_on_asyncio, 0, SCRIPTS);
    tcase_add_test(tests, scripts_of_two_seeds_differ);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
