/* SPDX-License-Identifier: MIT */
/* Glue and scissors: any order will do, if it is one for all. */
#include "exercise.h"

static struct async_lock t[8];
static char names[8][20];

static void swap(int *a, int *b)
{
    int c = *a;
    *a = *b;
    *b = c;
}

static void *child(void *arg)
{
    int i = (int)(intptr_t)arg, a = input_at("first", i),
        b = input_at("second", i), rc;
    if (a < b)
        swap(&a, &b);
    if ((rc = async_lock_acquire(&t[a])) < 0)
        return async_return(rc);
    async_sleep(input("search"));
    if ((rc = async_lock_acquire(&t[b])) < 0)
        return async_return(rc);
    rc = ask("work", input_text_at("work.names", i), NULL);
    async_lock_release(&t[a]);
    async_lock_release(&t[b]);
    puts(input_text_at("work.names", i));
    return async_return(rc);
}

void *solution(void *arg)
{
    struct async_task_group g;
    for (int i = 0; i < 8; i++) {
        snprintf(names[i], 20, "tool %d", i);
        async_lock_init(&t[i], names[i]);
    }
    async_task_group_begin(&g);
    for (int i = 0; i < input_length("work.names"); i++)
        async_task_group_create_task(&g, "child", child, (void *)(intptr_t)i);
    return async_return(async_task_group_end(&g, 0));
}
