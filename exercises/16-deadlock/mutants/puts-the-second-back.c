/* SPDX-License-Identifier: MIT */
/* Fails: tools alone: work Ann began at 1.5 s with 1 lock held up to its end, not 2 */
/* The second tool is looked at and put back; the first one is kept. */
#include "exercise.h"

static struct async_lock t[8] = { ASYNC_LOCK("tool 0"), ASYNC_LOCK("tool 1"),
                                  ASYNC_LOCK("tool 2"), ASYNC_LOCK("tool 3"),
                                  ASYNC_LOCK("tool 4"), ASYNC_LOCK("tool 5"),
                                  ASYNC_LOCK("tool 6"), ASYNC_LOCK("tool 7") };

static void *child(void *arg)
{
    int i = *(int *)arg, a = input_at("first", i), b = input_at("second", i);
    if (a > b) {
        int c = a;
        a = b;
        b = c;
    }
    async_lock_acquire(&t[a]);
    async_sleep(input("search"));
    int rc = async_lock_acquire(&t[b]);
    async_lock_release(&t[b]);
    rc = ask("work", input_text_at("work.names", i), NULL);
    if (rc == 0)
        printf("%s\n", input_text_at("work.names", i));
    async_lock_release(&t[a]);
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
