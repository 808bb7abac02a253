/* SPDX-License-Identifier: MIT */
/* Fails: survives: main failed: Bob does not answer */
/* A failure of one is passed on as the failure of all. */
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
    int n = input_length("friend.names"), coming = 0;
    struct async_task friends[10];
    void *said[10];

    for (int i = 0; i < n; i++)
        friends[i] = async_coroutine_with(input_text_at("friend.names", i), ask_friend,
                                          &i, sizeof i);
    int rc = async_gather(friends, n, said, 0);
    if (rc < 0)
        return async_return(rc);
    for (int i = 0; i < n; i++) {
        answer_text(input_text_at("friend.names", i), said[i]);
        coming += strcmp(said[i], "yes") == 0;
    }
    answer("coming", coming);
    answer("silent", 0);
    return NULL;
}
