/* SPDX-License-Identifier: MIT */
/* 01 Thousands: ten thousand waits on one thread.
 *
 * Concept  A waiting task costs a little memory and no thread.
 * Predict  Ten thousand operations of one second each: how long, on how many threads?
 * Watch    All lanes sleep at once; the thread's own lane is free nearly all the time.
 * Try      --sync: the same program, one operation after another.
 * Next     --demo diagram: the same comparison, drawn by the program itself.
 */
#include <pthread.h>

#include "kit.h"

enum { COUNT = 10000 };

struct operation {
    int number;
    pthread_t thread;       /* the one that it found itself on */
};

static struct operation operations[COUNT];

static void *operate(void *arg)
{
    struct operation *this = arg;

    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    this->thread = pthread_self();
    return &this->number;
}

static int count_threads(void)
{
    int threads = 0;

    for (int i = 0; i < COUNT; i++) {
        int earlier = 0;
        while (earlier < i && !pthread_equal(operations[earlier].thread,
                                             operations[i].thread))
            earlier++;
        threads += earlier == i;
    }
    return threads;
}

static void *program(void *arg)
{
    static struct async_task tasks[COUNT];
    static void *numbers[COUNT];
    double start = async_time();

    for (int i = 0; i < COUNT; i++) {
        operations[i].number = i;
        tasks[i] = async_coroutine("operation", operate, &operations[i]);
    }
    int rc = async_gather(tasks, COUNT, numbers, 0);
    if (rc < 0)
        return async_return(rc);

    bool in_order = true;
    for (int i = 1; i < COUNT; i++)
        in_order &= *(int *)numbers[i - 1] < *(int *)numbers[i];
    printf("operations: %d in order: %s\n", COUNT, kit_bool(in_order));
    printf("threads used: %d\n", count_threads());
    printf("elapsed under 3 s: %s\n", kit_bool(async_time() - start < 3));
    return NULL;
}

const struct kit_demo thousands_demo = {
    .name = "thousands", .title = "ten thousand waits on one thread",
    .program = program, .alone = true, .seconds = 1,
    .question = "Ten thousand operations of 1 s each. How long? On how many threads?",
    .moral = "A waiting task needs no thread: one is enough for ten thousand of them.",
};
