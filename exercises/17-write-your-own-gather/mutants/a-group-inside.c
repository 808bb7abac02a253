/* SPDX-License-Identifier: MIT */
/* Fails: fails at once: failed at 1 s, and what was told was the failure of a task group */
/* A group in place of a gather. */
#include "exercise.h"

static struct async_task *all;
static void **res;

static void *one(void *arg)
{
    int i = (int)(intptr_t)arg;
    return async_return(async_await(all[i], &res[i]));
}

static int my_gather(struct async_task *tasks, int n, void **results)
{
    struct async_task_group g;
    all = tasks;
    res = results;
    for (int i = 0; i < n; i++)
        tasks[i] = async_ensure_future(tasks[i]);
    async_task_group_begin(&g);
    for (int i = 0; i < n; i++)
        async_task_group_create_task(&g, "one", one, (void *)(intptr_t)i);
    return async_task_group_end(&g, 0);
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
