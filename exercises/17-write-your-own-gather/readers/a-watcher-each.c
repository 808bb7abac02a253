/* SPDX-License-Identifier: MIT */
/* Your own gather: a task beside each task watches for its end. */
#include "exercise.h"

static struct async_queue q;
struct job {
    struct async_task t;
    int i;
};

static void *watch(void *arg)
{
    struct job *j = arg;
    async_wait(&j->t, 1, ASYNC_ALL_COMPLETED, ASYNC_FOREVER, NULL);
    return async_return(async_queue_put(&q, j));
}

static struct job jobs[10];

static int my_gather(struct async_task *tasks, int n, void **results)
{
    void *x;
    async_queue_init(&q, "ended", 0);
    for (int i = 0; i < n; i++) {
        tasks[i] = async_ensure_future(tasks[i]);
        jobs[i] = (struct job){ tasks[i], i };
        struct async_task w = async_create_task("watch", watch, &jobs[i]);
        (void)w;
    }
    for (int k = 0; k < n; k++) {
        async_queue_get(&q, &x);
        struct job *j = x;
        int rc = async_await(j->t, &results[j->i]);
        if (rc < 0)
            return rc;
    }
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
