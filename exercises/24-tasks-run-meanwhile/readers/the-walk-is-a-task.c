/* SPDX-License-Identifier: MIT */
/* Wash day: the walk is a task, too. */
#include "exercise.h"

enum { MOST = 10 };

static void *wash(void *arg)
{
    const char *load = *(const char **)arg, *pieces;

    int rc = ask("machine", load, &pieces);
    return rc < 0 ? async_return(rc) : (void *)pieces;
}

static void *walk(void *arg)
{
    int rc = async_sleep(input("walk"));
    if (rc == 0)
        printf("back\n");
    return async_return(rc);
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

    for (int i = 0; i < n; i++) {
        names[i] = input_text_at("machine.names", i);
        loads[i] = async_create_task(names[i], wash, &names[i]);
    }
    struct async_task w = async_create_task("walk", walk, NULL);
    int rc = async_await(w, NULL);
    if (rc < 0)
        return async_return(rc);

    struct async_completed it = async_as_completed(loads, n, ASYNC_FOREVER);
    while (rc == 0 && (rc = async_next_completed(&it, &ready)) > 0)
        rc = take_out(ready);
    async_completed_end(&it);
    return async_return(rc);
}
