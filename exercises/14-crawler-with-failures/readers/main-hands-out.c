/* SPDX-License-Identifier: MIT */
/* A crawler: pages that have ended come through a queue, and main does the rest. */
#include "exercise.h"
enum { MOST = 20, NAME = 16 };

static int links_of(const char *text, char links[MOST][NAME])
{
    int n = 0, used;

    for (; n < MOST && sscanf(text, "%15s%n", links[n], &used) == 1; n++)
        text += used;
    return n;
}
struct page {
    char name[NAME];
    const char *text;
    int rc;
};

static struct page pages[MOST];
static int n, dead;

static struct async_queue ended;

static void *load(void *arg)
{
    struct page *p = arg;
    p->rc = ask("page", p->name, &p->text);
    async_queue_put_nowait(&ended, p);
    return NULL;
}

static void start(const char *name, struct async_task *t)
{
    for (int i = 0; i < n; i++)
        if (strcmp(pages[i].name, name) == 0)
            return;
    strcpy(pages[n].name, name);
    t[n] = async_create_task(pages[n].name, load, &pages[n]);
    n++;
}

void *solution(void *arg)
{
    struct async_task t[MOST];
    int done = 0;
    void *x;
    async_queue_init(&ended, "ended", 0);
    start("home", t);
    while (done < n) {
        async_queue_get(&ended, &x);
        done++;
        struct page *p = x;
        printf("%s: %s\n", p->name, p->rc ? "dead" : "ok");
        if (p->rc) {
            dead++;
            continue;
        }
        char l[MOST][NAME];
        int k = links_of(p->text, l);
        for (int i = 0; i < k; i++)
            start(l[i], t);
    }
    for (int i = 0; i < n; i++)
        async_await(t[i], NULL);
    async_queue_destroy(&ended);
    printf("pages: %d\ndead: %d\n", n, dead);
    return NULL;
}
