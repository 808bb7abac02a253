/* SPDX-License-Identifier: MIT */
/* Who comes on Saturday?  Each task deals with its own failure, in a group. */
#include "exercise.h"

static const char *said[10];

static void *one(void *arg)
{
    int i = (int)(intptr_t)arg;
    const char *s;
    int rc = ask("friend", input_text_at("friend.names", i), &s);
    said[i] = rc < 0 ? "no answer" : s;
    return NULL;
}

void *solution(void *arg)
{
    int n = input_length("friend.names"), yes = 0, silent = 0;
    struct async_task_group g;
    async_task_group_begin(&g);
    for (int i = 0; i < n; i++)
        async_task_group_create_task(&g, "f", one, (void *)(intptr_t)i);
    async_task_group_end(&g, 0);
    for (int i = 0; i < n; i++) {
        printf("%s: %s\n", input_text_at("friend.names", i), said[i]);
        if (!strcmp(said[i], "yes"))
            ++yes;
        if (!strcmp(said[i], "no answer"))
            ++silent;
    }
    printf("coming: %d\n", yes);
    printf("silent: %d\n", silent);
    return NULL;
}
