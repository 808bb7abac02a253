/* SPDX-License-Identifier: MIT */
/* A crawler that survives dead pages. */
#include "exercise.h"

enum { MOST = 20, NAME = 16 };

/* Split "news shop" at the blanks: how many names. */
static int links_of(const char *text, char links[MOST][NAME])
{
    int n = 0, used;

    for (; n < MOST && sscanf(text, "%15s%n", links[n], &used) == 1; n++)
        text += used;
    return n;
}

static struct async_task_group group;
static char pages[MOST][NAME];
static int n_pages, n_dead;

static void *visit(void *arg);

/* Begin to load a page, unless that was done before. */
static void found(const char *name)
{
    for (int i = 0; i < n_pages; i++)
        if (strcmp(pages[i], name) == 0)
            return;
    if (n_pages == MOST)
        return;
    char *page = strcpy(pages[n_pages++], name);
    async_task_group_create_task(&group, page, visit, page);
}

/* Load one page, print how that went, and follow its links. */
static void *visit(void *arg)
{
    const char *name = arg;
    char links[MOST][NAME];
    const char *text;

    int rc = ask("page", name, &text);
    if (rc == -EIO) {
        n_dead++;
        printf("%s: dead\n", name);
        return NULL;
    }
    if (rc < 0)
        return async_return(rc);
    printf("%s: ok\n", name);
    int n = links_of(text, links);
    for (int i = 0; i < n; i++)
        found(links[i]);
    return NULL;
}

void *solution(void *arg)
{
    async_task_group_begin(&group);
    found("home");
    int rc = async_task_group_end(&group, 0);
    if (rc < 0)
        return async_return(rc);
    answer("pages", n_pages);
    answer("dead", n_dead);
    return NULL;
}
