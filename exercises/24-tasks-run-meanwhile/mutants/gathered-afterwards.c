/* SPDX-License-Identifier: MIT */
/* Fails: when ready: "shirts: 6" was printed at 3 s, not at 2 s */
/* All loads are gathered: the first is taken out when the last is ready. */
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
    struct async_task t[MOST];
    const char *names[MOST];
    void *r[MOST];
    for (int i = 0; i < n; i++) {
        names[i] = input_text_at("machine.names", i);
        t[i] = async_create_task(names[i], wash, &names[i]);
    }
    async_sleep(input("walk"));
    printf("back\n");
    async_gather(t, n, r, 0);
    for (int i = 0; i < n; i++)
        printf("%s: %s\n", names[i], (char *)r[i]);
    return NULL;
}
