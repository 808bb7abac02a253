/* SPDX-License-Identifier: MIT */
/* Who has a ladder?  A future that the first good answer sets. */
#include "exercise.h"

static struct async_task found;
static int left;

static void *ring(void *arg)
{
    int rc = ask("house", arg, NULL);
    if (rc == 0 && !async_done(found))
        async_set_result(found, arg);
    if (--left == 0 && !async_done(found))
        async_set_result(found, "nobody");
    return rc == -EIO ? NULL : async_return(rc);
}

void *solution(void *arg)
{
    void *who;
    struct async_task t[10];
    found = async_future("found");
    left = input_length("house.names");
    int n = left;
    for (int i = 0; i < n; i++)
        t[i] = async_create_task("h", ring,
                                 (void *)input_text_at("house.names", i));
    async_await(found, &who);
    printf("ladder: %s\n", (char *)who);
    for (int i = 0; i < n; i++)
        async_cancel(t[i]);
    async_wait(t, n, ASYNC_ALL_COMPLETED, ASYNC_FOREVER, NULL);
    return NULL;
}
