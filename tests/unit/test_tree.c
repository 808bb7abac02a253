/* SPDX-License-Identifier: MIT */
/* The tree of who awaits whom, as SIGQUIT and async_print_tasks() print it. */
#include <check.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "async.h"
#include "last_words.h"

static struct last_words words;
static async_fn *program;

static void run_it(void)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    async_enable_task_dump();
    async_run_at(program, NULL, NULL, "program", "main.c:1");
}

static const char *said_with(async_fn *fn, int status)
{
    program = fn;
    last_words_of(run_it, &words);
    ck_assert_int_eq(words.status, status);
    return words.err;
}

static const char *printed(async_fn *fn)
{
    return said_with(fn, 0);
}

/* By lines: Check has no room for a whole tree in its message. */
static void compare(const char *text, const char *wanted)
{
    while (*text || *wanted) {
        size_t n = strcspn(text, "\n"), m = strcspn(wanted, "\n");
        ck_assert_msg(n == m && memcmp(text, wanted, n) == 0, "got: %.*s\nnot: %.*s",
                      (int)n, text, (int)m, wanted);
        text += n + (text[n] == '\n');
        wanted += m + (wanted[m] == '\n');
    }
}

/* The places stand in for lines, so that the whole text can be written down. */
static struct async_task make(const char *name, async_fn *fn, void *arg)
{
    return async_create_task_at(name, fn, arg, name, "make.c:1");
}

static void *dump_at_half_past(void *arg)
{
    int rc = async_sleep_at(0.5, "dump.c:1");

    if (rc == 0)
        raise(SIGQUIT);
    return async_return(rc);
}

static void make_dumper(void)
{
    async_forget(make("dumper", dump_at_half_past, NULL));
}

static void *nap(void *arg)
{
    return async_return(async_sleep_at(2, "nap.c:1"));
}

static void *wait_for(void *arg)
{
    return async_return(async_await_at(*(struct async_task *)arg, NULL, "wait.c:1"));
}

/* ---- Everything that a task may wait for ---- */

static struct async_lock door = ASYNC_LOCK("door");
static struct async_queue post = ASYNC_QUEUE("post", 1), full = ASYNC_QUEUE("full", 1);
static struct async_event bell = ASYNC_EVENT("bell");
static struct async_semaphore seats = ASYNC_SEMAPHORE("seats", 0);
static struct async_condition news = ASYNC_CONDITION("news");

static void *lock(void *arg)
{
    return async_return(async_lock_acquire_at(&door, "lock.c:1"));
}

static void *get(void *arg)
{
    return async_return(async_queue_get_at(&post, NULL, "get.c:1"));
}

static void *put(void *arg)
{
    return async_return(async_queue_put_at(&full, NULL, "put.c:1"));
}

static void *join(void *arg)
{
    return async_return(async_queue_join_at(&full, "join.c:1"));
}

static void *ring(void *arg)
{
    return async_return(async_event_wait_at(&bell, "ring.c:1"));
}

static void *sit(void *arg)
{
    return async_return(async_semaphore_acquire_at(&seats, "sit.c:1"));
}

static void *listen(void *arg)
{
    async_condition_acquire(&news);
    int rc = async_condition_wait_at(&news, "listen.c:1");
    if (rc < 0)
        async_condition_release(&news);
    return async_return(rc);
}

static void *answer(void *arg)
{
    return async_return(async_await_at(async_future("answer"), NULL, "answer.c:1"));
}

static void *for_ever(void *arg)
{
    return async_return(async_sleep_at(ASYNC_FOREVER, "ever.c:1"));
}

static void *many_waits(void *arg)
{
    static async_fn *const fns[] = { lock, get, put, join, ring, sit, listen, answer,
                                     for_ever };
    static const char *const names[] = { "lock", "get", "put", "join", "ring", "sit",
                                         "listen", "answer", "for ever" };

    async_lock_acquire(&door);
    async_queue_put_nowait(&full, NULL);
    async_sleep_at(0.25, "many.c:1");
    for (int i = 0; i < 9; i++)
        async_forget(make(names[i], fns[i], NULL));
    async_sleep_at(0.25, "many.c:2");
    async_forget(make("fresh", nap, NULL));
    async_forget(make("dumper", dump_at_half_past, NULL));
    async_sleep_at(0, "many.c:3");
    async_event_set(&bell);
    raise(SIGQUIT);
    async_queue_destroy(&full);
    async_queue_destroy(&post);
    return NULL;
}

