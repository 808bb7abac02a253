/* SPDX-License-Identifier: MIT */
/* 17 Prompt: a till with one customer and a long list to add up.  Done directly the
 * till is frozen, and the customer's keys are heard when it is through; with a thread
 * each key is answered at once. */
#include "async_thread.h"
#include "kit.h"

enum { KEYS = 3 };
static double pressed[KEYS] = { 0.5, 1.0, 1.5 };
static struct async_event key = ASYNC_EVENT("key");
static int waiting;                     /* keys pressed, and not answered */
static double start;

static void *press(void *arg)           /* the customer, outside the loop: a thread */
{
    for (int i = 0; i < KEYS; i++) {
        async_blocking_sleep(0.5);
        async_call_soon_threadsafe((async_fn *)arg, NULL);
    }
    return NULL;
}

static void *heard(void *arg)
{
    waiting++;
    async_event_set(&key);
    return NULL;
}

static void *answer(void *arg)
{
    for (int i = 0; i < KEYS; i++) {
        int rc = 0;
        while (rc == 0 && waiting == 0) {
            async_event_clear(&key);
            rc = async_event_wait(&key);
        }
        if (rc < 0)
            return async_return(rc);
        waiting--;
        printf("  key of %.1f answered at %.1f\n", pressed[i], async_time() - start);
    }
    return NULL;
}

static void *add_up(void *arg)
{
    async_blocking_sleep(2);
    return NULL;
}

static int serve(const char *how, bool in_a_thread)
{
    start = async_time();
    printf("%s:\n", how);
    struct async_task till = async_create_task("till", answer, NULL);
    struct async_task customer = async_run_in_executor("customer", press, (void *)heard);
    int rc = async_sleep(0);
    if (rc == 0 && in_a_thread)
        rc = async_to_thread("list", add_up, NULL, NULL);
    else if (rc == 0)
        add_up(NULL);
    if (rc == 0)
        printf("  list added up at %.1f\n", async_time() - start);
    struct async_task both[] = { till, customer };
    int ended = async_gather(both, 2, NULL, 0);
    return rc < 0 ? rc : ended;
}

static void *program(void *arg)
{
    int rc = serve("directly", false);
    if (rc == 0)
        rc = serve("in a thread", true);
    return async_return(rc);
}

const struct kit_demo prompt_demo = {
    .name = "prompt", .title = "a prompt that freezes, and one that answers",
    .program = program, .alone = true, .seconds = 4,
    .question = "Three keys while a list is added up for 2 s. When is each answered?",
    .moral = "A program that does not answer has something blocking in its loop.",
};
