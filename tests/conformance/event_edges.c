/* SPDX-License-Identifier: MIT */
/* Events at their edges: cleared before the waiters run, waited for again, with limits. */
#include "tell.h"

static struct async_event event;
static struct async_task tasks[3];
static int count, times;

static const char *truth(bool value)
{
    return value ? "True" : "False";
}

static void *waits(void *name)
{
    int rc = 0, n = times;

    for (int i = 0; i < n && rc == 0; i++) {
        rc = async_event_wait(&event);
        if (rc == 0)
            tell("%s %d, set: %s", (char *)name, i, truth(async_event_is_set(&event)));
        else
            tell("%s %d: %s, set: %s", (char *)name, i, how(rc),
                 truth(async_event_is_set(&event)));
    }
    return async_return(rc);
}

static void add(char *name)
{
    tasks[count++] = async_create_task(name, waits, name);
}

static void begin(int n)
{
    async_event_init(&event, "event");
    count = 0;
    times = n;
    add("a");
    add("b");
}

static void all_of(void)
{
    for (int i = 0; i < count; i++)
        async_await(tasks[i], NULL);
}

/* a and b look at `times` in their first step. */
static void *cleared_before_they_run(void *unused)
{
    begin(2);
    async_sleep(1);
    async_event_set(&event);
    async_event_clear(&event);
    times = 1;
    add("c");
    async_sleep(1);
    tell("[%s, %s, %s]", truth(async_done(tasks[0])), truth(async_done(tasks[1])),
         truth(async_done(tasks[2])));
    async_event_set(&event);
    all_of();
    return NULL;
}

static void *clears(void *name)
{
    async_event_wait(&event);
    tell("%s, set: %s", (char *)name, truth(async_event_is_set(&event)));
    async_event_clear(&event);
    return NULL;
}

static void *the_first_clears_it(void *unused)
{
    struct async_task both[] = { async_create_task("a", clears, "a"),
                                 async_create_task("b", clears, "b") };

    async_event_init(&event, "event");
    count = 0;
    times = 1;
    async_sleep(1);
    async_event_set(&event);
    add("n");
    async_await(both[0], NULL);
    async_await(both[1], NULL);
    tell("%s", truth(async_done(tasks[0])));
    async_event_set(&event);
    all_of();
    return NULL;
}

static void *set_it_waits_for_nobody(void *unused)
{
    async_event_init(&event, "event");
    async_event_set(&event);
    START("other");
    times = 3;
    waits("main");
    async_event_clear(&event);
    tell("%s", truth(async_event_is_set(&event)));
    return NULL;
}

static void *cancels(void *unused)
{
    async_event_wait(&event);
    tell("%s", truth(async_cancel_with(tasks[0], "now")));
    return NULL;
}

static void *a_waiter_cancels_another(void *unused)
{
    struct async_task first = async_create_task("cancels", cancels, NULL);

    begin(1);
    async_sleep(1);
    async_event_set(&event);
    async_await(first, NULL);
    all_of();
    return NULL;
}

static void *set_and_cancelled(void *unused)
{
    for (int turns = 0; turns < 3; turns++) {
        begin(1);
        async_sleep(1);
        async_event_set(&event);
        for (int i = 0; i < turns; i++)
            async_sleep(0);
        tell("%s", truth(async_cancel_with(tasks[0], "late")));
        all_of();
    }
    begin(1);
    async_sleep(1);
    async_cancel_with(tasks[0], "first");
    async_event_set(&event);
    all_of();
    return NULL;
}

static void *wait_one(void *one)
{
    return async_return(async_event_wait(one));
}

static void *set_one(void *one)
{
    async_event_set(one);
    return NULL;
}

static void *clear_one(void *one)
{
    async_event_clear(one);
    return NULL;
}

static void *by_the_first_of_many(void *unused)
{
    static const char *const names[] = { "0", "1", "2" };
    struct async_event three[] = { ASYNC_EVENT("0"), ASYNC_EVENT("1"), ASYNC_EVENT("2") };
    struct async_task sorted[3];

    for (int i = 0; i < 3; i++)
        tasks[i] = async_create_task(names[i], wait_one, &three[i]);
    async_call_later(1, set_one, &three[1]);
    if (async_wait(tasks, 3, ASYNC_FIRST_COMPLETED, ASYNC_FOREVER, sorted) == 1)
        tell("['%s']", async_get_name(sorted[0]));
    for (int i = 0; i < 3; i++)
        async_cancel(tasks[i]);
    async_gather(tasks, 3, NULL, ASYNC_RETURN_EXCEPTIONS);
    tell("[%s, %s, %s]", truth(async_cancelled(tasks[0])),
         truth(async_cancelled(tasks[1])), truth(async_cancelled(tasks[2])));
    return NULL;
}

static void *set_by_a_callback_in_the_same_pass(void *unused)
{
    async_event_init(&event, "event");
    async_call_later(1, set_one, &event);
    async_call_later(1, clear_one, &event);
    count = 0;
    times = 1;
    add("a");
    async_sleep(2);
    tell("%s %s", truth(async_event_is_set(&event)), truth(async_done(tasks[0])));
    return NULL;
}

PLAY(SCENE(cleared_before_they_run), SCENE(the_first_clears_it),
     SCENE(set_it_waits_for_nobody), SCENE(a_waiter_cancels_another),
     SCENE(set_and_cancelled), SCENE(by_the_first_of_many),
     SCENE(set_by_a_callback_in_the_same_pass))
