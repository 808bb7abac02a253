/* SPDX-License-Identifier: MIT */
/* Fails: all search: Ann searched 4 times before work Ann began */
/* The first tool is put back while the second is taken, and all begins anew a little later. */
#include "exercise.h"

static struct async_lock t[8] = { ASYNC_LOCK("tool 0"), ASYNC_LOCK("tool 1"),
                                  ASYNC_LOCK("tool 2"), ASYNC_LOCK("tool 3"),
                                  ASYNC_LOCK("tool 4"), ASYNC_LOCK("tool 5"),
                                  ASYNC_LOCK("tool 6"), ASYNC_LOCK("tool 7") };

static void *child(void *arg)
{
    int i = *(int *)arg, a = input_at("first", i), b = input_at("second", i);
    for (;;) {
        async_lock_acquire(&t[a]);
        async_sleep(input("search"));
        if (!async_lock_locked(&t[b])) {
            async_lock_acquire(&t[b]);
            break;
        }
        async_lock_release(&t[a]);
        async_sleep(0.1 * (i + 1));
    }
    int rc = ask("work", input_text_at("work.names", i), NULL);
    if (rc == 0)
        printf("%s\n", input_text_at("work.names", i));
    async_lock_release(&t[a]);
    async_lock_release(&t[b]);
    return async_return(rc);
}

void *solution(void *arg)
{
    struct async_task c[10];
    int n = input_length("work.names");
    for (int i = 0; i < n; i++)
        c[i] = async_coroutine_with(input_text_at("work.names", i), child, &i,
                                    sizeof i);
    return async_return(async_gather(c, n, NULL, 0));
}
