/* SPDX-License-Identifier: MIT */
/* Fails: when ready: no line "shirts: 6" */
/* What is not ready yet is left to itself: main returns, and the rest is cancelled. */
#include "exercise.h"

enum { MOST = 10 };

static void *wash(void *arg)
{
    const char *load = *(const char **)arg, *pieces;

    int rc = ask("machine", load, &pieces);
    return rc < 0 ? async_return(rc) : (void *)pieces;
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
    for (int i = 0; rc == 0 && i < n; i++) {
        void *pieces;
        if (async_result(loads[i], &pieces) == 0)
            printf("%s: %s\n", names[i], (const char *)pieces);
    }
    return async_return(rc);
}
