/* SPDX-License-Identifier: MIT */
/* Locks at their edges: taken again at once, woken and cancelled, with limits, refused. */
#include "tell.h"

static struct async_lock lock = ASYNC_LOCK("lock"), second = ASYNC_LOCK("second");

struct user {
    const char *name;
    double seconds, limit;
};

static void *acquire(void *it)
{
    return async_return(async_lock_acquire(it));
}

static void *use(void *arg)
{
    const struct user *user = arg;

    tell("%s wants it", user->name);
    int rc = user->limit > 0
        ? async_wait_for(async_coroutine("acquire", acquire, &lock), user->limit, NULL)
        : async_lock_acquire(&lock);
    if (rc < 0) {
        tell("%s: %s", user->name, how(rc));
        return async_return(rc);
    }
    tell("%s has it", user->name);
    rc = async_sleep(user->seconds);
    tell("%s releases", user->name);
    async_lock_release(&lock);
    return async_return(rc);
}

static struct async_task start_use(const char *name, double seconds, double limit)
{
    struct user user = { name, seconds, limit };

    return async_ensure_future(async_coroutine_with(name, use, &user, sizeof user));
}

static void all_of(const struct async_task *tasks, int n)
{
    for (int i = 0; i < n; i++)
        async_await(tasks[i], NULL);
}

static void tell_locked(void)
{
    tell("locked: %s", async_lock_locked(&lock) ? "True" : "False");
}

static void *released_without_being_held(void *unused)
{
    tell("%s", how(async_lock_release(&lock)));
    async_lock_acquire(&lock);
    async_lock_release(&lock);
    tell("%s", how(async_lock_release(&lock)));
    tell("%s", async_lock_locked(&lock) ? "True" : "False");
    return NULL;
}

static void *greedy(void *name)
{
    for (int i = 0; i < 3; i++) {
        async_lock_acquire(&lock);
        tell("%s %d", (char *)name, i);
        async_lock_release(&lock);
    }
    return NULL;
}

static void *waits_too(void *name)
{
    for (int i = 0; i < 3; i++) {
        async_lock_acquire(&lock);
        tell("%s %d", (char *)name, i);
        async_sleep(0);
        async_lock_release(&lock);
    }
    return NULL;
}

static void *taken_again_at_once(void *unused)
{
    struct async_task tasks[] = { async_create_task("a", greedy, "a"),
                                  async_create_task("b", greedy, "b") };
    all_of(tasks, 2);
    tasks[0] = async_create_task("a", waits_too, "a");
    tasks[1] = async_create_task("b", waits_too, "b");
    all_of(tasks, 2);
    return NULL;
}

static void take_in_main(const char *what)
{
    async_lock_acquire(&lock);
    tell("%s", what);
    async_lock_release(&lock);
}

static void *tried_between_release_and_turn(void *unused)
{
    struct async_task tasks[2];

    async_lock_acquire(&lock);
    tasks[0] = start_use("a", 1, 0);
    async_sleep(0);
    async_lock_release(&lock);
    tell_locked();
    tasks[1] = start_use("b", 1, 0);
    take_in_main("main has it");
    all_of(tasks, 2);
    return NULL;
}

static void *the_woken_one_is_cancelled(void *unused)
{
    async_lock_acquire(&lock);
    struct async_task tasks[] = { start_use("a", 1, 0), start_use("b", 1, 0),
                                  start_use("c", 1, 0) };
    async_sleep(1);
    async_lock_release(&lock);
    async_cancel(tasks[0]);
    async_cancel(tasks[1]);
    tell_locked();
    async_sleep(0);
    tell_locked();
    all_of(tasks, 3);
    return NULL;
}

static void *cancelled_then_released(void *unused)
{
    async_lock_acquire(&lock);
    struct async_task tasks[] = { start_use("a", 1, 0), start_use("b", 1, 0) };
    async_sleep(1);
    async_cancel(tasks[0]);
    async_lock_release(&lock);
    tell_locked();
    take_in_main("main has it");
    all_of(tasks, 2);
    return NULL;
}

static void *only_cancelled_ones_wait(void *unused)
{
    async_lock_acquire(&lock);
    struct async_task a = start_use("a", 1, 0);
    async_sleep(1);
    async_cancel(a);
    async_lock_release(&lock);
    async_lock_acquire(&lock);
    tell("main has it at once");
    all_of(&a, 1);
    async_lock_release(&lock);
    return NULL;
}

static void *limits(void *unused)
{
    struct async_task tasks[] = { start_use("a", 2, 0), start_use("b", 1, 1),
                                  start_use("c", 1, 2), start_use("d", 1, 3) };

    all_of(tasks, 4);
    tell_locked();
    return NULL;
}

static void *the_holder_is_cancelled(void *unused)
{
    struct async_task tasks[] = { start_use("a", 5, 0), start_use("b", 1, 0) };

    async_sleep(1);
    async_cancel(tasks[0]);
    all_of(tasks, 2);
    return NULL;
}

static void *both(void *arg)
{
    const char *name = arg;
    bool is_a = *name == 'a';
    struct async_lock *one = is_a ? &lock : &second, *two = is_a ? &second : &lock;

    async_lock_acquire(one);
    tell("%s has one", name);
    async_sleep(1);
    if (async_wait_for(async_coroutine("acquire", acquire, two), 1, NULL) < 0) {
        tell("%s gives up", name);
    } else {
        tell("%s has both", name);
        async_lock_release(two);
    }
    async_lock_release(one);
    return NULL;
}

static void *two_locks(void *unused)
{
    struct async_task tasks[2] = { async_create_task("a", both, "a") };

    async_sleep(0.5);
    tasks[1] = async_create_task("b", both, "b");
    all_of(tasks, 2);
    return NULL;
}

PLAY(SCENE(released_without_being_held), SCENE(taken_again_at_once),
     SCENE(tried_between_release_and_turn), SCENE(the_woken_one_is_cancelled),
     SCENE(cancelled_then_released), SCENE(only_cancelled_ones_wait), SCENE(limits),
     SCENE(the_holder_is_cancelled), SCENE(two_locks))
