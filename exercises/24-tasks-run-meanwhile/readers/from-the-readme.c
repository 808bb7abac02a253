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
    struct async_task tasks[MOST], task;
    const char *names[MOST];
    void *pieces;

    (void)arg;
    for (int i = 0; i < n; i++) {
        names[i] = input_text_at("machine.names", i);
        tasks[i] = async_create_task(names[i], wash, &names[i]);
    }
    rc = async_sleep(input("walk"));
    if (rc < 0)
        return async_return(rc);
    printf("back\n");
    struct async_completed it = async_as_completed(tasks, n, ASYNC_FOREVER);
    while ((rc = async_next_completed(&it, &task)) > 0) {
        rc = async_result(task, &pieces);
        if (rc < 0) {
            async_completed_end(&it);
            break;
        }
        printf("%s: %s\n", async_get_name(task), (const char *)pieces);
    }
    return async_return(rc);
}
