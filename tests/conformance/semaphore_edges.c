/* SPDX-License-Identifier: MIT */
/* Semaphores: places that pass by, many releases, cancelled ones in line, bounds. */
#include "tell.h"

static struct async_semaphore semaphore;
static struct async_task tasks[4];
static int count;
static double seconds;

static void *use(void *name)
{
    int rc = async_semaphore_acquire(&semaphore);

    if (rc < 0) {
        tell("%s: %s, %d", (char *)name, how(rc), semaphore.value);
        return async_return(rc);
    }
    tell("%s has it, %d", (char *)name, semaphore.value);
    async_sleep(seconds);
    rc = async_semaphore_release(&semaphore);
    if (rc < 0)
        return async_return(rc);
    tell("%s released, %d", (char *)name, semaphore.value);
    return NULL;
}

static void line_up(const char *names)
{
    static const char *const known[] = { "a", "b", "c" };

    for (; *names; names++)
        tasks[count++] = async_create_task(known[*names - 'a'], use,
                                           (void *)known[*names - 'a']);
}

static void all_of(void)
{
    for (int i = 0; i < count; i++)
        async_await(tasks[i], NULL);
}

static void begin(int value, const char *names)
{
    async_semaphore_init(&semaphore, "semaphore", value);
    count = 0;
    seconds = 1;
    line_up(names);
}

static void tell_state(void)
{
    tell("%s %d", async_semaphore_locked(&semaphore) ? "True" : "False",
         semaphore.value);
}

static void *of_none(void *unused)
{
    begin(0, "");
    tell("%s", async_semaphore_locked(&semaphore) ? "True" : "False");
    line_up("ab");
    async_sleep(1);
    async_semaphore_release(&semaphore);
    tell_state();
    all_of();
    return NULL;
}

static void *more_releases_than_waiters(void *unused)
{
    begin(0, "ab");
    async_sleep(1);
    for (int i = 0; i < 4; i++)
        async_semaphore_release(&semaphore);
    tell_state();
    async_semaphore_acquire(&semaphore);
    tell("main has it, %d", semaphore.value);
    all_of();
    tell("%d", semaphore.value);
    return NULL;
}

static void *a_newcomer_with_places_left(void *unused)
{
    begin(0, "a");
    async_sleep(1);
    async_semaphore_release(&semaphore);
    async_semaphore_release(&semaphore);
    line_up("bc");
    all_of();
    return NULL;
}

static void *the_woken_one_is_cancelled(void *unused)
{
    begin(0, "abc");
    async_sleep(1);
    async_semaphore_release(&semaphore);
    async_cancel(tasks[0]);
    tell_state();
    async_sleep(0);
    tell_state();
    async_semaphore_release(&semaphore);
    all_of();
    return NULL;
}

static void *cancelled_in_the_middle(void *unused)
{
    begin(0, "abc");
    async_sleep(1);
    async_cancel(tasks[1]);
    async_semaphore_release(&semaphore);
    async_semaphore_release(&semaphore);
    tell_state();
    all_of();
    return NULL;
}

static void *all_cancelled(void *unused)
{
    begin(1, "");
    async_semaphore_acquire(&semaphore);
    line_up("ab");
    async_sleep(1);
    async_cancel(tasks[0]);
    async_cancel(tasks[1]);
    async_semaphore_release(&semaphore);
    tell_state();
    async_semaphore_acquire(&semaphore);
    tell("main has it, %d", semaphore.value);
    all_of();
    return NULL;
}

static void *acquire(void *unused)
{
    return async_return(async_semaphore_acquire(&semaphore));
}

static void *with_a_limit(void *unused)
{
    begin(1, "a");
    seconds = 2;
    async_sleep(0);
    for (int i = 0; i < 2; i++) {
        int rc = async_wait_for(async_coroutine("acquire", acquire, NULL), 1, NULL);
        tell("%s, %d", how(rc), semaphore.value);
    }
    all_of();
    return NULL;
}

static void *bounds(void *unused)
{
    struct async_semaphore wrong;

    tell("%s", how(async_semaphore_init(&wrong, "wrong", -1)));
    tell("%s", how(async_bounded_semaphore_init(&wrong, "wrong", -1)));
    begin(0, "");
    async_bounded_semaphore_init(&semaphore, "bounded", 2);
    tell("%s", how(async_semaphore_release(&semaphore)));
    line_up("abc");
    async_sleep(0.5);
    async_semaphore_release(&semaphore);
    tell("%d", semaphore.value);
    all_of();
    return NULL;
}

static void *rounds(void *name)
{
    for (int i = 0; i < 3; i++) {
        async_semaphore_acquire(&semaphore);
        tell("%s %d", (char *)name, i);
        async_sleep(0);
        async_semaphore_release(&semaphore);
    }
    return NULL;
}

static void *five_rounds(void *unused)
{
    begin(2, "");
    struct async_task three[] = { async_coroutine("a", rounds, "a"),
                                  async_coroutine("b", rounds, "b"),
                                  async_coroutine("c", rounds, "c") };
    async_gather(three, 3, NULL, 0);
    return NULL;
}

PLAY(SCENE(of_none), SCENE(more_releases_than_waiters),
     SCENE(a_newcomer_with_places_left), SCENE(the_woken_one_is_cancelled),
     SCENE(cancelled_in_the_middle), SCENE(all_cancelled), SCENE(with_a_limit),
     SCENE(bounds), SCENE(five_rounds))
