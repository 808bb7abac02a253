/* SPDX-License-Identifier: MIT */
/* Fails: at once: machine socks began at 2 s */
/* Tasks, but each is awaited where it is made. */
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
    int n = input_length("machine.names"), rc = 0;
    const char *names[MOST];

    for (int i = 0; rc == 0 && i < n; i++) {
        names[i] = input_text_at("machine.names", i);
        rc = take_out(async_create_task(names[i], wash, &names[i]));
    }
    async_sleep(input("walk"));
    printf("back\n");
    return async_return(rc);
}
