/* SPDX-License-Identifier: MIT */
/* The loop's phases, asyncio's passes: run what was ready, wait, wake what is due. */
#include "loop.h"

#include "clock.h"
#include "logger.h"
#include "output.h"
#include "poller.h"
#include "report.h"

struct loop loop = { .last = &loop.first };

/* ---- Run: all that was ready when the pass began ---- */

COLD void loop_log_pass(void)
{
    logger_put(&(struct logger_event){ LOG_PASS_BEGIN, .value = loop.count });
}

bool loop_nothing_due(void)
{
    return timer_earliest > clock_now();
}

static void give_thread_to_next(void)
{
    if (clock_is_remote())
        clock_await_step();
    struct task *task = loop_pop_task();
    if (logger_on)
        task_log_step_begin(task);
    context_switch(&loop.context, &task->context, task->wake);
    loop.current = NULL;
}

static void run_next(void)
{
    if (!loop.first->run) {
        give_thread_to_next();
        return;
    }
    struct ready *entry = loop_pop();
    loop.left--;
    entry->run(entry);
}

static void run_ready(void)
{
    loop_begin_pass();
    for (uint32_t remaining = loop.count; remaining > 0; ) {
        /* What stands in `left` may be handed on from task to task. */
        uint32_t batch = loop.one_by_one ? 1 : remaining;
        loop.left = batch;
        while (loop.left > 0)
            run_next();
        remaining -= batch;
    }
}

/* ---- Wait: for the next timer, a descriptor, another thread ---- */

static _Noreturn void deadlock(void)
{
    if (logger_on)
        logger_put(&(struct logger_event){
            LOG_WARNING, LOG_WARN_DEADLOCK, .other = logger_name("deadlock") });
    panic_with_tasks("deadlock: nothing is ready, no timer is set, and nobody outside "
                     "can wake these tasks");
}

static void wait_by_clock(void)
{
    poller_flush();
    logger_status(LOG_ON_CLOCK, timer_earliest);
    do
        poller_wait(clock_real_wait(timer_earliest));
    while (loop.count == 0 && timer_earliest > clock_now());
    logger_status(LOG_BUSY, 0);
}

static void wait_for_events(void)
{
    uint64_t until = loop.count > 0 ? 0 : (uint64_t)timer_earliest;

    if (until == (uint64_t)TIMER_NEVER && !poller_needed())
        deadlock();
    if (logger_on)
        logger_put(&(struct logger_event){
            LOG_PASS_END,
            .value = until == (uint64_t)TIMER_NEVER ? LOG_NEVER : until });
    if (until == 0 || clock_kind() == LOG_CLOCK_VIRTUAL)
        poller_wait(0);
    else
        wait_by_clock();
    if (clock_kind() == LOG_CLOCK_VIRTUAL && loop.count == 0 && until != 0)
        clock_jump((int64_t)until);
}

/* ---- Wake: a fired timer takes one turn before its task does ---- */

static void hop_to_task(struct ready *entry)
{
    struct task *task = CONTAINER_OF(entry, struct task, hop);

    task->hop_queued = false;
    if (!task->hop_stale)
        task_wake(task, 0, LOG_WAIT_SLEEP);
    task->hop_stale = false;
}

static void fire_timers(void)
{
    struct timer *timer;
    int64_t now, when;

    if (timer_earliest == TIMER_NEVER)
        return;
    now = clock_now();
    while ((timer = timer_take_due(now, &when))) {
        struct task *task = CONTAINER_OF(timer, struct task, timer);
        if (logger_on)
            logger_put(&(struct logger_event){
                LOG_TIMER_FIRED, .task = task_number(task), .value = (uint64_t)when });
        task->hop.run = hop_to_task;
        task->hop_queued = true;
        loop_push(&task->hop);
    }
}

void loop_run(void)
{
    loop.stopping = false;
    for (;;) {
        run_ready();
        if (loop.stopping)
            break;
        wait_for_events();
        fire_timers();
    }
}
