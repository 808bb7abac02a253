/* SPDX-License-Identifier: MIT */
/* 01 Synchronous or asynchronous: three downloads, two ways to wait.
 *
 * Concept  A download is mostly waiting.  Waits one after another add up; waits
 *          that overlap cost as much as the longest of them.
 * Predict  Each download takes two seconds.  How long do one_after_another()
 *          and waiting_together() take?
 * Watch    The race, which runs waiting_together() both ways.  Look at the thread:
 *          stuck in every wait on one side, free on the other.
 * Try      Give Task2 three seconds.  When does each side finish now?
 * Next     --demo thousands: ten thousand waits on one thread.
 */
#include "kit.h"

struct download {
    const char *name;
    double seconds;
};

enum { COUNT = 3 };
static struct download downloads[COUNT] = {
    { "Task1", 2 }, { "Task2", 2 }, { "Task3", 2 },
};

static void *one_after_another(void *arg)
{
    for (int i = 0; i < COUNT; i++) {
        printf("%s starting\n", downloads[i].name);
        async_blocking_sleep(downloads[i].seconds);     /* nobody else can run */
        printf("%s done\n", downloads[i].name);
    }
    return NULL;
}

static void *download(void *arg)
{
    const struct download *this = arg;

    printf("%s starting\n", this->name);
    int rc = async_sleep(this->seconds);                /* others run meanwhile */
    if (rc < 0)
        return async_return(rc);
    printf("%s done\n", this->name);
    return NULL;
}

static void *waiting_together(void *arg)
{
    struct async_task waiting[COUNT];

    /* Nothing runs yet: gather starts all three, then waits for them. */
    for (int i = 0; i < COUNT; i++)
        waiting[i] = async_coroutine(downloads[i].name, download, &downloads[i]);
    int rc = async_gather(waiting, COUNT, NULL, 0);
    return async_return(rc);
}

static const char *const lanes[] = { "Task1", "Task2", "Task3", NULL };

static const struct kit_demo async_demo = {
    .name = "async", .title = "three downloads, waiting together",
    .program = waiting_together, .lanes = lanes, .seconds = 6,
    .question = "Three downloads of 2 s each. How long will each side take?",
    .moral = "The same three downloads. Nothing became faster: the waiting overlaps.",
};
static const struct kit_demo sync_demo = {
    .name = "sync", .title = "three downloads, one after another",
    .program = one_after_another, .alone = true, .seconds = 6,
    .question = "One thread, three downloads of 2 s each, no tasks. How long?",
};
extern const struct kit_demo thousands_demo, diagram_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &async_demo, &sync_demo, &thousands_demo, &diagram_demo, NULL
    };
    return kit_main(argc, argv, "synchronous or asynchronous?", demos);
}
