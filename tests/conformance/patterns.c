/* SPDX-License-Identifier: MIT */
/* Patterns put together: retries, first success, a pool that stops, a fallback, restarts. */
#include <stdint.h>
#include <string.h>

#include "tell.h"

static void *flaky(void *arg)
{
    int attempt = (int)(intptr_t)arg;
    int rc = async_sleep(1);

    if (rc < 0)
        return async_return(rc);
    return attempt < 2 ? async_fail(ASYNC_EUSER, "try %d", attempt) : "connected";
}

static void *retries(void *unused)
{
    for (intptr_t attempt = 0; attempt < 4; attempt++) {
        void *result;
        int rc = async_wait_for(async_coroutine("flaky", flaky, (void *)attempt), 3,
                                &result);
        tell("%s", rc < 0 ? how(rc) : (char *)result);
        if (rc == 0)
            break;
        async_sleep((double)(1 << attempt));
    }
    return NULL;
}

static void *first_success(void *unused)
{
    struct async_task tasks[] = { START("a", 1, "broken"), START("b", 2),
                                  START("c", 3, NULL, 1) };
    struct async_task *pending = tasks, winner = { 0 };
    int n = 3;

    while (n > 0 && winner.id == 0) {
        int done = async_wait(pending, n, ASYNC_FIRST_COMPLETED, ASYNC_FOREVER, pending);
        for (int i = 0; i < done; i++)
            if (async_exception(pending[i]))
                tell("lost: %s", story(async_exception(pending[i])));
            else
                winner = pending[i];
        pending += done;
        n -= done;
    }
    void *name;
    async_result(winner, &name);
    tell("winner: %s", (char *)name);
    for (int i = 0; i < n; i++)
        async_cancel(pending[i]);
    async_gather(pending, n, NULL, ASYNC_RETURN_EXCEPTIONS);
    tell("all over");
    return NULL;
}

static struct async_queue queue = ASYNC_QUEUE("queue", 0);

static void *worker(void *name)
{
    void *item;
    int rc;

    while ((rc = async_queue_get(&queue, &item)) == 0) {
        int job = (int)(intptr_t)item;
        tell("%s does %d", (char *)name, job);
        rc = async_sleep(job);
        if (rc == 0 && job == 3)
            tell("%s: %s", (char *)name, how(async_set_error(ASYNC_EUSER, "job 3")));
        async_queue_task_done(&queue);
        if (rc < 0)
            break;
    }
    tell("%s stops", (char *)name);
    return async_return(rc);
}

static void *a_pool_that_stops(void *unused)
{
    static const intptr_t jobs[] = { 2, 1, 3, 1, 2 };
    struct async_task workers[] = { async_create_task("x", worker, "x"),
                                    async_create_task("y", worker, "y"),
                                    async_create_task("z", worker, "z") };

    for (int i = 0; i < 5; i++)
        async_queue_put_nowait(&queue, (void *)jobs[i]);
    async_queue_join(&queue);
    tell("all done");
    for (int i = 0; i < 3; i++)
        async_cancel(workers[i]);
    async_gather(workers, 3, NULL, ASYNC_RETURN_EXCEPTIONS);
    async_queue_destroy(&queue);
    return NULL;
}

static int slow(void)
{
    int rc = async_sleep(9);

    tell("slow one tidied");
    return rc;
}

static void *a_fallback(void *unused)
{
    struct async_timeout scope;

    async_timeout_begin(&scope, 1);
    if (async_timeout_end(&scope, slow()) == -ETIMEDOUT) {
        tell("falls back");
        async_timeout_begin(&scope, 1);
        int rc = async_sleep(0.5);
        tell("fallback");
        async_timeout_end(&scope, rc);
    }
    return NULL;
}

static void *service(void *run)
{
    tell("run %d", (int)(intptr_t)run);
    int rc = async_sleep(1);
    if (rc == 0 && (intptr_t)run < 2)
        return async_fail(ASYNC_EUSER, "crash %d", (int)(intptr_t)run);
    return async_return(rc < 0 ? rc : async_sleep(9));
}

