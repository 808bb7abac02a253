/* SPDX-License-Identifier: MIT */
/* Fails: fails at once: does not answer", at 3 s */
/* All are started, but awaited one by one: a late place hides a failure. */
#include "exercise.h"

enum { MOST = 10 };

/* Run all; tasks[i] becomes the task of coroutine i, results[i] gets its result. */
static int my_gather(struct async_task *tasks, int n, void **results)
{
    for (int i = 0; i < n; i++)
        tasks[i] = async_ensure_future(tasks[i]);
    for (int i = 0; i < n; i++) {
        int rc = async_await(tasks[i], &results[i]);
        if (rc < 0)
            return rc;
    }
    return 0;
}

static void *person(void *arg)
{
    const char *said;

    int rc = ask("person", input_text_at("person.names", *(const int *)arg), &said);
    if (rc < 0)
        return async_return(rc);
    return (void *)said;
}

void *solution(void *arg)
{
    int n = input_length("person.names");
    struct async_task people[MOST];
    void *said[MOST];

    for (int i = 0; i < n; i++)
        people[i] = async_coroutine_with(input_text_at("person.names", i), person, &i,
                                         sizeof i);
    int rc = my_gather(people, n, said);
    for (int i = 0; rc == 0 && i < n; i++)
        answer_text(input_text_at("person.names", i), said[i]);
    if (rc < 0)
        printf("%s\n", async_caught()->text);
    for (int i = 0; i < n; i++)                     /* those who are left */
        async_await(people[i], NULL);
    printf("all home\n");
    return NULL;
}
