/* SPDX-License-Identifier: MIT */
/* Generators that are open when main ends: closed together, in order of their
 * beginnings; their clean-up may wait; the run waits for it. */
#include "tell.h"

struct spec { const char *name; double tidies; };

static void *open_one(void *arg)
{
    const struct spec *spec = arg;
    int rc = async_yield("value", NULL);

    tell("%s: %s", spec->name, how(rc));
    if (spec->tidies > 0)
        async_sleep(spec->tidies);
    tell("%s has ended", spec->name);
    return async_return(rc);
}

static struct spec specs[] = { { "a", 2 }, { "b", 1 }, { "c", 0 } };

static void *closed_together(void *unused)
{
    struct async_generator generators[3];

    for (int i = 0; i < 3; i++)
        generators[i] = async_generator(specs[i].name, open_one, &specs[i]);
    async_next(generators[1], NULL);
    async_next(generators[0], NULL);
    async_next(generators[2], NULL);
    tell("main ends");
    return NULL;
}

static void *consume(void *unused)
{
    struct async_generator generator = async_generator("a", open_one, &specs[0]);

    async_next(generator, NULL);
    int rc = async_sleep(9);
    tell("consumer: %s", how(rc));
    return async_return(rc);
}

/* First the tasks that are left are cancelled and end, then generators are closed. */
static void *after_the_tasks(void *unused)
{
    async_forget(async_create_task("consumer", consume, NULL));
    async_sleep(1);
    tell("main ends");
    return NULL;
}

static void *fails(void *unused)
{
    tell("generator: %s", how(async_yield("value", NULL)));
    return async_fail(ASYNC_EUSER, "no clean-up");
}

static void *a_failing_one_stops_nothing(void *unused)
{
    struct async_generator a = async_generator("fails", fails, NULL),
                           b = async_generator("b", open_one, &specs[1]);

    async_next(a, NULL);
    async_next(b, NULL);
    tell("main ends");
    return NULL;
}

static void *main_fails(void *unused)
{
    struct async_generator generator = async_generator("b", open_one, &specs[1]);

    async_next(generator, NULL);
    return async_fail(ASYNC_EUSER, "main's own");
}

static void *never_begun(void *unused)
{
    struct async_generator generator = async_generator("b", open_one, &specs[1]);

    (void)generator;
    tell("main ends");
    return NULL;
}

PLAY(SCENE(closed_together), SCENE(after_the_tasks), SCENE(a_failing_one_stops_nothing),
     SCENE(main_fails), SCENE(never_begun))
