/* SPDX-License-Identifier: MIT */
/* 10 Errors: a failure travels through await.
 *
 * Concept  A coroutine that cannot do its work ends with async_fail(code, text).
 *          Whoever awaits it gets minus the code, and the text on request.
 * Predict  might_fail() fails after one second.  Which line is printed, and when?
 * Watch    The failure does not end main: main was told, and goes on.
 * Try      Do not look at what async_await() returns.  Who says what then?
 * Next     --demo task: the same failure, out of a task that ran beside main.
 */
#include "kit.h"

static void *might_fail(void *arg)
{
    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    return async_fail(EINVAL, "Oops!");
}

static void *program(void *arg)
{
    int rc = async_await(async_coroutine("might_fail", might_fail, NULL), NULL);
    if (rc == -EINVAL) {
        printf("Caught error: %s\n", async_caught()->text);
        return NULL;
    }
    return async_return(rc);        /* another failure, or none: not for us */
}

static const struct kit_demo caught_demo = {
    .name = "caught", .title = "a failure travels through await",
    .program = program, .alone = true, .seconds = 1,
    .question = "might_fail() fails after 1 s. Does that end main?",
    .moral = "A failure goes to whoever awaits.",
};
extern const struct kit_demo task_demo, several_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &caught_demo, &task_demo, &several_demo, NULL
    };
    return kit_main(argc, argv, "errors", demos);
}
