/* SPDX-License-Identifier: MIT */
/* 08 Time-outs: waiting, but not for ever.
 *
 * Concept  async_wait_for() awaits with a limit.  At the limit it cancels what it
 *          awaits, waits until that has ended, and returns -ETIMEDOUT.
 * Predict  The operation takes ten seconds, the limit is two.  When does the line
 *          come, and what has become of the operation by then?
 * Watch    The lane of the operation ends as cancelled at two seconds, before main
 *          goes on.  One after another, nothing can interrupt it.
 * Try      Let slow_operation() sleep half a second when it is cancelled.  When
 *          does the line come now?
 * Next     --demo timeout: a limit around several waits.
 */
#include "kit.h"

static void *slow_operation(void *arg)
{
    int rc = async_sleep(10);
    if (rc < 0)
        return async_return(rc);
    return "Done";
}

static void *program(void *arg)
{
    struct async_task slow = async_coroutine("operation", slow_operation, NULL);

    int rc = async_wait_for(slow, 2, NULL);
    if (rc == -ETIMEDOUT) {
        printf("Timeout!\n");
        return NULL;
    }
    return async_return(rc);
}

static const char *const lanes[] = { "operation", NULL };

static const struct kit_demo wait_for_demo = {
    .name = "wait-for", .title = "await with a limit",
    .program = program, .lanes = lanes, .seconds = 10,
    .question = "The operation takes 10 s, the limit is 2 s. When does main go on?",
    .moral = "Only a wait that lets others run can be interrupted.",
};
extern const struct kit_demo timeout_demo, three_seconds_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &wait_for_demo, &timeout_demo, &three_seconds_demo, NULL
    };
    return kit_main(argc, argv, "time-outs", demos);
}