START_TEST(each_wait_has_its_words)
{
    compare(
        printed(many_waits),
        "tasks at 0.500 s:\n"
        "  'main' (task 1, made at main.c:1) has the thread; its last wait was at many.c:3\n"
        "  'lock' (task 2, made at make.c:1) wants lock 'door', since 0.250 s, at lock.c:1\n"
        "  'get' (task 3, made at make.c:1) waits to get from 'post', since 0.250 s, at get.c:1\n"
        "  'put' (task 4, made at make.c:1) waits to put into 'full', since 0.250 s, at put.c:1\n"
        "  'join' (task 5, made at make.c:1) waits for the end of 'full', since 0.250 s, at join.c:1\n"
        "  'ring' (task 6, made at make.c:1) is ready, since 0.250 s, at ring.c:1\n"
        "  'sit' (task 7, made at make.c:1) wants a place of 'seats', since 0.250 s, at sit.c:1\n"
        "  'listen' (task 8, made at make.c:1) waits for condition 'news', since 0.250 s, at listen.c:1\n"
        "  'answer' (task 9, made at make.c:1) waits for 'answer', since 0.250 s, at answer.c:1\n"
        "  'for ever' (task 10, made at make.c:1) sleeps for ever, since 0.250 s, at ever.c:1\n"
        "  'fresh' (task 12, made at make.c:1) sleeps until 2.500 s, since 0.500 s, at nap.c:1\n"
        "  'dumper' (task 13, made at make.c:1) sleeps until 1.000 s, since 0.500 s, at dump.c:1\n");
}
END_TEST

/* ---- Who awaits whom ---- */

static void *chain(void *arg)
{
    struct async_task inner = make("inner", nap, NULL);

    return async_return(async_await_at(inner, NULL, "chain.c:1"));
}

static void *gather_chains(void *arg)
{
    struct async_task tasks[] = { make("one", chain, NULL), make("two", chain, NULL),
                                  make("three", lock, NULL) };

    async_lock_acquire(&door);
    make_dumper();
    return async_return(async_gather_at(tasks, 3, NULL, 0, "gather.c:1"));
}

static void *gather_then_end(void *arg)
{
    struct async_task all = make("all", gather_chains, NULL);

    async_await_at(all, NULL, "main.c:2");
    return NULL;
}

static void *release_door(void *arg)
{
    async_lock_release(&door);
    return arg;
}

static void *a_gather(void *arg)
{
    async_call_later(1, release_door, NULL);
    return gather_then_end(arg);
}

START_TEST(a_gather_stands_above_its_children)
{
    compare(
        printed(a_gather),
        "tasks at 0.500 s:\n"
        "  'main' (task 1, made at main.c:1) waits for 'all', since 0.000 s, at main.c:2\n"
        "    'all' (task 3, made at make.c:1) waits for a gather of 3, since 0.000 s, at gather.c:1\n"
        "      'one' (task 4, made at make.c:1) waits for 'inner', since 0.000 s, at chain.c:1\n"
        "        'inner' (task 9, made at make.c:1) sleeps until 2.000 s, since 0.000 s, at nap.c:1\n"
        "      'two' (task 5, made at make.c:1) waits for 'inner', since 0.000 s, at chain.c:1\n"
        "        'inner' (task 10, made at make.c:1) sleeps until 2.000 s, since 0.000 s, at nap.c:1\n"
        "      'three' (task 6, made at make.c:1) wants lock 'door', since 0.000 s, at lock.c:1\n"
        "  'dumper' (task 7, made at make.c:1) has the thread; its last wait was at dump.c:1\n");
}
END_TEST

static void *several_ways(void *arg)
{
    const char *which = arg;
    struct async_task tasks[] = { make("a", nap, NULL), make("b", nap, NULL) }, got;
    struct async_completed it;

    make_dumper();
    switch (*which) {
    case 'w':
        async_wait_at(tasks, 2, ASYNC_ALL_COMPLETED, ASYNC_FOREVER, NULL, "w.c:1");
        break;
    case 'l': async_wait_for_at(tasks[0], 9, NULL, "l.c:1"); break;
    case 's': async_shield_at(tasks[1], NULL, "s.c:1"); break;
    case 'c':
        it = async_as_completed(tasks, 2, ASYNC_FOREVER);
        async_next_completed_at(&it, &got, "c.c:1");
        async_completed_end(&it);
        break;
    }
    async_gather(tasks, 2, NULL, 0);
    return NULL;
}

