/* SPDX-License-Identifier: MIT */
/* 09 Cancellation: a task is asked to stop, and tidies up first.
 *
 * Concept  async_cancel() does not kill.  The wait in which the task is returns
 *          -ECANCELED, once; the task cleans up, may even wait for that, and
 *          ends by handing the cancellation on.
 * Predict  The clean-up takes half a second.  When does main go on: at 1 s, at
 *          1.5 s, or at 10 s?
 * Watch    The lane of upload goes on after the request, for its clean-up, and
 *          ends in the sign for cancelled.
 * Try      Let upload() return NULL instead of handing it on.  What does main print
 *          then?  The log warns of a swallowed cancellation; asyncio would not.
 * Next     --demo shield: a waiter is cancelled, and what it awaits is not.
 */
#include "kit.h"

static void *upload(void *arg)
{
    const char *file = arg;

    printf("uploading %s\n", file);
    int rc = async_sleep(10);
    if (rc == -ECANCELED) {
        printf("cancelled: removing the half of %s\n", file);
        if (async_sleep(0.5) == 0)          /* clean-up may wait, too */
            printf("removed\n");
    }
    return async_return(rc);
}

static void *program(void *arg)
{
    static char file[] = "holiday.jpg";
    struct async_task task = async_create_task("upload", upload, file);

    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    async_cancel(task);                     /* a request: upload's turn comes later */
    printf("asked it to stop at %.1f s\n", async_time());

    rc = async_await(task, NULL);
    if (!async_cancelled(task))
        return async_return(rc);
    printf("it has stopped at %.1f s\n", async_time());
    return NULL;
}

static const char *const lanes[] = { "upload", NULL };

static const struct kit_demo cleanup_demo = {
    .name = "clean-up", .title = "a cancelled task still gets to tidy up",
    .program = program, .lanes = lanes, .alone = true, .seconds = 2,
    .question = "The upload is cancelled at 1 s. When is it over?",
    .moral = "A cancelled task is asked, not killed: it tidies up before it ends.",
};
extern const struct kit_demo shield_demo, group_demo, swallowed_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &cleanup_demo, &shield_demo, &group_demo, &swallowed_demo, NULL
    };
    return kit_main(argc, argv, "cancellation", demos);
}
