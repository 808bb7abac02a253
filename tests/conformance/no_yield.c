/* SPDX-License-Identifier: MIT */
/* Which awaits give way, and which keep the turn: nothing has to be waited for. */
#include "tell.h"

static int others;                      /* steps that somebody else took */
static bool over;

static void *other(void *unused)
{
    while (!over) {
        others++;
        async_sleep(0);
    }
    return NULL;
}

static int before;

static void begin(void)
{
    before = others;
}

static void told(const char *what)
{
    tell("%s %s", what, others == before ? "keeps the turn" : "gives way");
    async_sleep(0);
    begin();
}

static void *nothing(void *unused)
{
    return NULL;
}

static void *tasks_and_futures(void *unused)
{
    struct async_task done = START("done"), future = async_future("future");
    struct async_completed it;
    struct async_task got;

    async_set_result(future, NULL);
    async_await(done, NULL);
    async_forget(async_create_task("other", other, NULL));
    async_sleep(0);
    begin();
    async_await(done, NULL);
    told("await of a done task");
    async_await(future, NULL);
    told("await of a done future");
    async_await(async_coroutine("coroutine", nothing, NULL), NULL);
    told("await of a coroutine that waits for nothing");
    async_gather(NULL, 0, NULL, 0);
    told("gather of nothing");
    async_gather(&done, 1, NULL, 0);
    told("gather of a done task");
    async_wait(&done, 1, ASYNC_ALL_COMPLETED, ASYNC_FOREVER, NULL);
    told("wait for a done task");
    async_wait_for(done, ASYNC_FOREVER, NULL);
    told("wait_for without a limit, a done task");
    async_wait_for(done, 1, NULL);
    told("wait_for, a done task");
    async_wait_for(done, 0, NULL);
    told("wait_for with limit 0, a done task");
    async_shield(done, NULL);
    told("shield of a done task");
    it = async_as_completed(&done, 1, ASYNC_FOREVER);
    async_next_completed(&it, &got);
    async_completed_end(&it);
    told("as_completed, a done task");
    async_sleep(0);
    told("sleep(0)");
    async_sleep(-1);
    told("sleep(-1)");
    over = true;
    return NULL;
}

static bool yes(void *unused)
{
    return true;
}

static void *shared_things(void *unused)
{
    struct async_lock lock = ASYNC_LOCK("lock");
    struct async_semaphore semaphore = ASYNC_SEMAPHORE("semaphore", 1);
    struct async_event event = ASYNC_EVENT("event");
    struct async_condition condition = ASYNC_CONDITION("condition");
    struct async_queue queue = ASYNC_QUEUE("queue", 1);
    struct async_barrier barrier;

    over = false;
    async_barrier_init(&barrier, "barrier", 1);
    async_forget(async_create_task("other", other, NULL));
    async_sleep(0);
    begin();
    async_lock_acquire(&lock);
    told("acquire of a free lock");
    async_semaphore_acquire(&semaphore);
    told("acquire of a free semaphore");
    async_event_set(&event);
    async_event_wait(&event);
    told("wait for an event that is set");
    async_condition_acquire(&condition);
    async_condition_wait_for(&condition, yes, NULL);
    told("condition, what holds already");
    async_queue_put(&queue, NULL);
    told("put into a queue with room");
    async_queue_get(&queue, NULL);
    told("get from a queue with items");
    async_queue_task_done(&queue);
    async_queue_join(&queue);
    told("join of a queue that is done");
    async_barrier_wait(&barrier);
    told("the last at a barrier");
    over = true;
    async_queue_destroy(&queue);
    return NULL;
}

static void *counter(void *unused)
{
    async_yield((void *)"1", NULL);
    return async_return(async_yield((void *)"2", NULL));
}

static void *scopes_and_generators(void *unused)
{
    struct async_timeout timeout;
    struct async_task_group group;
    struct async_generator generator = async_generator("counter", counter, NULL);

    over = false;
    async_forget(async_create_task("other", other, NULL));
    async_sleep(0);
    begin();
    async_timeout_begin(&timeout, 1);
    async_timeout_end(&timeout, 0);
    told("a time-out around nothing");
    async_task_group_begin(&group);
    async_task_group_end(&group, 0);
    told("a group of nothing");
    async_next(generator, NULL);
    told("a generator's next value");
    async_generator_close(generator);
    told("a generator's close");
    over = true;
    return NULL;
}

PLAY(SCENE(tasks_and_futures), SCENE(shared_things), SCENE(scopes_and_generators))