static void *wait_several(void *arg)
{
    return several_ways("w");
}

static void *wait_with_limit(void *arg)
{
    return several_ways("l");
}

static void *wait_behind_shield(void *arg)
{
    return several_ways("s");
}

static void *wait_for_next(void *arg)
{
    return several_ways("c");
}

static void *wait_for_group(void *arg)
{
    struct async_task_group group;

    async_task_group_begin(&group);
    async_task_group_create_task_at(&group, "a", nap, NULL, "nap", "make.c:1");
    async_task_group_create_task_at(&group, "b", nap, NULL, "nap", "make.c:1");
    make_dumper();
    async_task_group_end_at(&group, 0, "g.c:1");
    return NULL;
}

#define A "    'a' (task 2, made at make.c:1) sleeps until 2.000 s, since 0.000 s, at nap.c:1\n"
#define B "    'b' (task 3, made at make.c:1) sleeps until 2.000 s, since 0.000 s, at nap.c:1\n"
#define DUMPER "  'dumper' (task 4, made at make.c:1) has the thread; its last wait was at dump.c:1\n"

static const struct {
    async_fn *fn;
    const char *text;
} trees[] = {
    { wait_several, "waits for some of 2 tasks, since 0.000 s, at w.c:1\n" A B DUMPER },
    { wait_with_limit, "waits with a time limit, since 0.000 s, at l.c:1\n" A
      "  'b' (task 3, made at make.c:1) sleeps until 2.000 s, since 0.000 s, at nap.c:1\n"
      DUMPER },
    { wait_behind_shield, "waits behind a shield, since 0.000 s, at s.c:1\n" B
      "  'a' (task 2, made at make.c:1) sleeps until 2.000 s, since 0.000 s, at nap.c:1\n"
      DUMPER },
    { wait_for_next, "waits for some of 2 tasks, since 0.000 s, at c.c:1\n" A B DUMPER },
    { wait_for_group, "waits for 2 tasks of its group, since 0.000 s, at g.c:1\n" A B DUMPER },
};

START_TEST(other_combinators_stand_above_theirs)
{
    const char *head = "tasks at 0.500 s:\n  'main' (task 1, made at main.c:1) ";
    const char *text = printed(trees[_i].fn);

    ck_assert_uint_eq(strncmp(text, head, strlen(head)), 0);
    compare(text + strlen(head), trees[_i].text);
}
END_TEST

static void *after_a_block(void *arg)
{
    struct async_task tasks[] = { make("a", nap, NULL), make("lock", lock, NULL) };

    async_lock_acquire(&door);
    async_blocking_sleep(0.25);
    make_dumper();
    async_gather_at(tasks, 1, NULL, 0, "main.c:2");
    async_lock_release(&door);
    return async_return(async_await(tasks[1], NULL));
}

START_TEST(since_when_is_known_after_a_blocking_call)
{
    compare(printed(after_a_block),
            "tasks at 0.750 s:\n"
            "  'main' (task 1, made at main.c:1) waits for a gather of 1, since 0.250 s, at main.c:2\n"
            "    'a' (task 2, made at make.c:1) sleeps until 2.250 s, since 0.250 s, at nap.c:1\n"
            "  'lock' (task 3, made at make.c:1) wants lock 'door', since 0.250 s, at lock.c:1\n"
            "  'dumper' (task 4, made at make.c:1) has the thread; its last wait was at dump.c:1\n");
}
END_TEST

/* ---- Knots ---- */

static struct async_task first, second, third;

static void *two_await_each_other(void *arg)
{
    first = make("first", wait_for, &second);
    second = make("second", wait_for, &first);
    make_dumper();
    return async_return(async_sleep_at(1, "two.c:1"));
}

#define CYCLE \
    "  'first' (task 2, made at make.c:1) waits for 'second', since 0.000 s, at wait.c:1\n" \
    "    'second' (task 3, made at make.c:1) waits for 'first', since 0.000 s, at wait.c:1\n" \
    "      'first' again: a cycle\n"

