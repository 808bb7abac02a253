/* SPDX-License-Identifier: MIT */
/* Fails: in list order: no line "Bob: *" was printed after "Ann: *" */
/* Each task prints for itself: the order is that of the ends. */
#include "exercise.h"

static int coming, silent;

static void *ask_friend(void *arg)
{
    const char *name = input_text_at("friend.names", *(int *)arg), *said = "no answer";

    int rc = ask("friend", name, &said);
    answer_text(name, said);
    coming += rc == 0 && strcmp(said, "yes") == 0;
    silent += rc < 0;
    return NULL;
}

void *solution(void *arg)
{
    int n = input_length("friend.names");
    struct async_task friends[10];

    for (int i = 0; i < n; i++)
        friends[i] = async_coroutine_with(input_text_at("friend.names", i), ask_friend,
                                          &i, sizeof i);
    async_gather(friends, n, NULL, 0);
    answer("coming", coming);
    answer("silent", silent);
    return NULL;
}
