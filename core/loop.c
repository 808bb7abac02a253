/* SPDX-License-Identifier: MIT */
/* The loop's phases, asyncio's passes: run what was ready, wait, wake what is due. */
#include "loop.h"

#include "clock.h"
#include "debug.h"
#include "job.h"
#include "logger.h"
#include "output.h"
#include "poller.h"
#include "report.h"
#include "schedule.h"

enum {                      /* how densely timers come: see not_too_short() */
    DENSE_NS = 100000,
    RARE_NS = 2000000,
    LEAST_MOST_NS = 1000000
};

/* The end of a pass takes no turn; it is only not to be taken for a task. */
static void no_turn(struct ready *entry)
{
    (void)entry;
}

struct loop loop = {
    .first = &loop.pass_end, .last = &loop.pass_end.next, .pass_end.run = no_turn
};

_Thread_local bool loop_here, loop_home;

/* Before the first run nothing else tells the program's thread from its other ones. */
__attribute__((constructor)) static void note_first_thread(void)
{
    loop_home = true;
}

bool loop_at_home(void)
{
    return loop_here || (loop_home && !inbox_is_open());
}

void loop_forget_all(void)
{
    loop.first = &loop.pass_end;
    loop.last = &loop.pass_end.next;
    loop.pass_end.next = NULL;
}

/* ---- Run: all that was ready when the pass began ---- */

/* How many are still to come in this pass. */
static uint32_t left_in_pass(void)
{
    uint32_t n = 0;

    for (const struct ready *entry = loop.first; entry != &loop.pass_end; n++)
        entry = entry->next;
    return n;
}

COLD void loop_log_pass(void)
{
    logger_put(&(struct logger_event){ LOG_PASS_BEGIN, .value = left_in_pass() });
}

bool loop_nothing_due(void)
{
    return timer_earliest > clock_now();
}

static COLD void debug_step(struct task *task)
{
    struct async_record *record = record_hold(task->record);
    int64_t began = debug_step_begins();

    context_switch(&loop.context, &task->context, task->wake);
    loop.current = NULL;
    debug_step_ended(record, began);
    record_drop(record);
}

static void give_thread_to_next(void)
{
    if (clock_is_remote())
        clock_await_step();
    struct task *task = loop_pop_task();
    if (logger_on)
        task_log_step_begin(task);
    if (debug_on) {
        debug_step(task);
        return;
    }
    context_switch(&loop.context, &task->context, task->wake);
    loop.current = NULL;
}

/* The entry that was drawn comes to the front. */
static COLD void draw_next(void)
{
    uint32_t n = schedule_choose(left_in_pass());
    struct ready **link = &loop.first;

    for (; n > 0; n--)
        link = &(*link)->next;
    struct ready *entry = *link;
    loop_remove(entry);
    entry->next = loop.first;
    loop.first = entry;
}

static void run_next(void)
{
    if (schedule_on)
        draw_next();
    if (!loop.first->run) {
        give_thread_to_next();
        return;
    }
    struct ready *entry = loop_pop();
    entry->run(entry);
    output_note();
}

static void run_ready(void)
{
    loop_begin_pass();
    while (loop_in_pass())
        run_next();
}

void loop_remove(struct ready *entry)
{
    struct ready **link = &loop.first;

    while (*link != entry)
        link = &(*link)->next;
    *link = entry->next;
    if (loop.last == &entry->next)
        loop.last = link;
}

/* ---- Wait: for the next timer, a descriptor, another thread ---- */

static _Noreturn void deadlock(void)
{
    if (logger_on)
        logger_put(&(struct logger_event){
            LOG_WARNING, LOG_WARN_DEADLOCK, .other = logger_name("deadlock") });
    panic_logged_with_tasks("deadlock: nothing is ready, no timer is set, and nobody "
                            "outside can wake these tasks");
}

/* A lone timer wakes to the nanosecond.  Where they come closer than the kernel's own
 * cost of a wake-up, later wake-ups serve several at once. */
static int64_t not_too_short(int64_t ns)
{
    static int64_t least;

    if (ns > RARE_NS)
        least = 0;
    else if (ns < DENSE_NS)
        least = 2 * least + DENSE_NS / 4 < LEAST_MOST_NS ? 2 * least + DENSE_NS / 4
                                                         : LEAST_MOST_NS;
    return ns > 0 && ns < least ? least : ns;
}

