/* SPDX-License-Identifier: MIT */
/* Who comes on Saturday? */
#include "exercise.h"

enum { MOST = 10 };

/* Ask one friend: the result is what was said. */
static void *ask_friend(void *arg)
{
    int i = *(const int *)arg;
    const char *said;

    int rc = ask("friend", input_text_at("friend.names", i), &said);
    if (rc < 0)
        return async_return(rc);
    return (void *)said;
}

void *solution(void *arg)
{
    int n = input_length("friend.names"), coming = 0, silent = 0;
    struct async_task friends[MOST];
    void *said[MOST];

    for (int i = 0; i < n; i++)
        friends[i] = async_coroutine_with(input_text_at("friend.names", i), ask_friend,
                                          &i, sizeof i);
    int rc = async_gather(friends, n, said, ASYNC_RETURN_EXCEPTIONS);
    if (rc < 0)
        return async_return(rc);
    for (int i = 0; i < n; i++) {
        if (!said[i]) {
            answer_text(input_text_at("friend.names", i), "no answer");
            silent++;
            continue;
        }
        answer_text(input_text_at("friend.names", i), said[i]);
        coming += strcmp(said[i], "yes") == 0;
    }
    answer("coming", coming);
    answer("silent", silent);
    return NULL;
}
