/* SPDX-License-Identifier: MIT */
/* Fails: how it ended: 'main' ended with a scope still open */
/* The group is opened and never ended: nobody waits for the pages. */
#include "exercise.h"

enum { MOST = 20, NAME = 16 };

static char seen[MOST][NAME];           /* pages that have a task */
static int seen_count, dead_count;
static struct async_task_group group;

/* Split "news shop" at the blanks: how many names. */
static int links_of(const char *text, char links[MOST][NAME])
{
    int n = 0, used;

    for (; n < MOST && sscanf(text, "%15s%n", links[n], &used) == 1; n++)
        text += used;
    return n;
}

static void *visit(void *arg);

/* A task for a page, unless it has one. */
static void find(const char *name)
{
    for (int i = 0; i < seen_count; i++)
        if (strcmp(seen[i], name) == 0)
            return;
    char *kept = strcpy(seen[seen_count++], name);
    async_task_group_create_task(&group, kept, visit, kept);
}

/* Load one page and print how that went; then the pages that it links to. */
static void *visit(void *arg)
{
    const char *name = arg, *text;
    char links[MOST][NAME];

    int rc = ask("page", name, &text);
    if (rc < 0 && rc != -EIO)
        return async_return(rc);
    printf("%s: %s\n", name, rc == 0 ? "ok" : "dead");
    dead_count += rc < 0;
    int n = rc == 0 ? links_of(text, links) : 0;
    for (int i = 0; i < n; i++)
        find(links[i]);
    return NULL;
}

void *solution(void *arg)
{
    async_task_group_begin(&group);
    find("home");
    answer("pages", seen_count);
    answer("dead", dead_count);
    return NULL;
}
