/* SPDX-License-Identifier: MIT */
/* Your own gather: a future that callbacks at the ends set. */
#include "exercise.h"

static struct async_task over;
static int left;

static void ended(struct async_task t, void *arg)
{
    const struct async_error *e = async_exception(t);
    left--;
    if (async_done(over))
        return;
    if (e)
        async_set_exception(over, e->code, e->text);
    else if (left == 0)
        async_set_result(over, NULL);
}

static int my_gather(struct async_task *tasks, int n, void **results)
{
    over = async_future("over");
    left = n;
    for (int i = 0; i < n; i++) {
        tasks[i] = async_ensure_future(tasks[i]);
        async_add_done_callback(tasks[i], ended, NULL);
    }
    int rc = async_await(over, NULL);
    for (int i = 0; rc == 0 && i < n; i++)
        async_await(tasks[i], &results[i]);
    return rc;
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
