/* SPDX-License-Identifier: MIT */
/* Fails: in turn: and main ended only at 60 s */
/* A minute should do for all answers. */
#include "exercise.h"

enum { MOST = 20 };

static struct door {
    struct async_lock lock;
    double starts[MOST];                /* when they were let in */
    int count;
} door = { .lock = ASYNC_LOCK("door") };

/* Return when the next question may start. */
static int wait_for_turn(void)
{
    int rate = (int)input("rate");

    int rc = async_lock_acquire(&door.lock);
    if (rc < 0)
        return rc;
    if (door.count >= rate)             /* a second after the one so many before */
        rc = async_sleep(door.starts[door.count - rate] + 1 - async_time());
    if (rc == 0)
        door.starts[door.count++] = async_time();
    async_lock_release(&door.lock);
    return rc;
}

static void *question(void *arg)
{
    int i = *(const int *)arg;
    const char *town = input_text_at("map.names", i);

    int rc = async_sleep(input_at("comes", i));     /* this is when it is wanted */
    if (rc == 0)
        rc = wait_for_turn();
    if (rc == 0)
        rc = ask("map", town, NULL);
    if (rc == 0)
        printf("%s\n", town);
    return async_return(rc);
}

void *solution(void *arg)
{
    int n = input_length("map.names");
    struct async_task questions[MOST];

    for (int i = 0; i < n; i++)
        questions[i] = async_coroutine_with(input_text_at("map.names", i), question, &i,
                                            sizeof i);
    for (int i = 0; i < n; i++)
        questions[i] = async_ensure_future(questions[i]);
    return async_return(async_sleep(60));
}
