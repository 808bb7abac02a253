/* SPDX-License-Identifier: MIT */
/* Generators at work: pipelines, limits on each value, several at once, sent answers. */
#include <stdint.h>
#include <string.h>

#include "tell.h"

struct ticks { const char *name; double seconds; int n; const char *fails; };

static void *ticks(void *arg)
{
    const struct ticks *it = arg;

    for (intptr_t i = 0; i < it->n; i++) {
        int rc = async_sleep(it->seconds);
        if (rc == 0) {
            tell("%s gives %d", it->name, (int)i);
            rc = async_yield((void *)i, NULL);
        }
        if (rc < 0)
            return async_return(rc);
    }
    return it->fails ? async_fail(ASYNC_EUSER, "%s", it->fails) : NULL;
}
#define TICKS(...) async_generator("ticks", ticks, &(struct ticks){ __VA_ARGS__ })

struct consumer { struct async_generator generator; const char *name; };

static void *consume_it(void *arg)
{
    const struct consumer *it = arg;
    void *value;
    int rc;

    while ((rc = async_next(it->generator, &value)) > 0)
        tell("%s has %d", it->name, (int)(intptr_t)value);
    tell("%s: %s", it->name, how(rc));
    return NULL;
}

static void consume(struct async_generator generator, const char *name)
{
    struct consumer it = { generator, name };

    consume_it(&it);
}

static void *side_by_side(void *unused)
{
    for (int seconds = 1; seconds >= 0; seconds--) {
        struct ticks a = { "a", seconds, 3 }, b = { "b", seconds, 3 };
        struct consumer x = { async_generator("ticks", ticks, &a), "x" },
                        y = { async_generator("ticks", ticks, &b), "y" };
        struct async_task both[] = { async_coroutine("x", consume_it, &x),
                                     async_coroutine("y", consume_it, &y) };
        async_gather(both, 2, NULL, 0);
    }
    return NULL;
}

static void *fails_at_its_end(void *unused)
{
    struct async_generator generator = TICKS("a", 1, 1, "broken");

    consume(generator, "x");
    consume(generator, "again");
    return NULL;
}

static void *doubled(void *source)
{
    void *value;
    int rc;

    while ((rc = async_next(*(struct async_generator *)source, &value)) > 0)
        if ((rc = async_yield((void *)(2 * (intptr_t)value), NULL)) < 0)
            break;
    return async_return(rc);
}

static void *odd_ones_out(void *source)
{
    void *value;
    int rc;

    while ((rc = async_next(*(struct async_generator *)source, &value)) > 0)
        if ((intptr_t)value % 4 == 0 && (rc = async_yield(value, NULL)) < 0)
            break;
    return async_return(rc);
}

static void *a_pipeline(void *unused)
{
    struct async_generator source = TICKS("a", 1, 4);
    struct async_generator middle = async_generator("doubled", doubled, &source);

    consume(async_generator("odd ones", odd_ones_out, &middle), "x");
    source = TICKS("a", 1, 1, "broken");
    consume(async_generator("doubled", doubled, &source), "x");
    return NULL;
}

static bool exhausted;

static void *next_of(void *generator)
{
    void *value = NULL;
    int rc = async_next(*(struct async_generator *)generator, &value);

    exhausted = rc == 0;
    return rc < 0 ? async_return(rc) : value;
}

static void *with_limits(void *unused)
{
    static const double limits[] = { 3, 1, 3 };
    struct async_generator generator = TICKS("a", 2, 3);

    for (int i = 0; i < 3; i++) {
        void *value;
        int rc = async_wait_for(async_coroutine("next", next_of, &generator), limits[i],
                                &value);
        if (rc < 0)
            tell("%s", how(rc));
        else if (exhausted)
            tell("exhausted");
        else
            tell("%d", (int)(intptr_t)value);
    }
    return NULL;
}

static void *a_scope_around(void *unused)
{
    struct async_generator generator = TICKS("a", 1, 5);
    struct async_timeout scope;
    void *value;
    int rc;

    async_timeout_begin(&scope, 2.5);
    while ((rc = async_next(generator, &value)) > 0)
        tell("%d", (int)(intptr_t)value);
    if (async_timeout_end(&scope, rc) == -ETIMEDOUT)
        tell("late");
    consume(generator, "again");
    return NULL;
}

static void *average(void *unused)
{
    intptr_t total = 0, count = 0;
    void *sent;
    int rc = async_yield(NULL, &sent);

    while (rc == 0 && sent) {
        total += (intptr_t)sent;
        count++;
        rc = async_sleep(1);
        if (rc == 0)
            rc = async_yield((void *)(total / count), &sent);
    }
    return async_return(rc < 0 ? rc : async_yield((void *)-1, NULL));
}

static void *answers(void *unused)
{
    static const intptr_t values[] = { 10, 20, 60 };
    struct async_generator generator = async_generator("average", average, NULL);
    void *value;

    async_next(generator, NULL);
    for (int i = 0; i < 3; i++) {
        async_send(generator, (void *)values[i], &value);
        tell("%d", (int)(intptr_t)value);
    }
    async_next(generator, &value);
    tell("%d", (int)(intptr_t)value);
    tell("%s", how(async_generator_close(generator)));
    return NULL;
}

static struct async_queue queue = ASYNC_QUEUE("queue", 0);

static void *items(void *unused)
{
    void *item;
    int rc = async_queue_get(&queue, &item);

    while (rc == 0 && strcmp(item, "end") != 0) {
        rc = async_yield(item, NULL);
        if (rc == 0)
            rc = async_queue_get(&queue, &item);
    }
    return async_return(rc);
}

static void *produce(void *unused)
{
    static char *const all[] = { "one", "two", "end" };

    for (int i = 0; i < 3; i++) {
        async_sleep(1);
        async_queue_put_nowait(&queue, all[i]);
    }
    return NULL;
}

static void *over_a_queue(void *unused)
{
    struct async_task task = async_create_task("produce", produce, NULL);
    struct async_generator generator = async_generator("items", items, NULL);
    void *item;
    int rc;

    while ((rc = async_next(generator, &item)) > 0)
        tell("x has %s", (char *)item);
    tell("x: %s", how(rc));
    async_await(task, NULL);
    async_queue_destroy(&queue);
    return NULL;
}

static struct async_generator shared;

static void *ask(void *name)
{
    void *value;
    int rc = async_next(shared, &value);

    if (rc < 0)
        tell("%s: %s", (char *)name, how(rc));
    else
        tell("%s has %d", (char *)name, (int)(intptr_t)value);
    return NULL;
}

static void *waits_are_the_consumers(void *unused)
{
    struct async_task both[] = { async_coroutine("x", ask, "x"),
                                 async_coroutine("y", ask, "y") };

    shared = TICKS("a", 1, 2);
    async_gather(both, 2, NULL, 0);
    ask("z");
    return NULL;
}

PLAY(SCENE(side_by_side), SCENE(fails_at_its_end), SCENE(a_pipeline), SCENE(with_limits),
     SCENE(a_scope_around), SCENE(answers), SCENE(over_a_queue),
     SCENE(waits_are_the_consumers))