static void *supervise(void *unused)
{
    intptr_t run = 0;

    for (;;) {
        int rc = async_await(async_coroutine("service", service, (void *)run), NULL);
        if (rc == -ECANCELED)
            return async_return(rc);
        if (rc < 0) {
            tell("%s", how(rc));
            run++;
        }
    }
}

static void *restarts(void *unused)
{
    struct async_task task = async_create_task("supervisor", supervise, NULL);

    async_sleep(5);
    async_cancel_with(task, "shut down");
    tell_end(task);
    return NULL;
}

static void *commit(void *unused)
{
    static struct async_lock lock = ASYNC_LOCK("lock");

    async_lock_acquire(&lock);
    tell("commit begins");
    int rc = async_sleep(2);
    tell("commit ends");
    async_lock_release(&lock);
    return async_return(rc);
}

static void *request(void *unused)
{
    struct async_task inner = async_create_task("commit", commit, NULL);
    int rc = async_shield(inner, NULL);

    if (rc == -ECANCELED) {
        tell("request cancelled");
        async_await(inner, NULL);
    }
    return async_return(rc);
}

static void *a_critical_section_shielded(void *unused)
{
    struct async_task task = async_create_task("request", request, NULL);

    async_sleep(1);
    async_cancel(task);
    tell_end(task);
    return NULL;
}

static struct async_task cached[2];

static void *get(void *key)
{
    struct async_task *task = &cached[*(char *)key - 'a'];
    void *result = NULL;

    if (task->id == 0) {
        struct worker it = { key, 1 };
        *task = start(&it);
    }
    int rc = async_await(*task, &result);
    return rc < 0 ? async_return(rc) : result;
}

static void *a_cache_of_tasks(void *unused)
{
    struct async_task three[] = { async_coroutine("a", get, "a"),
                                  async_coroutine("b", get, "b"),
                                  async_coroutine("a", get, "a") };
    void *results[3], *again = get("a");

    async_gather(three, 3, results, 0);
    tell("%s %s %s", (char *)results[0], (char *)results[1], (char *)results[2]);
    tell("%s", (char *)again);
    return NULL;
}

static void *fire(void *text)
{
    tell("fires %s", (char *)text);
    return NULL;
}

static void *debounced(void *unused)
{
    static const struct { const char *text; double pause; } keys[] = {
        { "a", 0.3 }, { "b", 0.3 }, { "c", 1 }, { "d", 0 } };
    struct async_handle handle = { 0 };

    for (int i = 0; i < 4; i++) {
        async_handle_cancel(handle);
        handle = async_call_later(0.5, fire, (void *)keys[i].text);
        async_sleep(keys[i].pause);
    }
    async_sleep(1);
    return NULL;
}

static struct async_barrier barrier;

struct party { const char *name; double seconds[2]; };

static void *walk(void *arg)
{
    const struct party *party = arg;

    for (int phase = 0; phase < 2; phase++) {
        async_sleep(party->seconds[phase]);
        int place = async_barrier_wait(&barrier);
        tell("%s %d%s", party->name, phase, place == 2 ? ", last" : "");
    }
    return NULL;
}

static void *phases(void *unused)
{
    struct async_task_group group;
    struct party parties[] = { { "a", { 1, 2 } }, { "b", { 2, 1 } }, { "c", { 3, 0 } } };

    async_barrier_init(&barrier, "barrier", 3);
    async_task_group_begin(&group);
    for (int i = 0; i < 3; i++)
        async_forget(async_task_group_create_task(&group, parties[i].name, walk,
                                                  &parties[i]));
    return async_return(async_task_group_end(&group, 0));
}

PLAY(SCENE(retries), SCENE(first_success), SCENE(a_pool_that_stops), SCENE(a_fallback),
     SCENE(restarts), SCENE(a_critical_section_shielded), SCENE(a_cache_of_tasks),
     SCENE(debounced), SCENE(phases))
