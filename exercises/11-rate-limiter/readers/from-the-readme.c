/* SPDX-License-Identifier: MIT */
/* So many starts in a second. */
#include "exercise.h"

enum { MOST = 20 };

/* Return when the next question may start. */
static int wait_for_turn(void)
{
    static struct async_lock lock = ASYNC_LOCK("turn");
    static double starts[MOST];
    static int count;
    int rate = (int)input("rate");

    int rc = async_lock_acquire(&lock);
    if (rc < 0)
        return rc;
    double when = async_time();
    if (count >= rate && starts[count - rate] + 1 > when) {
        double now = when;
        when = starts[count - rate] + 1;
        rc = async_sleep(when - now);
    }
    if (rc == 0)
        starts[count++] = when;
    async_lock_release(&lock);
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
