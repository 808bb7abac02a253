/* SPDX-License-Identifier: MIT */
/* Fails: once: help was loaded 2 times by one task */
/* A dead page is tried a second time. */
#include "exercise.h"
enum { MOST = 20, NAME = 16 };

static int links_of(const char *text, char links[MOST][NAME])
{
    int n = 0, used;

    for (; n < MOST && sscanf(text, "%15s%n", links[n], &used) == 1; n++)
        text += used;
    return n;
}

static char known[MOST][NAME];
static int n, dead;

static struct async_task_group g;

static void *visit(void *arg);

static void start(const char *name)
{
    for (int i = 0; i < n; i++)
        if (!strcmp(known[i], name))
            return;
    strcpy(known[n], name);
    async_task_group_create_task(&g, known[n], visit, known[n]);
    n++;
}

static void *visit(void *arg)
{
    const char *text;
    char l[MOST][NAME];
    int rc = ask("page", arg, &text);
    if (rc)
        rc = ask("page", arg, &text);
    printf("%s: %s\n", (char *)arg, rc ? "dead" : "ok");
    if (rc) {
        dead++;
        return NULL;
    }
    int k = links_of(text, l);
    for (int i = 0; i < k; i++)
        start(l[i]);
    return NULL;
}

void *solution(void *arg)
{
    async_task_group_begin(&g);
    start("home");
    async_task_group_end(&g, 0);
    answer("pages", n);
    answer("dead", dead);
    return NULL;
}
