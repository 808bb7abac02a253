/* SPDX-License-Identifier: MIT */
/* So many starts in a second. */
#include "exercise.h"

enum { MOST = 20 };

/* When the questions so far have started. */
static double starts[MOST];
static int n_starts;
static struct async_lock turn = ASYNC_LOCK("turn");

/* Return when the next question may start. */
static int wait_for_turn(void)
{
    int rate = input("rate");
    int rc = async_lock_acquire(&turn);
    if (rc < 0)
        return rc;

    if (n_starts >= rate) {
        double wait = starts[n_starts - rate] + 1.0 - async_time();

        if (wait > 0)
            rc = async_sleep(wait);
    }
    if (rc == 0)
        starts[n_starts++] = async_time();
    async_lock_release(&turn);
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
    return async_return(async_gather(questions, n, NULL, 0));
}
