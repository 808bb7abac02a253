/* SPDX-License-Identifier: MIT */
/* 11 Resources: taken and given back, both with a wait.
 *
 * Concept  What was acquired is released on every way out: success, failure and
 *          cancellation.  One shape does it: acquire, body, release, in a line;
 *          the body says in rc how it went, and nothing returns in between.
 * Predict  Acquiring and releasing take a tenth of a second each.  In which order
 *          do the three lines come, and when is the last one printed?
 * Watch    The lane of main: two sleeps, and the body between them.
 * Try      Let body() return async_set_error(EIO, "no paper").  Is the resource
 *          released?  Then return from program() right behind body().
 * Next     --demo release-on-error: who releases when the body fails?
 */
#include "kit.h"

static int resource_acquire(void)
{
    printf("Acquiring resource\n");
    return async_sleep(0.1);
}

/* rc says how the body went.  As in Python, a failure here takes its place. */
static int resource_release(int rc)
{
    printf("Releasing resource\n");
    int released = async_sleep(0.1);
    return released < 0 ? released : rc;
}

static int body(void)
{
    printf("Using resource\n");
    return 0;
}

static void *program(void *arg)
{
    int rc = resource_acquire();
    if (rc < 0)
        return async_return(rc);        /* nothing was taken: nothing to release */
    rc = body();
    rc = resource_release(rc);          /* reached whatever the body did */
    return async_return(rc);
}

static const struct kit_demo scope_demo = {
    .name = "scope", .title = "acquire, body, release",
    .program = program, .alone = true, .seconds = 0.2,
    .question = "Acquiring and releasing take 0.1 s each. When is the last line printed?",
    .moral = "What was acquired is released on every way out.",
};
extern const struct kit_demo generator_form_demo, release_on_error_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &scope_demo, &generator_form_demo, &release_on_error_demo, NULL
    };
    return kit_main(argc, argv, "resources", demos);
}
