/* SPDX-License-Identifier: MIT */
/* Fails: walks meanwhile: "back" was printed at 4.5 s, not at 1.5 s */
/* Tasks that run have to be waited for before anything else is done. */
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
    struct async_task loads[MOST], ready;
    const char *names[MOST];
    int rc = 0;

    for (int i = 0; i < n; i++) {
        names[i] = input_text_at("machine.names", i);
        loads[i] = async_create_task(names[i], wash, &names[i]);
    }
    struct async_completed it = async_as_completed(loads, n, ASYNC_FOREVER);
    while (rc == 0 && (rc = async_next_completed(&it, &ready)) > 0)
        rc = take_out(ready);
    async_completed_end(&it);
    async_sleep(input("walk"));
    printf("back\n");
    return async_return(rc);
}
