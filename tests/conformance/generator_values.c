/* SPDX-License-Identifier: MIT */
/* Generators: values both ways, failures thrown in and falling out, an early close. */
#include "tell.h"

static void *count(void *unused)
{
    static const char *const values[] = { "one", "two", "three" };

    tell("generator begins");
    for (int i = 0; i < 3; i++) {
        void *sent = NULL;
        async_sleep(1);
        int rc = async_yield((void *)values[i], &sent);
        tell("generator: %s %s", how(rc), sent ? (char *)sent : "None");
        if (rc < 0)
            return async_return(rc);
    }
    tell("generator ends");
    return NULL;
}

static void tell_next(int rc, void *value)
{
    if (rc == 1)
        tell("value %s", (char *)value);
    else
        tell("%s", rc == 0 ? "exhausted" : how(rc));
}

static void next(struct async_generator generator)
{
    void *value = NULL;
    int rc = async_next(generator, &value);

    tell_next(rc, value);
}

static void *one_after_another(void *unused)
{
    struct async_generator generator = async_generator("count", count, NULL);

    tell("made");
    for (int i = 0; i < 5; i++)
        next(generator);
    return NULL;
}

static void *values_sent(void *unused)
{
    struct async_generator generator = async_generator("count", count, NULL);
    void *value = NULL;

    int rc = async_send(generator, "too early", &value);
    tell_next(rc, value);
    next(generator);
    rc = async_send(generator, "hello", &value);
    tell_next(rc, value);
    rc = async_send(generator, NULL, &value);
    tell_next(rc, value);
    rc = async_send(generator, "last", &value);
    tell_next(rc, value);
    rc = async_send(generator, "more", &value);
    tell_next(rc, value);
    return NULL;
}

static void *thrown_in(void *unused)
{
    struct async_generator generator = async_generator("count", count, NULL);
    void *value = NULL;

    next(generator);
    int rc = async_throw(generator, ASYNC_EUSER, "thrown", &value);
    tell_next(rc, value);
    next(generator);
    generator = async_generator("count", count, NULL);
    rc = async_throw(generator, ASYNC_EUSER, "before it began", &value);
    tell_next(rc, value);
    next(generator);
    return NULL;
}

static void *answer(void *unused)
{
    int rc = async_yield("question", NULL);

    tell("generator: %s", how(rc));
    rc = async_yield("answer", NULL);
    tell("generator: %s", how(rc));
    return async_fail(ASYNC_EUSER, "of its own");
}

static void *thrown_and_answered(void *unused)
{
    struct async_generator generator = async_generator("answer", answer, NULL);
    void *value = NULL;

    next(generator);
    int rc = async_throw(generator, ASYNC_EUSER, "thrown", &value);
    tell_next(rc, value);
    next(generator);
    next(generator);
    return NULL;
}

static void *tidy(void *unused)
{
    int rc = async_yield("value", NULL);

    tell("generator: %s", how(rc));
    async_sleep(1);
    tell("generator has tidied up");
    return async_return(rc);
}

static void *closed_early(void *unused)
{
    struct async_generator generator = async_generator("tidy", tidy, NULL);

    next(generator);
    tell("close: %s", how(async_generator_close(generator)));
    tell("close: %s", how(async_generator_close(generator)));
    next(generator);
    generator = async_generator("tidy", tidy, NULL);
    tell("close before it began: %s", how(async_generator_close(generator)));
    next(generator);
    return NULL;
}

static void *fail_on_close(void *unused)
{
    tell("generator: %s", how(async_yield("value", NULL)));
    return async_fail(ASYNC_EUSER, "no clean-up");
}

static void *ignore_close(void *unused)
{
    tell("generator: %s", how(async_yield("value", NULL)));
    return async_return(async_yield("another", NULL));
}

/* Thrown at in vain, but it may be asked for what it has. */
static void *ignores_its_close(void *unused)
{
    struct async_generator generator = async_generator("ignore", ignore_close, NULL);
    void *value = NULL;

    next(generator);
    tell("close: %s", how(async_generator_close(generator)));
    int rc = async_throw(generator, ASYNC_EUSER, "thrown", &value);
    tell_next(rc, value);
    next(generator);
    return NULL;
}

static void *fails_on_its_close(void *unused)
{
    struct async_generator generator = async_generator("fail", fail_on_close, NULL);

    next(generator);
    tell("close: %s", how(async_generator_close(generator)));
    next(generator);
    generator = async_generator("ignore", ignore_close, NULL);
    next(generator);
    tell("close: %s", how(async_generator_close(generator)));
    return NULL;
}

PLAY(SCENE(one_after_another), SCENE(values_sent), SCENE(thrown_in),
     SCENE(thrown_and_answered), SCENE(closed_early), SCENE(fails_on_its_close),
     SCENE(ignores_its_close))
