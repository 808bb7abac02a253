/* SPDX-License-Identifier: MIT */
/* Whole programs in small: a pool of workers, a pipeline, the first good answer, tries
 * with a limit, a deadline for several steps. */
#include "tell.h"

static struct async_queue jobs, results;

static void *pool_worker(void *name)
{
    for (;;) {
        void *job;
        int rc = async_queue_get(&jobs, &job);
        if (rc < 0) {
            tell("%s goes home: %s", (char *)name, how(rc));
            return async_return(rc);
        }
        tell("%s takes %s", (char *)name, (char *)job);
        async_sleep(*(char *)job - '0');
        async_queue_put(&results, job);
        async_queue_task_done(&jobs);
    }
}

static void *a_pool_of_workers(void *unused)
{
    static const char *const names[] = { "a", "b", "c" };
    static const char *const times[] = { "3", "1", "2", "1", "2", "1" };
    struct async_task workers[3];

    async_queue_init(&jobs, "jobs", 2);
    async_queue_init(&results, "results", 0);
    for (int i = 0; i < 3; i++)
        workers[i] = async_create_task(names[i], pool_worker, (void *)names[i]);
    for (int i = 0; i < 6; i++) {
        async_queue_put(&jobs, (void *)times[i]);
        tell("put %s", times[i]);
    }
    async_queue_join(&jobs);
    tell("%d results", async_queue_qsize(&results));
    for (int i = 0; i < 3; i++)
        async_cancel(workers[i]);
    async_gather(workers, 3, NULL, ASYNC_RETURN_EXCEPTIONS);
    async_queue_destroy(&jobs);
    async_queue_destroy(&results);
    return NULL;
}

static void *produce(void *unused)
{
    int rc = 0;

    for (int i = 0; rc == 0 && i < 9; i++) {
        rc = async_sleep(1);
        if (rc == 0)
            rc = async_yield((char *[]){ "0", "1", "2", "3", "4" }[i % 5], NULL);
    }
    tell("producer ends: %s", how(rc));
    return async_return(rc);
}

static void *filter(void *source)
{
    struct async_generator *numbers = source;
    void *value;
    int rc;

    while ((rc = async_next(*numbers, &value)) == 1)
        if (*(char *)value % 2 == 0 && (rc = async_yield(value, NULL)) < 0)
            break;
    tell("filter ends: %s", how(rc));
    async_generator_close(*numbers);
    return async_return(rc);
}

static void *a_pipeline_left_early(void *unused)
{
    struct async_generator numbers = async_generator("numbers", produce, NULL);
    struct async_generator even = async_generator("even", filter, &numbers);
    void *value;

    for (int i = 0; i < 3 && async_next(even, &value) == 1; i++)
        tell("value %s", (char *)value);
    async_generator_close(even);
    return NULL;
}

static void *the_first_good_answer(void *unused)
{
    struct async_task tasks[] = { START("slow", 9, NULL, 1), START("bad", 1, "broken"),
                                  START("good", 2), START("good too", 2) };
    struct async_task sorted[4];
    int done, pending = 4;

    for (int i = 0; i < 4; i++)
        sorted[i] = tasks[i];
    do {
        done = async_wait(sorted, pending, ASYNC_FIRST_COMPLETED, 5, sorted);
        for (int i = 0; i < done; i++)
            tell("%s: %s", async_get_name(sorted[i]), story(async_exception(sorted[i])));
        bool good = done > 0 && !async_exception(sorted[0]);
        for (int i = 0; i < pending - done; i++)
            sorted[i] = sorted[done + i];
        pending -= done;
        if (good)
            break;
    } while (done > 0);
    for (int i = 0; i < pending; i++)
        async_cancel(sorted[i]);
    async_gather(sorted, pending, NULL, ASYNC_RETURN_EXCEPTIONS);
    return NULL;
}

static void *tries_with_a_limit(void *unused)
{
    struct worker attempts[] = { { "first", 9 }, { "second", 1, "refused" },
                                 { "third", 1 } };
    double pause = 1;

    for (int i = 0; i < 3; i++) {
        int rc = async_wait_for(async_coroutine("attempt", work, &attempts[i]), 2, NULL);
        tell("attempt %d: %s", i + 1, how(rc));
        if (rc == 0)
            break;
        async_sleep(pause);
        pause *= 2;
    }
    return NULL;
}

static void *step_one(void *unused)
{
    return async_return(async_sleep(2));
}

static void *a_deadline_for_all_steps(void *unused)
{
    double deadline = async_time() + 5;

    for (int i = 1; i <= 4; i++) {
        struct async_timeout scope;
        async_timeout_begin_at(&scope, deadline);
        int rc = async_await(async_coroutine("step", step_one, NULL), NULL);
        rc = async_timeout_end(&scope, rc);
        tell("step %d: %s", i, how(rc));
    }
    return NULL;
}

static struct async_semaphore slots;

static void *download(void *worker)
{
    const struct worker *me = worker;
    struct async_timeout scope;
    int rc = async_semaphore_acquire(&slots);

    if (rc < 0)
        return async_return(rc);
    async_timeout_begin(&scope, 3);
    rc = async_timeout_end(&scope, async_sleep(me->seconds));
    tell("%s: %s", me->name, how(rc));
    async_semaphore_release(&slots);
    return async_return(rc);
}

static void *bounded_downloads(void *unused)
{
    struct worker pages[] = { { "a", 1 }, { "b", 9 }, { "c", 2 }, { "d", 1 },
                              { "e", 1 } };
    struct async_task tasks[5];

    async_semaphore_init(&slots, "slots", 2);
    for (int i = 0; i < 5; i++)
        tasks[i] = async_create_task(pages[i].name, download, &pages[i]);
    tell("gather: %s", how(async_gather(tasks, 5, NULL, ASYNC_RETURN_EXCEPTIONS)));
    return NULL;
}

PLAY(SCENE(a_pool_of_workers), SCENE(a_pipeline_left_early),
     SCENE(the_first_good_answer), SCENE(tries_with_a_limit),
     SCENE(a_deadline_for_all_steps), SCENE(bounded_downloads))
