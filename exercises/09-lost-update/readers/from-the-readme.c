/* SPDX-License-Identifier: MIT */
/* Coins that vanish. */
#include "exercise.h"

enum { MOST = 20 };

static struct box {
    int coins;
    struct async_lock lock;
    char name[20];
} boxes[MOST];

/* One person: count what is in the box, add the coins, write the new sum on the lid. */
static void *save(void *arg)
{
    int i = *(const int *)arg;
    struct box *box = &boxes[(int)input_at("box", i)];

    int rc = async_lock_acquire(&box->lock);
    if (rc < 0)
        return async_return(rc);
    int found = box->coins;
    rc = ask("count", input_text_at("count.names", i), NULL);
    if (rc == 0)
        box->coins = found + (int)input_at("coins", i);
    async_lock_release(&box->lock);
    return async_return(rc == -EIO ? 0 : rc);   /* -EIO: the coins fell down */
}

void *solution(void *arg)
{
    int n = input_length("count.names");
    struct async_task people[MOST];

    for (int i = 0; i < (int)input("boxes"); i++) {
        snprintf(boxes[i].name, sizeof boxes[i].name, "box %d", i);
        async_lock_init(&boxes[i].lock, boxes[i].name);
    }

    for (int i = 0; i < n; i++)
        people[i] = async_coroutine_with(input_text_at("count.names", i), save, &i,
                                         sizeof i);
    int rc = async_gather(people, n, NULL, 0);
    for (int i = 0; i < (int)input("boxes"); i++) {
        char name[20];
        snprintf(name, sizeof name, "box %d", i);
        answer(name, boxes[i].coins);
    }
    return async_return(rc);
}
