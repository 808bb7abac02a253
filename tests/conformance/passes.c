/* SPDX-License-Identifier: MIT */
/* Passes: what is ready when one begins has its turn in it; what becomes ready meanwhile
 * has it in the next one; timers that are due come behind. */
#include "tell.h"

static void *step(void *name)
{
    for (int i = 1; i <= 3; i++) {
        tell("%s %d", (const char *)name, i);
        async_sleep(0);
    }
    return NULL;
}

static void *by_turns(void *unused)
{
    struct async_task a = async_create_task("a", step, "a");
    struct async_task b = async_create_task("b", step, "b");

    tell("main");
    async_await(a, NULL);
    tell("a has ended");
    async_await(b, NULL);
    return NULL;
}

static void *make_another(void *unused)
{
    tell("maker");
    struct async_task made = async_create_task("made", step, "made");
    async_sleep(0);
    tell("maker is back");
    async_await(made, NULL);
    return NULL;
}

static void *made_meanwhile(void *unused)
{
    struct async_task maker = async_create_task("maker", make_another, NULL);
    struct async_task b = async_create_task("b", step, "b");

    async_await(maker, NULL);
    async_await(b, NULL);
    return NULL;
}

/* A sleep ends in two turns: the timer's, then the task's. */
static void *sleep_a_second(void *name)
{
    async_sleep(1);
    tell("%s slept", (const char *)name);
    return NULL;
}

static void *note(void *text)
{
    tell("%s", (const char *)text);
    return NULL;
}

static void *a_sleep_takes_two_turns(void *unused)
{
    struct async_task a = async_create_task("a", sleep_a_second, "a");
    async_sleep(0);
    async_call_later(1, note, "timer set second");
    struct async_task b = async_create_task("b", sleep_a_second, "b");
    async_await(a, NULL);
    async_await(b, NULL);
    return NULL;
}

/* The thread was blocked: everything that fell due has its turn behind what is ready. */
static void *blocked(void *unused)
{
    struct async_task a = async_create_task("a", sleep_a_second, "a");
    async_sleep(0);
    struct async_task b = async_create_task("b", step, "b");
    async_blocking_sleep(5);
    tell("main blocked");
    async_sleep(0);
    tell("main is back");
    async_await(a, NULL);
    async_await(b, NULL);
    return NULL;
}

static void *sleep_for(void *seconds)
{
    async_sleep(*(double *)seconds);
    tell("slept %g", *(double *)seconds);
    return NULL;
}

static void *in_order_of_their_times(void *unused)
{
    double times[] = { 3, 1, 2, 1, 0, 0.5 };
    struct async_task tasks[6];

    for (int i = 0; i < 6; i++)
        tasks[i] = async_create_task("sleeper", sleep_for, &times[i]);
    async_gather(tasks, 6, NULL, 0);
    return NULL;
}

/* Two tasks hand the turn to each other, a third one gives way all the time. */
static struct async_event ping, pong;

static void *play_ping(void *unused)
{
    for (int i = 0; i < 3; i++) {
        async_event_set(&ping);
        async_event_wait(&pong);
        async_event_clear(&pong);
        tell("pong %d", i);
    }
    return NULL;
}

static void *play_pong(void *unused)
{
    for (int i = 0; i < 3; i++) {
        async_event_wait(&ping);
        async_event_clear(&ping);
        tell("ping %d", i);
        async_event_set(&pong);
    }
    return NULL;
}

static void *hand_over(void *unused)
{
    async_event_init(&ping, "ping");
    async_event_init(&pong, "pong");
    struct async_task tasks[] = { async_create_task("ping", play_ping, NULL),
                                  async_create_task("pong", play_pong, NULL),
                                  async_create_task("c", step, "c") };
    async_gather(tasks, 3, NULL, 0);
    return NULL;
}

PLAY(SCENE(by_turns), SCENE(made_meanwhile), SCENE(a_sleep_takes_two_turns),
     SCENE(blocked), SCENE(in_order_of_their_times), SCENE(hand_over))
