/* SPDX-License-Identifier: MIT */
/* Fails: when found: main looked again and again: from 0 s on it slept 4 times in a row */
/* A counter of pages under way, looked at ten times a second. */
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
static int n, left, dead;

static void *visit(void *arg);

static void start(const char *name)
{
    for (int i = 0; i < n; i++)
        if (!strcmp(known[i], name))
            return;
    strcpy(known[n], name);
    left++;
    struct async_task t = async_create_task(known[n], visit, known[n]);
    n++;
    (void)t;
}

static void *visit(void *arg)
{
    const char *text;
    char l[MOST][NAME];
    int rc = ask("page", arg, &text);
    printf("%s: %s\n", (char *)arg, rc ? "dead" : "ok");
    if (rc)
        dead++;
    int k = rc ? 0 : links_of(text, l);
    for (int i = 0; i < k; i++)
        start(l[i]);
    left--;
    return NULL;
}

void *solution(void *arg)
{
    start("home");
    while (left > 0)
        async_sleep(0.1);
    answer("pages", n);
    answer("dead", dead);
    return NULL;
}
