/* SPDX-License-Identifier: MIT */
/* 11 Generator form: acquire and release in one function, with the body in between.
 * The first request runs it up to the yield, the second one from there to its end. */
#include "kit.h"

static void *resource(void *arg)
{
    printf("Acquiring\n");
    int rc = async_yield("resource", NULL);     /* the body runs now */
    if (rc < 0)
        return async_return(rc);
    printf("Releasing\n");
    return NULL;
}

static void *program(void *arg)
{
    struct async_generator scope = async_generator("resource", resource, NULL);
    void *taken;

    int rc = async_next(scope, &taken);
    if (rc < 0)
        return async_return(rc);
    printf("Using: %s\n", (char *)taken);
    rc = async_next(scope, NULL);
    return async_return(rc);
}

const struct kit_demo generator_form_demo = {
    .name = "generator-form", .title = "acquire and release as one generator",
    .program = program, .alone = true,
    .question = "One function prints Acquiring and Releasing. What runs in between?",
    .moral = "A generator that yields once can hold a resource.",
};
