/* SPDX-License-Identifier: MIT */
/* 09 Group: a task group stands or falls together.  One dish fails: the group cancels
 * the others, waits for their clean-up, and hands on all failures as one. */
#include "kit.h"

struct dish {
    const char *name;
    double seconds;
    const char *mishap;                 /* NULL: it will be fine */
};

static struct dish salad = { "salad", 1, NULL };
static struct dish soup = { "soup", 2, "the soup is burnt" };
static struct dish roast = { "roast", 4, NULL };

static void *cook(void *arg)
{
    const struct dish *this = arg;

    int rc = async_sleep(this->seconds);
    if (rc == -ECANCELED) {
        printf("%.1f s: %s goes back into the fridge\n", async_time(), this->name);
        int cleaned = async_sleep(0.5);
        return async_return(cleaned < 0 ? cleaned : rc);
    }
    if (rc == 0 && this->mishap)
        return async_fail(EIO, "%s", this->mishap);
    if (rc == 0)
        printf("%.1f s: %s is ready\n", async_time(), this->name);
    return async_return(rc);
}

static void *program(void *arg)
{
    struct async_task_group menu;

    async_task_group_begin(&menu);
    async_task_group_create_task(&menu, "salad", cook, &salad);
    async_task_group_create_task(&menu, "soup", cook, &soup);
    async_task_group_create_task(&menu, "roast", cook, &roast);
    printf("all on the stove\n");
    int rc = async_task_group_end(&menu, 0);    /* waits for all of them */
    if (rc != -ASYNC_EGROUP)
        return async_return(rc);

    const struct async_error *group = async_caught();
    printf("%.1f s: %d failure\n", async_time(), group->count);
    for (int i = 0; i < group->count; i++)
        printf("%s\n", group->errors[i]->text);
    return NULL;
}

static const char *const lanes[] = { "salad", "soup", "roast", NULL };

const struct kit_demo group_demo = {
    .name = "group", .title = "one fails: the group cancels the others",
    .program = program, .lanes = lanes, .alone = true, .seconds = 2.5,
    .question = "The soup fails at 2 s. What becomes of the salad, and of the roast?",
    .moral = "gather lets the others go on; a group cancels them.",
};
