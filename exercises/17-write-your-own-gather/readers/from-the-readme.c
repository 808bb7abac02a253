/* SPDX-License-Identifier: MIT */
/* Your own gather. */
#include "exercise.h"

enum { MOST = 10 };

/* Run all; tasks[i] becomes the task of coroutine i, results[i] gets its result. */
static int my_gather(struct async_task *tasks, int n, void **results)
{
    for (int i = 0; i < n; i++)
        tasks[i] = async_ensure_future(tasks[i]);
    if (n < 1)
        return 0;
    int rc = async_wait(tasks, n, ASYNC_FIRST_EXCEPTION, ASYNC_FOREVER, NULL);
    if (rc < 0)
        return rc;
    for (int i = 0; i < n; i++)                     /* has one failed? */
        if (async_done(tasks[i]) && async_exception(tasks[i]))
            return async_await(tasks[i], NULL);
    for (int i = 0; i < n; i++) {
        rc = async_await(tasks[i], &results[i]);
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
