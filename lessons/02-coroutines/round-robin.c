/* SPDX-License-Identifier: MIT */
/* 02 Round robin: three coroutines take turns, by hand.
 * Whoever gives way goes to the end of the queue: the heart of every event loop. */
#include "kit.h"

enum { COUNT = 3 };

struct countdown {
    const char *name;
    int n;
};

static void *count_down(void *arg)
{
    struct countdown *this = arg;

    while (this->n > 0) {
        printf("%s %d\n", this->name, this->n--);
        async_bare_yield(NULL);         /* give control back */
    }
    printf("%s done\n", this->name);
    return NULL;
}

/* A ring of as many places as there are coroutines. */
static struct async_bare *ready[COUNT];
static int first, waiting;

static void push(struct async_bare *bare)
{
    ready[(first + waiting++) % COUNT] = bare;
}

static struct async_bare *pop(void)
{
    struct async_bare *bare = ready[first];

    first = (first + 1) % COUNT;
    waiting--;
    return bare;
}

static int script(void)
{
    static struct countdown countdowns[COUNT] = { { "A", 3 }, { "B", 1 }, { "C", 2 } };

    for (int i = 0; i < COUNT; i++) {
        struct async_bare *bare = async_bare_create(count_down, &countdowns[i]);
        if (!bare)
            return async_set_error(ENOMEM, "no room for a stack");
        push(bare);
    }
    while (waiting > 0) {
        struct async_bare *bare = pop();
        if (async_bare_resume(bare, NULL, NULL) > 0)
            push(bare);
        else
            async_bare_destroy(bare);
    }
    return 0;
}

const struct kit_demo round_robin_demo = {
    .name = "round-robin", .title = "three coroutines take turns, by hand",
    .script = script, .loopless = true, .alone = true,
    .question = "A counts from 3, B from 1, C from 2. Who is done first?",
    .moral = "A queue and a loop around it: that is a scheduler.",
};
