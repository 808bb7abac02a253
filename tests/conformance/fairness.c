/* SPDX-License-Identifier: MIT */
/* Who runs when all want to: round robin, hand-overs, chains, starvation that is none. */
#include <stdint.h>
#include <stdio.h>

#include "tell.h"

struct walk { const char *name; int steps; double seconds; };

static void *walk(void *arg)
{
    const struct walk *it = arg;

    for (int i = 0; i < it->steps; i++) {
        tell("%s%d", it->name, i);
        async_sleep(it->seconds);
    }
    return NULL;
}

static struct async_task start_walk(const char *name, int steps, double seconds)
{
    struct walk it = { name, steps, seconds };

    return async_ensure_future(async_coroutine_with(name, walk, &it, sizeof it));
}

static void all_of(const struct async_task *tasks, int n)
{
    async_wait(tasks, n, ASYNC_ALL_COMPLETED, ASYNC_FOREVER, NULL);
}

static void *round_robin(void *unused)
{
    struct async_task tasks[] = { start_walk("a", 3, 0), start_walk("b", 2, 0),
                                  start_walk("c", 4, 0) };

    for (int i = 0; i < 3; i++)
        async_await(tasks[i], NULL);
    return NULL;
}

static void *negative_sleeps(void *unused)
{
    struct async_task tasks[] = { start_walk("a", 3, 0), start_walk("b", 3, -1),
                                  start_walk("c", 3, 1e-9) };

    all_of(tasks, 3);
    return NULL;
}

static void *deep(void *n)
{
    if ((intptr_t)n > 0)
        async_await(async_coroutine("deep", deep, (void *)((intptr_t)n - 1)), NULL);
    else
        async_sleep(0);
    return NULL;
}

static void *never_waits(void *unused)
{
    return NULL;
}

static void *in_place_does_not_give_way(void *unused)
{
    struct async_task other = start_walk("other", 3, 0);

    for (int i = 0; i < 3; i++) {
        async_await(async_coroutine("never waits", never_waits, NULL), NULL);
        tell("main %d", i);
    }
    async_await(async_coroutine("deep", deep, (void *)9), NULL);
    tell("main, once");
    async_await(other, NULL);
    return NULL;
}

struct player { const char *name; struct async_event *mine, *theirs; };

static void *play_ball(void *arg)
{
    const struct player *player = arg;

    for (int i = 0; i < 3; i++) {
        async_event_wait(player->mine);
        async_event_clear(player->mine);
        tell("%s %d", player->name, i);
        async_event_set(player->theirs);
    }
    return NULL;
}

static void *ping_pong(void *unused)
{
    struct async_event ping = ASYNC_EVENT("ping"), pong = ASYNC_EVENT("pong");
    struct player a = { "ping", &ping, &pong }, b = { "pong", &pong, &ping };
    struct async_task tasks[3] = { async_create_task("a", play_ball, &a),
                                   async_create_task("b", play_ball, &b) };

    tasks[2] = start_walk("other", 6, 0);
    async_event_set(&ping);
    all_of(tasks, 3);
    return NULL;
}

static void *link_of(void *n)
{
    if ((intptr_t)n > 0)
        async_await(async_create_task("link", link_of, (void *)((intptr_t)n - 1)), NULL);
    tell("link %d", (int)(intptr_t)n);
    return NULL;
}

static void *a_chain_of_tasks(void *unused)
{
    struct async_task other = start_walk("other", 9, 0);

    async_await(async_coroutine("link", link_of, (void *)3), NULL);
    tell("main");
    async_await(other, NULL);
    return NULL;
}

static struct async_event events[4];

static void *pass_on(void *arg)
{
    int i = (int)(intptr_t)arg;

    async_event_wait(&events[i]);
    tell("event %d", i);
    if (i < 3)
        async_event_set(&events[i + 1]);
    return NULL;
}