/* The first timer, or the first thread job that goes on, whose end nobody waits for. */
static int64_t earliest(void)
{
    int64_t job = pool_earliest();

    return job < timer_earliest ? job : timer_earliest;
}

static void wait_by_clock(void)
{
    if (loop_is_ready())                /* by now: another thread has called */
        return;
    poller_flush();
    do {
        logger_status(LOG_ON_CLOCK, earliest());
        poller_wait(not_too_short(clock_real_wait(timer_earliest)));
    } while (!loop_is_ready() && timer_earliest > clock_now());
    logger_status(LOG_BUSY, 0);
}

/* What is sent from here to here arrives at once, but in as many pieces as fit. */
static void take_all_there_is(void)
{
    while (poller_wait(0) && !loop_is_ready())
        ;
}

/* While the program has other threads, one of them may call. */
static bool another_thread_calls(void)
{
    enum { LOOK_NS = 100000000 };

    poller_flush();
    while (!loop_is_ready() && poller_has_company())
        poller_wait(LOOK_NS);
    inbox_deliver();
    return loop_is_ready();
}

/* Nobody waits on this clock, but for what comes from outside and for thread jobs that
 * compute: when none does, the loop hears of them all. */
static void wait_for_others(void)
{
    take_all_there_is();
    while (!loop_is_ready()) {
        bool busy = poller_outside() || pool_computes();
        if (!busy) {
            inbox_deliver();
            busy = pool_computes();
        }
        if (loop_is_ready() || (!busy && earliest() != TIMER_NEVER))
            return;
        if (busy)
            poller_wait(INT64_MAX);
        else if (!another_thread_calls())
            deadlock();
    }
}

/* No descriptor, no job, no other thread: nothing but a timer can be next. */
static bool only_timers(void)
{
    return !loop.polls && !jobs_are_out() && !inbox_full && !loop_is_ready() &&
           timer_earliest != TIMER_NEVER;
}

static void wait_by_jumping(void)
{
    if (only_timers()) {
        clock_jump(timer_earliest);
        return;
    }
    wait_for_others();
    if (loop_is_ready())
        return;
    clock_jump(earliest());
    pool_wake_sleepers(clock_now());
}

/* Tasks that go round and round at one instant, perhaps until a job has ended. */
static void look_at_jobs(void)
{
    enum { PASSES = 1000 };
    static int passes;

    if (clock_kind() != LOG_CLOCK_VIRTUAL || !jobs_are_out() || ++passes < PASSES)
        return;
    passes = 0;
    pool_await_settled();
    inbox_deliver();
}

/* Under the virtual clock only what lies outside can come when all here wait, and
 * thread jobs (of which wait_for_others() knows more). */
static bool somebody_may_come(void)
{
    if (clock_kind() != LOG_CLOCK_VIRTUAL || poller_outside())
        return poller_needed() || another_thread_calls();
    take_all_there_is();
    return loop_is_ready() || jobs_are_out() || another_thread_calls();
}

static void wait_for_events(void)
{
    uint64_t until = loop_is_ready() || timer_earliest < 0 ? 0 : (uint64_t)timer_earliest;

    if (until == (uint64_t)TIMER_NEVER && !somebody_may_come())
        deadlock();
    if (logger_on)
        logger_put(&(struct logger_event){
            LOG_PASS_END,
            .value = until == (uint64_t)TIMER_NEVER ? LOG_NEVER : until });
    if (until == 0) {
        poller_wait(0);
        look_at_jobs();
    } else if (clock_kind() == LOG_CLOCK_VIRTUAL) {
        wait_by_jumping();
    } else {
        wait_by_clock();
    }
}

/* ---- Wake: what is due takes a turn ---- */

static void fire_timers(void)
{
    if (timer_earliest == TIMER_NEVER)
        return;
    loop.looked = clock_now();
    loop_fire_timers(loop.looked);
}

static int passes_left;

static void pass_ended(struct ready *entry)
{
    if (--passes_left == 0)
        loop_set_stopping(true);
    else
        loop_push(entry);
}

void loop_stop_after(int passes)
{
    static struct ready entry = { .run = pass_ended };

    passes_left = passes;
    loop_push(&entry);
}

void loop_run(void)
{
    loop_set_stopping(false);
    fire_timers();
    for (;;) {
        run_ready();
        if (loop.stopping)
            break;
        wait_for_events();
        fire_timers();
    }
}
