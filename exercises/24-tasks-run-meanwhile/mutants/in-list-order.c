/* SPDX-License-Identifier: MIT */
/* Fails: when ready: "socks: 7" was printed at 2 s, not at 1.5 s */
/* The handles are awaited in the order of the list: socks wait for shirts. */
#include "exercise.h"

enum { MOST = 10 };

static void *wash(void *arg)
{
    const char *load = *(const char **)arg, *pieces;

    int rc = ask("machine", load, &pieces);
    return rc < 0 ? async_return(rc) : (void *)pieces;
}


static int take_out(struct async_task load)
{
    void *pieces;

    int rc = async_await(load, &pieces);
    if (rc == 0)
        printf("%s: %s\n", async_get_name(load), (const char *)pieces);
    return rc;
}


void *solution(void *arg)
{
    int n = input_length("machine.names");
    struct async_task loads[MOST];
    const char *names[MOST];

    for (int i = 0; i < n; i++) {
        names[i] = input_text_at("machine.names", i);
        loads[i] = async_create_task(names[i], wash, &names[i]);
    }
    int rc = async_sleep(input("walk"));
    printf("back\n");
    for (int i = 0; rc == 0 && i < n; i++)
        rc = take_out(loads[i]);
    return async_return(rc);
}
