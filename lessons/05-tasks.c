/* SPDX-License-Identifier: MIT */
/* 05 Tasks: start something, go on, take its result later.
 *
 * Concept  async_create_task() puts a coroutine into the loop's queue.  Its first
 *          step comes when the creator gives way; then each has a lane of its own.
 * Predict  A takes 2 s, B takes 1 s.  Which line is printed first, and which last?
 * Watch    Both lanes begin when main waits for A; B is done first, and its result
 *          is kept until main asks for it.
 * Try      Await task B first.  What changes: the order of the lines, or the time?
 * Next     --demo left-behind: what happens to tasks for which nobody waits.
 */
#include "kit.h"

struct job {
    char *name;
    double seconds;
};

static void *work(void *arg)
{
    const struct job *this = arg;

    printf("%s starting\n", this->name);
    int rc = async_sleep(this->seconds);
    if (rc < 0)
        return async_return(rc);
    printf("%s done\n", this->name);
    return this->name;
}

static void *program(void *arg)
{
    static struct job a = { "A", 2 }, b = { "B", 1 };
    struct async_task task_a = async_create_task("A", work, &a);
    struct async_task task_b = async_create_task("B", work, &b);
    void *result_a, *result_b;

    printf("Tasks created\n");          /* and neither has begun */

    int rc = async_await(task_a, &result_a);
    if (rc < 0)
        return async_return(rc);
    rc = async_await(task_b, &result_b);        /* done long since: no wait */
    if (rc < 0)
        return async_return(rc);
    printf("Results: %s, %s\n", (const char *)result_a, (const char *)result_b);
    return NULL;
}

static const char *const lanes[] = { "A", "B", NULL };

static const struct kit_demo create_demo = {
    .name = "create", .title = "two tasks, started and then awaited",
    .program = program, .lanes = lanes, .seconds = 3,
    .question = "Which comes first: \"Tasks created\" or \"A starting\"?",
    .moral = "A new task waits for its turn: its creator goes first.",
};
extern const struct kit_demo creator_first_demo, order_demo, background_demo, pair_demo,
    dont_wait_demo, left_behind_demo, cancel_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &create_demo, &creator_first_demo, &order_demo, &background_demo, &pair_demo,
        &dont_wait_demo, &left_behind_demo, &cancel_demo, NULL
    };
    return kit_main(argc, argv, "tasks", demos);
}