static void *a_chain_of_events(void *unused)
{
    static const intptr_t order[] = { 2, 0, 3, 1 };
    struct async_task tasks[5];

    for (int i = 0; i < 4; i++) {
        async_event_init(&events[i], "event");
        tasks[i] = async_create_task("pass on", pass_on, (void *)order[i]);
    }
    tasks[4] = start_walk("other", 5, 0);
    async_sleep(0);
    async_event_set(&events[0]);
    all_of(tasks, 5);
    return NULL;
}

struct maker { char name[8]; int depth; };

static void *make(void *arg)
{
    const struct maker *maker = arg;

    tell("%s begins", maker->name);
    if (maker->depth > 0) {
        struct async_task children[2];
        struct maker makers[2];
        for (int i = 0; i < 2; i++) {
            makers[i].depth = maker->depth - 1;
            snprintf(makers[i].name, sizeof makers[i].name, "%.6s%c", maker->name,
                     "xy"[i]);
            children[i] = async_create_task("child", make, &makers[i]);
        }
        async_await(children[0], NULL);
        async_await(children[1], NULL);
    }
    tell("%s ends", maker->name);
    return NULL;
}

static void *tasks_make_tasks(void *unused)
{
    struct maker a = { "a", 1 }, b = { "b", 1 };
    struct async_task both[] = { async_coroutine("a", make, &a),
                                 async_coroutine("b", make, &b) };

    async_gather(both, 2, NULL, 0);
    return NULL;
}

static void *a_busy_one_and_timers(void *unused)
{
    START("timer 1", 1);
    START("timer 2", 2);
    for (int i = 0; i < 4; i++) {
        async_blocking_sleep(1);
        tell("busy %d", i);
        async_sleep(0);
    }
    async_sleep(0);
    return NULL;
}

static struct async_lock lock = ASYNC_LOCK("lock");
static struct async_queue queue = ASYNC_QUEUE("queue", 0);
static struct async_event event = ASYNC_EVENT("event");

static void *wait_lock(void *unused)
{
    return async_return(async_lock_acquire(&lock));
}

static void *wait_get(void *unused)
{
    return async_return(async_queue_get(&queue, NULL));
}

static void *wait_event(void *unused)
{
    return async_return(async_event_wait(&event));
}

static void *wait_limited(void *unused)
{
    return async_return(async_wait_for(async_coroutine("event", wait_event, NULL), 5,
                                       NULL));
}

static void *sleep_one(void *unused)
{
    return async_return(async_sleep(1));
}

struct waits { const char *name; struct async_task awaitable; };

static void *waits(void *arg)
{
    const struct waits *it = arg;

    async_await(it->awaitable, NULL);
    tell("%s", it->name);
    return NULL;
}

static void *all_kinds_become_ready(void *unused)
{
    struct async_task future = async_future("future"), tasks[9];

    async_lock_acquire(&lock);
    struct async_task sleeper = START("inner", 1);
    struct waits all[] = {
        { "lock", async_coroutine("lock", wait_lock, NULL) },
        { "queue", async_coroutine("queue", wait_get, NULL) },
        { "future", future }, { "event", async_coroutine("event", wait_event, NULL) },
        { "task", sleeper }, { "sleep", async_coroutine("sleep", sleep_one, NULL) },
        { "gather", async_gather_future(&sleeper, 1, 0) },
        { "shield", async_shield_future(sleeper) },
        { "wait_for", async_coroutine("wait_for", wait_limited, NULL) } };
    for (int i = 0; i < 9; i++)
        tasks[i] = async_create_task(all[i].name, waits, &all[i]);
    async_sleep(1);
    tell("main");
    async_event_set(&event);
    async_set_result(future, NULL);
    async_queue_put_nowait(&queue, NULL);
    async_lock_release(&lock);
    all_of(tasks, 9);
    async_queue_destroy(&queue);
    return NULL;
}

PLAY(SCENE(round_robin), SCENE(negative_sleeps), SCENE(in_place_does_not_give_way),
     SCENE(ping_pong), SCENE(a_chain_of_tasks), SCENE(a_chain_of_events),
     SCENE(tasks_make_tasks), SCENE(a_busy_one_and_timers),
     SCENE(all_kinds_become_ready))
