/* SPDX-License-Identifier: MIT */
/* 02 Coroutines: a call makes an object; nothing runs yet.
 *
 * Concept  async_coroutine() notes a function and its argument.  Awaited, it runs,
 *          once, in the awaiter's own task; async_create_task() makes it a task,
 *          which runs when its maker gives way.
 * Predict  Which line comes first: "called, not started" or "running awaited"?
 * Watch    Only the task gets a lane: the awaited coroutine runs in main's.
 * Try      Leave out the async_sleep(0).  When does the task run now?
 * Next     --demo pause-resume: what "gives way" means, without a loop.
 */
#include "kit.h"

static void *job(void *arg)
{
    printf("running %s\n", (const char *)arg);
    return arg;
}

static void *program(void *arg)
{
    struct async_task coroutine = async_coroutine("job", job, "awaited");
    void *result;

    printf("called, not started\n");
    int rc = async_await(coroutine, &result);       /* now it runs, here */
    if (rc < 0)
        return async_return(rc);
    printf("result %s\n", (const char *)result);

    struct async_task task = async_create_task("task", job, "task");
    printf("task created, not started\n");
    rc = async_sleep(0);                            /* give way once */
    if (rc < 0)
        return async_return(rc);
    printf("task done without being awaited: %s\n", kit_bool(async_done(task)));

    if (async_await(coroutine, NULL) < 0)           /* it has run already */
        printf("refused: %s\n", async_caught()->text);
    return NULL;
}

static const char *const lanes[] = { "task", NULL };

static const struct kit_demo start_demo = {
    .name = "start", .title = "called, awaited, made a task: when does it run?",
    .program = program, .lanes = lanes, .alone = true,
    .question = "Which comes first: \"called, not started\" or \"running awaited\"?",
    .moral = "Making a coroutine runs nothing. Awaiting it does, and so does a task's turn.",
};
extern const struct kit_demo coroutine_demo, object_demo, never_awaited_demo,
    no_result_demo, await_demo, await_outside_demo, awaitables_demo, pause_resume_demo,
    round_robin_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &start_demo, &coroutine_demo, &object_demo, &never_awaited_demo, &no_result_demo,
        &await_demo, &await_outside_demo, &awaitables_demo, &pause_resume_demo,
        &round_robin_demo, NULL
    };
    return kit_main(argc, argv, "coroutines", demos);
}
