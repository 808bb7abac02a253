/* SPDX-License-Identifier: MIT */
/* 11 Release on error: the body fails.  The pair of functions releases; a generator
 * does only if its release stands on the way out of a failure, too. */
#include <string.h>

#include "kit.h"

static int body(void)
{
    return async_set_error(EINVAL, "body failed");
}

static int with_pair(void)
{
    printf("Acquiring resource\n");
    int rc = body();
    printf("Releasing resource after: %s\n", strerror(-rc));
    return rc;
}

static void *unguarded(void *arg)
{
    printf("Acquiring\n");
    int rc = async_yield("resource", NULL);
    if (rc < 0)
        return async_return(rc);        /* what was acquired is lost here */
    printf("Releasing\n");
    return NULL;
}

static void *guarded(void *arg)
{
    printf("Acquiring\n");
    int rc = async_yield("resource", NULL);
    printf("Releasing on every way out\n");
    return async_return(rc);
}

/* A failure of the body is thrown into the generator, where it waits in its yield. */
static int with_generator(async_fn *fn)
{
    struct async_generator scope = async_generator("resource", fn, NULL);

    int rc = async_next(scope, NULL);
    if (rc < 0)
        return rc;
    rc = body();
    return rc < 0 ? async_throw(scope, -rc, async_caught()->text, NULL)
                  : async_next(scope, NULL);
}

static void *program(void *arg)
{
    if (with_pair() == -EINVAL)
        printf("caught: %s\n", async_caught()->text);
    if (with_generator(unguarded) == -EINVAL)
        printf("caught: %s\n", async_caught()->text);
    if (with_generator(guarded) == -EINVAL)
        printf("caught: %s\n", async_caught()->text);
    return NULL;
}

const struct kit_demo release_on_error_demo = {
    .name = "release-on-error", .title = "who releases when the body fails?",
    .program = program, .alone = true,
    .question = "Three resources, and each body fails. Which one is not released?",
    .moral = "A release that a failure can pass by is a leak.",
};
