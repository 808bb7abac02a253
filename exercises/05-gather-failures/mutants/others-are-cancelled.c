/* SPDX-License-Identifier: MIT */
/* Fails: hears all: Ann was still there when main had ended, at 1 s */
/* The failure is caught, in the belief that gather has stopped the others. */
#include "exercise.h"

static void *ask_friend(void *arg)
{
    const char *said;

    int rc = ask("friend", input_text_at("friend.names", *(int *)arg), &said);
    if (rc < 0)
        return async_return(rc);
    return (void *)said;
}

void *solution(void *arg)
{
    int n = input_length("friend.names"), coming = 0, silent = 0;
    struct async_task friends[10];
    void *said[10] = { NULL };

    for (int i = 0; i < n; i++)
        friends[i] = async_ensure_future(async_coroutine_with(
            input_text_at("friend.names", i), ask_friend, &i, sizeof i));
    async_gather(friends, n, said, 0);
    for (int i = 0; i < n; i++) {
        if (!async_done(friends[i]) || async_result(friends[i], &said[i]) < 0)
            said[i] = NULL;
        answer_text(input_text_at("friend.names", i), said[i] ? said[i] : "no answer");
        coming += said[i] && strcmp(said[i], "yes") == 0;
        silent += !said[i];
    }
    answer("coming", coming);
    answer("silent", silent);
    return NULL;
}
