/* SPDX-License-Identifier: MIT */
/* Fails: all at once: Bob was asked 2 times */
/* No answer is taken for bad luck: the friend is asked a second time. */
#include "exercise.h"

static void *one(void *arg)
{
    const char *s;
    int rc = ask("friend", (char *)arg, &s);
    if (rc < 0)
        rc = ask("friend", (char *)arg, &s);
    return rc < 0 ? async_return(rc) : (void *)s;
}

void *solution(void *arg)
{
    int n = input_length("friend.names"), yes = 0, silent = 0;
    struct async_task t[20];
    void *r[20];
    for (int i = 0; i < n; i++)
        t[i] =
            async_coroutine("x", one, (void *)input_text_at("friend.names", i));
    async_gather(t, n, r, ASYNC_RETURN_EXCEPTIONS);
    for (int i = 0; i < n; i++) {
        answer_text(input_text_at("friend.names", i),
                    r[i] ? r[i] : "no answer");
        if (r[i])
            yes += *(char *)r[i] == 'y';
        else
            silent++;
    }
    answer("coming", yes);
    answer("silent", silent);
    return NULL;
}
