/* SPDX-License-Identifier: MIT */
/* Barriers at their edges: of one, cancelled and broken in between, used on and on. */
#include "tell.h"

static struct async_barrier barrier;
static struct async_task tasks[8];
static int count;

static void *arrive(void *name)
{
    int rc = async_barrier_wait(&barrier);

    if (rc < 0)
        tell("%s: %s", (char *)name, how(rc));
    else
        tell("%s: %d", (char *)name, rc);
    return async_return(rc);
}

static void start_each(async_fn *fn, const char *names)
{
    static const char *const known[] = { "a", "b", "c", "d", "e", "f" };

    for (; *names; names++)
        tasks[count++] = async_create_task(known[*names - 'a'], fn,
                                           (void *)known[*names - 'a']);
}

static void begin(int parties, const char *names)
{
    async_barrier_init(&barrier, "barrier", parties);
    count = 0;
    start_each(arrive, names);
}

static void all_of(void)
{
    for (int i = 0; i < count; i++)
        async_await(tasks[i], NULL);
    count = 0;
}

static void start_arriving(const char *names)
{
    start_each(arrive, names);
}

static void tell_state(void)
{
    tell("waiting: %d, broken: %s", async_barrier_n_waiting(&barrier),
         async_barrier_broken(&barrier) ? "True" : "False");
}

static void *of_one(void *unused)
{
    tell("%s", how(async_barrier_init(&barrier, "barrier", 0)));
    begin(1, "");
    arrive("main");
    arrive("main");
    tell_state();
    return NULL;
}

static void *aborted_while_they_wait(void *unused)
{
    begin(3, "ab");
    async_sleep(1);
    async_barrier_abort(&barrier);
    tell_state();
    all_of();
    tell("%s", how(async_await(async_coroutine("main", arrive, "main"), NULL)));
    async_barrier_reset(&barrier);
    tell_state();
    start_arriving("abc");
    all_of();
    return NULL;
}

static void *aborted_as_it_fills(void *unused)
{
    begin(2, "ab");
    async_sleep(0);
    tell_state();
    async_barrier_abort(&barrier);
    tell_state();
    all_of();
    return NULL;
}

static void *reset_as_it_fills(void *unused)
{
    begin(2, "ab");
    async_sleep(0);
    async_barrier_reset(&barrier);
    tell_state();
    start_arriving("cd");
    all_of();
    tell_state();
    return NULL;
}

static void *one_is_cancelled(void *unused)
{
    begin(3, "ab");
    async_sleep(1);
    async_cancel_with(tasks[0], "enough");
    tell_state();
    async_sleep(0);
    tell_state();
    start_arriving("cd");
    all_of();
    tell_state();
    return NULL;
}

static void *cancelled_as_it_fills(void *unused)
{
    begin(2, "a");
    async_sleep(1);
    start_arriving("b");
    async_sleep(0);
    async_cancel_with(tasks[0], "too late");
    tell_state();
    all_of();
    tell_state();
    start_arriving("cd");
    all_of();
    return NULL;
}

static void *only_wait(void *unused)
{
    return async_return(async_barrier_wait(&barrier));
}

static void *with_a_limit(void *unused)
{
    begin(2, "");
    if (async_wait_for(async_coroutine("wait", only_wait, NULL), 1, NULL) == -ETIMEDOUT)
        tell_state();
    start_arriving("ab");
    all_of();
    return NULL;
}

static void *walk(void *name)
{
    for (int i = 0; i < 3; i++)
        tell("%s %d: %d", (char *)name, i, async_barrier_wait(&barrier));
    return NULL;
}

static void *rounds(void *unused)
{
    begin(2, "");
    struct async_task two[] = { async_coroutine("a", walk, "a"),
                                async_coroutine("b", walk, "b") };
    async_gather(two, 2, NULL, 0);
    start_each(walk, "cdef");
    async_wait(tasks, 4, ASYNC_ALL_COMPLETED, ASYNC_FOREVER, NULL);
    tell_state();
    return NULL;
}

PLAY(SCENE(of_one), SCENE(aborted_while_they_wait), SCENE(aborted_as_it_fills),
     SCENE(reset_as_it_fills), SCENE(one_is_cancelled), SCENE(cancelled_as_it_fills),
     SCENE(with_a_limit), SCENE(rounds))
