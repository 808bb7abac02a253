/* SPDX-License-Identifier: MIT */
/* Fails: each told: the answer "Bob" is "no", not "no answer" */
/* A failed question is turned into a result: nobody can tell it from an answer. */
#include "exercise.h"

static void *ask_friend(void *arg)
{
    const char *said = "no";

    ask("friend", input_text_at("friend.names", *(int *)arg), &said);
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
    async_gather(friends, n, said, 0);
    for (int i = 0; i < n; i++) {
        answer_text(input_text_at("friend.names", i), said[i]);
        coming += strcmp(said[i], "yes") == 0;
    }
    answer("coming", coming);
    answer("silent", 0);
    return NULL;
}
