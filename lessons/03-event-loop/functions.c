/* SPDX-License-Identifier: MIT */
/* 03 Functions: gather, a task awaited later, a time-out, main's result.
 * While main is in one of these waits, the others run. */
#include <string.h>

#include "kit.h"

enum { ROUNDS = 3 };

struct value {
    const char *text;
    double seconds;
};

static int noted[ROUNDS], note_count;

static void *value(void *arg)
{
    const struct value *this = arg;

    int rc = async_sleep(this->seconds);
    if (rc < 0)
        return async_return(rc);
    return (void *)this->text;
}

static void *background(void *arg)
{
    for (int i = 0; i < ROUNDS; i++) {
        noted[note_count++] = i;
        int rc = async_sleep(0.8);
        if (rc < 0)
            return async_return(rc);
    }
    return NULL;
}

static int gather_two(void)
{
    static struct value a = { "a", 2 }, b = { "b", 1 };
    struct async_task values[] = { async_coroutine("a", value, &a),
                                   async_coroutine("b", value, &b) };
    void *results[2];

    int rc = async_gather(values, 2, results, 0);
    if (rc < 0)
        return rc;
    printf("gather keeps argument order: ");
    kit_print_list(results, 2);
    return 0;
}

static int await_at_most_a_second(double start)
{
    static struct value late = { "late", 5 };

    printf("a time-out is errno's own: %s\n", strerror(ETIMEDOUT));
    int rc = async_wait_for(async_coroutine("late", value, &late), 1, NULL);
    if (rc != -ETIMEDOUT)
        return rc;
    printf("%.1f timed out\n", async_time() - start);
    return 0;
}

static void *program(void *arg)
{
    double start = async_time();
    struct async_task task = async_create_task("background", background, NULL);

    int rc = gather_two();
    if (rc < 0)
        return async_return(rc);
    printf("background ran meanwhile: ");
    kit_print_ints(noted, note_count);
    printf(" done: %s\n", kit_bool(async_done(task)));

    rc = async_await(task, NULL);
    if (rc < 0)
        return async_return(rc);
    printf("%.1f awaited later\n", async_time() - start);

    rc = await_at_most_a_second(start);
    if (rc < 0)
        return async_return(rc);
    return "main result";
}

static int script(void)
{
    void *result;

    int rc = async_run(program, NULL, &result);
    if (rc < 0)
        return rc;
    printf("%s - loop closed: %s\n", (const char *)result,
           kit_bool(async_current_task().id == 0));
    return 0;
}

static const char *const lanes[] = { "background", "a", "b", "late", NULL };

const struct kit_demo functions_demo = {
    .name = "functions", .title = "gather, await later, time-out, main's result",
    .script = script, .lanes = lanes, .alone = true, .seconds = 3.4,
    .question = "The background task takes 2.4 s in all, the gather 2 s. When is each done?",
    .moral = "All of these are waits: while main is in one of them, the others run.",
};
