/* SPDX-License-Identifier: MIT */
/* Fails: in list order: "Ann: yes" was printed at 2 s, not at 3 s */
/* Tasks at once, awaited in the order of the list, and told without waiting for the rest. */
#include "exercise.h"

static void *one(void *arg)
{
    const char *s;
    int rc = ask("friend", (char *)arg, &s);
    return rc < 0 ? async_return(rc) : (void *)s;
}

void *solution(void *arg)
{
    int n = input_length("friend.names"), yes = 0, silent = 0;
    struct async_task t[20];
    for (int i = 0; i < n; i++)
        t[i] = async_create_task("x", one,
                                 (void *)input_text_at("friend.names", i));
    for (int i = 0; i < n; i++) {
        void *r;
        if (async_await(t[i], &r) == 0) {
            yes += *(char *)r == 'y';
            answer_text(input_text_at("friend.names", i), r);
        } else {
            silent++;
            answer_text(input_text_at("friend.names", i), "no answer");
        }
    }
    answer("coming", yes);
    answer("silent", silent);
    return NULL;
}
