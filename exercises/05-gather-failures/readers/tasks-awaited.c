/* SPDX-License-Identifier: MIT */
/* Who comes on Saturday?  Tasks, awaited in the order of the list. */
#include "exercise.h"

static void *one(void *arg)
{
    const char *s;
    if (ask("friend", (char *)arg, &s) < 0)
        return async_fail(EIO, "nobody");
    return (void *)s;
}

void *solution(void *arg)
{
    int n = input_length("friend.names"), yes = 0, silent = 0;
    struct async_task t[20];
    const char *words[20];
    for (int i = 0; i < n; i++)
        t[i] = async_create_task(input_text_at("friend.names", i), one,
                                 (void *)input_text_at("friend.names", i));
    for (int i = 0; i < n; i++) {
        void *r;
        words[i] = async_await(t[i], &r) == 0 ? r : "no answer";
    }
    for (int i = 0; i < n; i++) {
        answer_text(async_get_name(t[i]), words[i]);
        if (words[i][0] == 'y')
            yes++;
        if (async_exception(t[i]))
            silent++;
    }
    answer("coming", yes);
    answer("silent", silent);
    return NULL;
}