START_TEST(a_cycle_is_told)
{
    compare(
        said_with(two_await_each_other, 1),
        "tasks at 0.500 s:\n"
        "  'main' (task 1, made at main.c:1) sleeps until 1.000 s, since 0.000 s, at two.c:1\n"
        "  'dumper' (task 4, made at make.c:1) has the thread; its last wait was at dump.c:1\n"
        CYCLE
        "'first' cannot be cancelled: it waits, through others, for itself\n" CYCLE);
}
END_TEST

static void *two_await_a_third(void *arg)
{
    third = make("third", nap, NULL);
    first = make("first", wait_for, &third);
    second = make("second", wait_for, &third);
    make_dumper();
    async_await_at(first, NULL, "main.c:2");
    return NULL;
}

START_TEST(what_two_wait_for_is_no_cycle)
{
    compare(
        printed(two_await_a_third),
        "tasks at 0.500 s:\n"
        "  'main' (task 1, made at main.c:1) waits for 'first', since 0.000 s, at main.c:2\n"
        "    'first' (task 3, made at make.c:1) waits for 'third', since 0.000 s, at wait.c:1\n"
        "      'third' (task 2, made at make.c:1) sleeps until 2.000 s, since 0.000 s, at nap.c:1\n"
        "  'second' (task 4, made at make.c:1) waits for 'third', since 0.000 s, at wait.c:1\n"
        "    'third' again: see above\n"
        "  'dumper' (task 5, made at make.c:1) has the thread; its last wait was at dump.c:1\n");
}
END_TEST

static void *link_of_chain(void *arg)
{
    int depth = *(int *)arg - 1;

    if (depth == 0)
        return async_return(async_sleep(2));
    struct async_task next = make("link", link_of_chain, &depth);
    return async_return(async_await_at(next, NULL, "link.c:1"));
}

static void *long_chain(void *arg)
{
    int depth = 44;

    make_dumper();
    async_await(make("link", link_of_chain, &depth), NULL);
    return NULL;
}

START_TEST(a_long_chain_is_cut)
{
    const char *text = printed(long_chain);
    int lines = 0, cuts = 0;

    for (const char *at = text; (at = strchr(at, '\n')); at++)
        lines++;
    for (const char *at = text; (at = strstr(at, "and so on, see below\n")); at++)
        cuts++;
    ck_assert_ptr_nonnull(strstr(text, "'link' (task 46, "));
    ck_assert_int_eq(cuts, 1);
    ck_assert_int_eq(lines, 1 + 46 + cuts);
}
END_TEST

/* ---- One after another ---- */

static void *dump_now(void *arg)
{
    raise(SIGQUIT);
    return NULL;
}

static void *make_one(void *arg)
{
    async_blocking_sleep(1);
    async_forget(make("inner", dump_now, NULL));
    return NULL;
}

static void *make_one_more(void *arg)
{
    async_forget(make("outer", make_one, NULL));
    return NULL;
}

static void synchronously(void)
{
    async_set_synchronous(true);
    run_it();
}

START_TEST(one_after_another_makers_wait_for_what_they_made)
{
    program = make_one_more;
    last_words_of(synchronously, &words);
    compare(
        words.err,
        "tasks at 1.000 s:\n"
        "  'main' (task 1, made at main.c:1) waits for 'outer', since 0.000 s, at make.c:1\n"
        "    'outer' (task 2, made at make.c:1) waits for 'inner', since 1.000 s, at make.c:1\n"
        "      'inner' (task 3, made at make.c:1) has the thread; its last wait was at ?\n");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("tree");
    tcase_add_test(tests, each_wait_has_its_words);
    tcase_add_test(tests, a_gather_stands_above_its_children);
    tcase_add_loop_test(tests, other_combinators_stand_above_theirs, 0,
                        (int)(sizeof trees / sizeof *trees));
    tcase_add_test(tests, since_when_is_known_after_a_blocking_call);
    tcase_add_test(tests, a_cycle_is_told);
    tcase_add_test(tests, what_two_wait_for_is_no_cycle);
    tcase_add_test(tests, a_long_chain_is_cut);
    tcase_add_test(tests, one_after_another_makers_wait_for_what_they_made);
    Suite *suite = suite_create("tree");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
