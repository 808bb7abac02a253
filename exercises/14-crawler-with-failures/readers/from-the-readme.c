/* SPDX-License-Identifier: MIT */
/* A crawler that survives dead pages. */
#include "exercise.h"

enum { MOST = 20, NAME = 16 };

static char known[MOST][NAME];
static int pages, dead;
static struct async_task_group group;

/* Split "news shop" at the blanks: how many names. */
static int links_of(const char *text, char links[MOST][NAME])
{
    int n = 0, used;

    for (; n < MOST && sscanf(text, "%15s%n", links[n], &used) == 1; n++)
        text += used;
    return n;
}

static int found(const char *name);

/* Load one page, print how that went, and begin what it links to. */
static void *visit(void *arg)
{
    const char *name = arg, *text;
    char links[MOST][NAME];

    int rc = ask("page", name, &text);
    if (rc == -EIO) {
        printf("%s: dead\n", name);
        dead++;
        return NULL;
    }
    if (rc < 0)
        return async_return(rc);
    printf("%s: ok\n", name);
    int n = links_of(text, links);
    for (int i = 0; i < n && rc >= 0; i++)
        rc = found(links[i]);
    return async_return(rc);
}

/* A link: begin to load the page unless it is known. */
static int found(const char *name)
{
    for (int i = 0; i < pages; i++)
        if (strcmp(known[i], name) == 0)
            return 0;
    if (pages == MOST)
        return async_set_error(EOVERFLOW, "too many pages");
    char *page = strcpy(known[pages++], name);
    struct async_task task = async_task_group_create_task(&group, page, visit, page);
    return task.id ? 0 : -async_caught()->code;
}

void *solution(void *arg)
{
    async_task_group_begin(&group);
    int rc = async_task_group_end(&group, found("home"));
    if (rc < 0)
        return async_return(rc);
    answer("pages", pages);
    answer("dead", dead);
    return NULL;
}
