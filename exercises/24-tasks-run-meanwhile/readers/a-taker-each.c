/* SPDX-License-Identifier: MIT */
/* Wash day: a task that takes out each load, when somebody is back. */
#include "exercise.h"

enum { MOST = 10 };

static char *copy_of(const char *text)
{
    char *copy = malloc(strlen(text) + 1);
    return copy ? strcpy(copy, text) : NULL;
}

static void *wash(void *arg)
{
    char *load = arg;
    const char *p;
    int rc = ask("machine", load, &p);
    free(load);
    return rc < 0 ? async_return(rc) : (void *)p;
}

static struct async_event back = ASYNC_EVENT("back");
struct pair {
    struct async_task t;
    const char *name;
};

static void *take(void *arg)
{
    struct pair *p = arg;
    void *r;
    async_event_wait(&back);
    int rc = async_await(p->t, &r);
    if (rc == 0)
        printf("%s: %s\n", p->name, (char *)r);
    return async_return(rc);
}

void *solution(void *arg)
{
    struct pair p[MOST];
    struct async_task takers[MOST];
    int n = input_length("machine.names");
    for (int i = 0; i < n; i++) {
        p[i].name = input_text_at("machine.names", i);
        p[i].t = async_create_task(p[i].name, wash, copy_of(p[i].name));
    }
    for (int i = 0; i < n; i++)
        takers[i] = async_create_task("taker", take, &p[i]);
    async_sleep(input("walk"));
    printf("back\n");
    async_event_set(&back);
    async_gather(takers, n, NULL, 0);
    return NULL;
}
