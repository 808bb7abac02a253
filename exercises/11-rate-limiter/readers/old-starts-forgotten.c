/* SPDX-License-Identifier: MIT */
/* So many starts in a second: a loop that forgets what is older than a second. */
#include "exercise.h"

static struct async_lock l = ASYNC_LOCK("l");

static double q[32];
static int count;

static int wait_for_turn(void)
{
    async_lock_acquire(&l);
    for (;;) {
        double now = async_time();
        int k = 0;
        for (int i = 0; i < count; i++)
            if (q[i] > now - 1 + 1e-9)
                q[k++] = q[i];
        count = k;
        if (count < (int)input("rate"))
            break;
        async_sleep(q[0] + 1 - now);
    }
    q[count++] = async_time();
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
