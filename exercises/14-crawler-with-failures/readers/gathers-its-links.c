/* SPDX-License-Identifier: MIT */
/* A crawler: each page gathers the pages that it links to. */
#include "exercise.h"
enum { MOST = 20, NAME = 16 };

static int links_of(const char *text, char links[MOST][NAME])
{
    int n = 0, used;

    for (; n < MOST && sscanf(text, "%15s%n", links[n], &used) == 1; n++)
        text += used;
    return n;
}

static char *known[MOST];
static int n_known, dead;

static char *copy_of(const char *text)
{
    char *copy = malloc(strlen(text) + 1);
    return copy ? strcpy(copy, text) : NULL;
}

static void *visit(void *arg)
{
    char *name = arg, l[MOST][NAME];
    const char *text;
    struct async_task kids[MOST];
    int k = 0;
    if (ask("page", name, &text) < 0) {
        dead++;
        printf("%s: dead\n", name);
        return NULL;
    }
    printf("%s: ok\n", name);
    int n = links_of(text, l);
    for (int i = 0; i < n; i++) {
        bool old = false;
        for (int j = 0; j < n_known; j++)
            old |= !strcmp(known[j], l[i]);
        if (old)
            continue;
        known[n_known] = copy_of(l[i]);
        kids[k++] = async_coroutine(l[i], visit, known[n_known++]);
    }
    return async_return(k ? async_gather(kids, k, NULL, 0) : 0);
}

void *solution(void *arg)
{
    known[n_known++] = copy_of("home");
    async_await(async_coroutine("home", visit, known[0]), NULL);
    answer("pages", n_known);
    answer("dead", dead);
    for (int i = 0; i < n_known; i++)
        free(known[i]);
    return NULL;
}
