/* SPDX-License-Identifier: MIT */
/* Conditions: how many are notified, in which order they get the lock, a shared lock. */
#include "tell.h"

static struct async_condition condition;
static struct async_task tasks[4];
static int count;

struct waits {
    struct async_condition *condition;
    const char *name;
    double hold;
};

static const char *truth(bool value)
{
    return value ? "True" : "False";
}

static void *wait_once(void *arg)
{
    const struct waits *waits = arg;
    struct async_condition *on = waits->condition;
    int rc = async_condition_acquire(on);

    if (rc < 0)
        return async_return(rc);
    rc = async_condition_wait(on);
    if (rc < 0)
        tell("%s: %s, locked: %s", waits->name, how(rc),
             truth(async_condition_locked(on)));
    else
        tell("%s: ok", waits->name);
    if (rc == 0 && waits->hold > 0)
        rc = async_sleep(waits->hold);
    async_condition_release(on);
    return async_return(rc);
}

static void line_up(struct async_condition *on, const char *names, double hold)
{
    static const char *const known[] = { "a", "b", "c" };

    for (; *names; names++) {
        struct waits waits = { on, known[*names - 'a'], hold };
        tasks[count++] = async_ensure_future(
            async_coroutine_with(waits.name, wait_once, &waits, sizeof waits));
    }
}

static void begin(const char *names, double hold)
{
    count = 0;
    async_condition_init(&condition, "condition", NULL);
    line_up(&condition, names, hold);
}

static void all_of(void)
{
    for (int i = 0; i < count; i++)
        async_await(tasks[i], NULL);
}

static void notify(int n)
{
    async_condition_acquire(&condition);
    async_condition_notify(&condition, n);
    tell("notified %d", n);
    async_condition_release(&condition);
}

static void *refused(void *unused)
{
    begin("", 0);
    tell("%s", how(async_condition_wait(&condition)));
    tell("%s", how(async_condition_notify(&condition, 1)));
    tell("%s", how(async_condition_notify_all(&condition)));
    tell("%s", how(async_condition_release(&condition)));
    return NULL;
}

static void *none_and_too_many(void *unused)
{
    begin("abc", 0);
    async_sleep(1);
    notify(0);
    async_sleep(1);
    notify(2);
    async_sleep(1);
    notify(9);
    all_of();
    return NULL;
}

static void *the_lock_is_held_on(void *unused)
{
    begin("abc", 1);
    async_sleep(1);
    async_condition_acquire(&condition);
    async_condition_notify_all(&condition);
    tell("notified");
    async_sleep(1);
    tell("released");
    async_condition_release(&condition);
    all_of();
    return NULL;
}

static void *wants(void *unused)
{
    async_condition_acquire(&condition);
    tell("newcomer");
    async_condition_release(&condition);
    return NULL;
}

static void *a_newcomer_wants_the_lock(void *unused)
{
    begin("a", 0);
    async_sleep(1);
    async_condition_acquire(&condition);
    struct async_task newcomer = async_create_task("newcomer", wants, NULL);
    async_sleep(0);
    async_condition_notify(&condition, 1);
    async_condition_release(&condition);
    async_await(newcomer, NULL);
    all_of();
    return NULL;
}

static void *notified_and_cancelled(void *unused)
{
    begin("ab", 0);
    async_sleep(1);
    async_condition_acquire(&condition);
    async_condition_notify(&condition, 1);
    async_cancel_with(tasks[0], "too late");
    async_condition_release(&condition);
    async_sleep(1);
    tell("%s", truth(async_done(tasks[1])));
    notify(1);
    all_of();
    return NULL;
}

static void *cancelled_twice_while_it_wants_the_lock(void *unused)
{
    begin("a", 0);
    async_sleep(1);
    async_condition_acquire(&condition);
    async_cancel_with(tasks[0], "first");
    async_sleep(1);
    async_cancel_with(tasks[0], "second");
    async_sleep(1);
    tell("%s", truth(async_done(tasks[0])));
    async_condition_release(&condition);
    tell_end(tasks[0]);
    tell("%d %s", async_cancelling(tasks[0]), truth(async_condition_locked(&condition)));
    return NULL;
}

static void *two_share_a_lock(void *unused)
{
    static struct async_lock lock = ASYNC_LOCK("lock");
    static struct async_condition one, two;

    count = 0;
    async_condition_init(&one, "one", &lock);
    async_condition_init(&two, "two", &lock);
    line_up(&one, "a", 0);
    line_up(&two, "b", 0);
    async_sleep(1);
    async_lock_acquire(&lock);
    async_condition_notify_all(&two);
    async_condition_notify_all(&one);
    tell("%s %s", truth(async_condition_locked(&one)),
         truth(async_condition_locked(&two)));
    async_lock_release(&lock);
    all_of();
    return NULL;
}

static int items[4], item_count;

static bool looks(void *name)
{
    tell("%s looks", (char *)name);
    return item_count > 0;
}

static void *take(void *name)
{
    async_condition_acquire(&condition);
    async_condition_wait_for(&condition, looks, name);
    tell("%s takes %d", (char *)name, items[--item_count]);
    async_condition_release(&condition);
    return NULL;
}

static void *a_predicate(void *unused)
{
    begin("", 0);
    tasks[count++] = async_create_task("a", take, "a");
    tasks[count++] = async_create_task("b", take, "b");
    for (int i = 1; i <= 2; i++) {
        async_sleep(1);
        async_condition_acquire(&condition);
        items[item_count++] = i;
        async_condition_notify_all(&condition);
        async_condition_release(&condition);
    }
    all_of();
    items[item_count++] = 3;
    take("main");
    return NULL;
}

static void *only_wait(void *unused)
{
    return async_return(async_condition_wait(&condition));
}

static void tell_late(int rc)
{
    if (rc == -ETIMEDOUT)
        tell("late, locked: %s", truth(async_condition_locked(&condition)));
}

static void *with_a_limit(void *unused)
{
    struct waits waits = { &condition, "in scope" };
    struct async_timeout scope;

    begin("", 0);
    async_condition_acquire(&condition);
    tell_late(async_wait_for(async_coroutine("wait", only_wait, NULL), 1, NULL));
    async_condition_release(&condition);
    async_timeout_begin(&scope, 1);
    int rc = async_await(async_coroutine("in scope", wait_once, &waits), NULL);
    tell_late(async_timeout_end(&scope, rc));
    return NULL;
}

PLAY(SCENE(refused), SCENE(none_and_too_many), SCENE(the_lock_is_held_on),
     SCENE(a_newcomer_wants_the_lock), SCENE(notified_and_cancelled),
     SCENE(cancelled_twice_while_it_wants_the_lock), SCENE(two_share_a_lock),
     SCENE(a_predicate), SCENE(with_a_limit))
