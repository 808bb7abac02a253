/* SPDX-License-Identifier: MIT */
/* Wash day. */
#include "exercise.h"

enum { MOST = 10 };

/* One load, from start to ready.  Its result: how many pieces came out. */
static void *wash(void *arg)
{
    const char *load = *(const char **)arg, *pieces;

    int rc = ask("machine", load, &pieces);
    return rc < 0 ? async_return(rc) : (void *)pieces;
}

void *solution(void *arg)
{
    int n = input_length("machine.names"), rc;
    void *pieces;

    for (int i = 0; i < n; i++) {
        const char *load = input_text_at("machine.names", i);
        rc = async_await(async_coroutine(load, wash, &load), &pieces);
        if (rc < 0)
            return async_return(rc);
        printf("%s: %s\n", load, (const char *)pieces);
    }
    rc = async_sleep(input("walk"));
    printf("back\n");
    return async_return(rc);
}
