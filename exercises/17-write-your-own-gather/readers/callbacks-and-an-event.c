/* SPDX-License-Identifier: MIT */
/* Your own gather: callbacks at the ends set an event. */
#include "exercise.h"

static struct async_event over = ASYNC_EVENT("over");

static int left;
static struct async_task bad;
static bool failed;

static void ended(struct async_task t, void *arg)
{
    left--;
    if (async_exception(t) && !failed) {
        failed = true;
        bad = t;
    }
    if (left == 0 || failed)
        async_event_set(&over);
}

static int my_gather(struct async_task *tasks, int n, void **results)
{
    left = n;
    for (int i = 0; i < n; i++) {
        tasks[i] = async_ensure_future(tasks[i]);
        async_add_done_callback(tasks[i], ended, NULL);
    }
    async_event_wait(&over);
    if (failed)
        return async_await(bad, NULL);
    for (int i = 0; i < n; i++)
        async_await(tasks[i], &results[i]);
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
