/* SPDX-License-Identifier: MIT */
/* Fails: no longer: start 3 came at 1.9 s, though it was allowed at 1.8 s */
/* A pause of a second after each so many starts, whenever these were. */
#include "exercise.h"

static struct async_lock l = ASYNC_LOCK("l");
static int count;

static int wait_for_turn(void)
{
    async_lock_acquire(&l);
    if (count && count % (int)input("rate") == 0)
        async_sleep(1);
    count++;
    async_lock_release(&l);
    return 0;
}

static void *question(void *arg)
{
    int i = *(const int *)arg;
    const char *town = input_text_at("map.names", i);

    int rc = async_sleep(input_at("comes", i)); /* this is when it is wanted */
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
    struct async_task questions[20];

    for (int i = 0; i < n; i++)
        questions[i] = async_coroutine_with(input_text_at("map.names", i),
                                            question, &i, sizeof i);
    return async_return(async_gather(questions, n, NULL, 0));
}
