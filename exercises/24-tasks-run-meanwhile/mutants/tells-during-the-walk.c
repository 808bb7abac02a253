/* SPDX-License-Identifier: MIT */
/* Fails: when ready: "socks: 7" was printed at 1 s, not at 1.5 s */
/* The task prints its own line, while nobody is there. */
#include "exercise.h"

enum { MOST = 10 };

static void *wash(void *arg)
{
    const char *load = *(const char **)arg, *pieces;
    int rc = ask("machine", load, &pieces);
    if (rc == 0)
        printf("%s: %s\n", load, pieces);
    return async_return(rc);
}

void *solution(void *arg)
{
    int n = input_length("machine.names");
    struct async_task t[MOST];
    const char *names[MOST];
    for (int i = 0; i < n; i++) {
        names[i] = input_text_at("machine.names", i);
        t[i] = async_create_task(names[i], wash, &names[i]);
    }
    async_sleep(input("walk"));
    printf("back\n");
    async_gather(t, n, NULL, 0);
    return NULL;
}
