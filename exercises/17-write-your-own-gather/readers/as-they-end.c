/* SPDX-License-Identifier: MIT */
/* Your own gather, by async_as_completed(). */
#include "exercise.h"

static int my_gather(struct async_task *tasks, int n, void **results)
{
    struct async_task x;
    for (int i = 0; i < n; i++)
        tasks[i] = async_ensure_future(tasks[i]);
    struct async_completed it = async_as_completed(tasks, n, ASYNC_FOREVER);
    while (async_next_completed(&it, &x) > 0) {
        int rc = async_await(x, NULL);
        if (rc < 0) {
            async_completed_end(&it);
            return async_await(x, NULL);
        }
    }
    for (int i = 0; i < n; i++)
        async_result(tasks[i], &results[i]);
    return 0;
}

static void *person(void *arg)
{
    const char *said;

    int rc =
        ask("person", input_text_at("person.names", *(const int *)arg), &said);
    if (rc < 0)
        return async_return(rc);
    return (void *)said;
}

void *solution(void *arg)
{
    int n = input_length("person.names");
    struct async_task people[10];
    void *said[10];

    for (int i = 0; i < n; i++)
        people[i] = async_coroutine_with(input_text_at("person.names", i),
                                         person, &i, sizeof i);
    int rc = my_gather(people, n, said);
    for (int i = 0; rc == 0 && i < n; i++)
        answer_text(input_text_at("person.names", i), said[i]);
    if (rc < 0)
        printf("%s\n", async_caught()->text);
    for (int i = 0; i < n; i++) /* those who are left */
        async_await(people[i], NULL);
    printf("all home\n");
    return NULL;
}
