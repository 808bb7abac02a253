/* SPDX-License-Identifier: MIT */
/* Closing generators: in their clean-up, twice, by another, failing, cancelled, nested. */
#include <stdint.h>

#include "tell.h"

struct numbers {
    const char *name;
    double tidy;
    const char *fails;
};

static void *numbers(void *arg)
{
    const struct numbers *it = arg;
    int rc = 0;

    for (intptr_t i = 0; i < 9 && rc == 0; i++) {
        tell("%s gives %d", it->name, (int)i);
        rc = async_yield((void *)i, NULL);
    }
    if (rc < 0)
        tell("%s: %s", it->name, how(rc));
    if (it->tidy > 0 && async_sleep(it->tidy) < 0) {
        tell("%s stops tidying", it->name);
        return async_return(-ECANCELED);
    }
    tell("%s tidied", it->name);
    return it->fails ? async_fail(ASYNC_EUSER, "%s", it->fails) : async_return(rc);
}
#define NUMBERS(...) \
    async_generator("numbers", numbers, &(struct numbers){ "generator", __VA_ARGS__ })

static int told(const char *name, int rc, const void *value)
{
    if (rc < 0)
        tell("%s: %s", name, how(rc));
    else if (rc == 0)
        tell("%s: exhausted", name);
    else
        tell("%s: %d", name, (int)(intptr_t)value);
    return rc;
}

static int ask_next(struct async_generator generator)
{
    void *value = NULL;
    int rc = async_next(generator, &value);

    return told("main", rc, value);
}

static void tell_next(struct async_generator generator)
{
    tell("%s", how(ask_next(generator)));
}

static void tell_send(struct async_generator generator, void *in)
{
    void *value = NULL;
    int rc = async_send(generator, in, &value);

    tell("%s", how(told("main", rc, value)));
}

static void tell_throw(struct async_generator generator, const char *text)
{
    void *value = NULL;
    int rc = async_throw(generator, ASYNC_EUSER, text, &value);

    if (rc == 0)
        tell("main: None");
    else
        told("main", rc, value);
    tell("%s", how(rc));
}

static void tell_close(struct async_generator generator)
{
    tell("%s", how(async_generator_close(generator)));
}

static void *left_by_a_break(void *unused)
{
    struct async_generator generator = NUMBERS(1);
    void *value;

    while (async_next(generator, &value) > 0 && (intptr_t)value != 1)
        ;
    tell("left");
    tell_close(generator);
    tell_next(generator);
    return NULL;
}

static void *close_it(void *generator)
{
    return async_return(async_generator_close(*(struct async_generator *)generator));
}

static void tell_how(struct async_task task)
{
    tell("%s", how(async_await(task, NULL)));
}

static void *in_its_clean_up(void *unused)
{
    struct async_generator generator = NUMBERS(2);

    ask_next(generator);
    struct async_task closer = async_create_task("closer", close_it, &generator);
    async_sleep(1);
    tell_next(generator);
    tell_send(generator, "x");
    tell_throw(generator, "thrown");
    tell_close(generator);
    tell_how(closer);
    tell_close(generator);
    return NULL;
}

static void *its_clean_up_fails(void *unused)
{
    struct async_generator generator = NUMBERS(0, "no tidying");

    ask_next(generator);
    tell_close(generator);
    tell_close(generator);
    tell_next(generator);
    generator = NUMBERS(1, "no tidying");
    ask_next(generator);
    tell_throw(generator, "thrown");
    tell_throw(generator, "again");
    return NULL;
}

static void *the_body_fails_and_the_clean_up_waits(void *unused)
{
    struct async_generator generator = NUMBERS(1);

    ask_next(generator);
    tell_throw(generator, "thrown");
    tell_next(generator);
    return NULL;
}

static void *cancelled_in_its_clean_up(void *unused)
{
    struct async_generator generator = NUMBERS(5);

    ask_next(generator);
    struct async_task closer = async_create_task("closer", close_it, &generator);
    async_sleep(1);
    async_cancel_with(closer, "enough");
    tell_how(closer);
    tell_close(generator);
    return NULL;
}

static void *waits(void *unused)
{
    int rc = async_yield((void *)1, NULL);

    if (rc == 0)
        rc = async_sleep(9);
    if (rc == 0)
        rc = async_yield((void *)2, NULL);
    if (rc < 0)
        tell("generator: %s", how(rc));
    return async_return(rc);
}

static void *ask_in_task(void *generator)
{
    void *value = NULL;
    int rc = async_next(*(struct async_generator *)generator, &value);

    return async_return(told("task", rc, value));
}

static void *cancelled_in_its_body(void *unused)
{
    struct async_generator generator = async_generator("waits", waits, NULL);

    ask_next(generator);
    struct async_task task = async_create_task("task", ask_in_task, &generator);
    async_sleep(1);
    async_cancel_with(task, "enough");
    tell_how(task);
    tell_next(generator);
    tell_close(generator);
    return NULL;
}

static void *survives(void *unused)
{
    int rc = 0;

    while (rc == 0 || rc == -ECANCELED) {
        rc = async_sleep(1);
        rc = async_yield((void *)(intptr_t)(rc == 0), NULL);
    }
    return async_return(rc);
}

static void *swallows_a_cancellation(void *unused)
{
    struct async_generator generator = async_generator("survives", survives, NULL);

    ask_next(generator);
    struct async_task task = async_create_task("task", ask_in_task, &generator);
    async_sleep(0.5);
    async_cancel(task);
    tell_how(task);
    ask_next(generator);
    tell_close(generator);
    return NULL;
}

static void *outer(void *unused)
{
    struct async_generator inner =
        async_generator("inner", numbers, &(struct numbers){ "inner", 1 });
    void *value;
    int rc;

    while ((rc = async_next(inner, &value)) > 0)
        if ((rc = async_yield((void *)(10 * (intptr_t)value), NULL)) < 0)
            break;
    tell("outer closes");
    async_generator_close(inner);
    tell("outer closed");
    return async_return(rc);
}

static void *one_in_another(void *unused)
{
    struct async_generator generator = async_generator("outer", outer, NULL);

    ask_next(generator);
    ask_next(generator);
    tell_close(generator);
    return NULL;
}

static void *fresh_ones(void *unused)
{
    struct numbers fresh = { "fresh" };
    struct async_generator generator = async_generator("fresh", numbers, &fresh);

    async_generator_close(generator);
    tell("main: None");
    tell("ok");
    tell_next(generator);
    generator = async_generator("fresh", numbers, &fresh);
    tell_throw(generator, "thrown");
    tell_next(generator);
    async_generator_close(generator);
    generator = async_generator("fresh", numbers, &fresh);
    tell_send(generator, NULL);
    tell_next(generator);
    async_generator_close(generator);
    return NULL;
}

static void *answers(void *unused)
{
    int rc = async_yield((void *)1, NULL), again = async_yield((void *)2, NULL);

    return async_return(again < 0 ? again : rc);
}

static void *an_answer_while_closing(void *unused)
{
    struct async_generator generator = async_generator("answers", answers, NULL);

    ask_next(generator);
    tell_close(generator);
    tell("%s", how(told("main", async_generator_close(generator), NULL)));
    tell_next(generator);
    return NULL;
}

PLAY(SCENE(left_by_a_break), SCENE(in_its_clean_up), SCENE(its_clean_up_fails),
     SCENE(the_body_fails_and_the_clean_up_waits), SCENE(cancelled_in_its_clean_up),
     SCENE(cancelled_in_its_body), SCENE(swallows_a_cancellation),
     SCENE(one_in_another), SCENE(fresh_ones), SCENE(an_answer_while_closing))
