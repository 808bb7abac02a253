/* SPDX-License-Identifier: MIT */
/* async_run(), the clock's public face, and the settings. */
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "debug.h"
#include "generator.h"
#include "job.h"
#include "loan.h"
#include "logger.h"
#include "loop.h"
#include "output.h"
#include "poller.h"
#include "processes.h"
#include "report.h"
#include "schedule.h"
#include "stack.h"
#include "task.h"
#include "ticks.h"

static bool synchronous_set;

/* ---- Time ---- */

double async_time(void)
{
    return 1e-9 * (double)clock_now();
}

void block_thread(int64_t when, const char *place)
{
    uint32_t number = task_running_number();

    output_note();
    if (logger_on)
        logger_put(&(struct logger_event){
            LOG_BLOCK_BEGIN, .task = number, .place = place,
            .value = when == TIMER_NEVER ? LOG_NEVER : (uint64_t)when });
    poller_flush();
    if (clock_kind() == LOG_CLOCK_VIRTUAL && jobs_are_out())
        pool_block(when);
    clock_block(when);
    loop.looked = clock_now();
    if (logger_on)
        logger_put(&(struct logger_event){ LOG_BLOCK_END, .task = number });
}

void async_blocking_sleep_at(double seconds, const char *place)
{
    bool at_home = loop_at_home();
    int64_t ns;

    clock_start();
    if (at_home)
        logger_start();
    if (!clock_ns(seconds, &ns))
        panic("%s: async_blocking_sleep() of a time that is not a number", place);
    if (at_home)
        block_thread(clock_after(ns), place);
    else
        job_sleep(ns, place);
}

/* ---- A run ---- */

static void main_done(struct watch *watch)
{
    (void)watch;
    loop_set_stopping(true);
}

/* "256K", "1M" or bytes. */
static void read_stack_setting(const char *text)
{
    char *end;
    double bytes = strtod(text, &end);

    if (*end == 'K' || *end == 'k')
        bytes *= 1024, end++;
    else if (*end == 'M' || *end == 'm')
        bytes *= 1024 * 1024, end++;
    if (end == text || *end || !(bytes >= 0) || bytes > 1e12 ||
        stack_set_size((size_t)bytes) == -EINVAL)
        panic("INTERLEAVE_STACK is \"%s\": it takes a size from 16K to 1024M", text);
}

static void read_synchronous_setting(void)
{
    const char *text = getenv(LOG_ENV_SYNC);

    if (!synchronous_set && text && *text)
        async_set_synchronous(setting_flag(LOG_ENV_SYNC, text));
}

static void begin_run(const char *function)
{
    const char *size = getenv("INTERLEAVE_STACK");
    const char *debug = getenv("INTERLEAVE_DEBUG"), *seed = getenv("INTERLEAVE_SCHEDULE");

    clock_start();
    if (size && *size)
        read_stack_setting(size);
    if (debug)
        debug_setting(debug);
    if (seed && *seed)
        schedule_setting(seed);
    read_synchronous_setting();
    logger_start();
    output_note();                      /* what was printed before is nobody's */
    loop.running = loop_here = loop_home = true;
    inbox_open();
    loop.one_by_one = clock_is_remote() || debug_on || schedule_on;
    loop_note_special();
    if (logger_on)
        logger_put(&(struct logger_event){ LOG_RUN_BEGIN,
                                           .value = logger_name(function) });
}

/* What asyncio.run() does when main has ended: cancel all, in order of creation, and
 * go on until they have ended. */
static void cancel_the_rest(void)
{
    struct error *why = error_new(ECANCELED, "");

    loop.shutting_down = true;
    loop_note_special();
    loop.left_behind = 0;
    for (struct task *task = task_first(); task; task = task_after(task)) {
        loop.left_behind++;
        task->ties |= TASK_LEFT_BEHIND;
        if (logger_on)
            logger_put(&(struct logger_event){
                LOG_WARNING, LOG_WARN_LEFT_BEHIND, .task = task_number(task),
                .place = task->record->place, .other = logger_name("left behind") });
        if (debug_on)
            debug_left_behind(task);
        task_cancel(task, why);
    }
    error_drop(why);
    loop_run();
    loop.shutting_down = false;
    loop_note_special();
}

static void run_passes(int passes)
{
    loop_stop_after(passes);
    loop_run();
}

/* asyncio's shutdown_asyncgens(): in a task of its own, since clean-up may wait. */
static void close_generators(void)
{
    if (!generators_are_open()) {
        run_passes(2);                  /* as many as its task would take */
        return;
    }
    struct async_record *record = record_of(
        async_coroutine_at("close generators", generators_close_all, NULL,
                           "close generators", "end of run"), "async_run");
    struct watch watch;
    record_hold(record);
    task_start(record);
    record_watch_turn(record, &watch, main_done);
    loop_run();
    record->seen = true;
    record_drop(record);
}

/* asyncio's shutdown_default_executor(). */
static void shut_executor_down(void)
{
    if (jobs_are_out()) {
        jobs_stop_loop();
        loop_run();
    } else {
        run_passes(2);
    }
    pool_close();
}

/* `main` has ended, but its stack is still there. */
static void end_run(const struct async_record *record, struct task *main)
{
    if (main->ties & TASK_MADE)
        makings_free(&main->makings);
    schedule_run_ended();
    if (logger_on)
        logger_put(&(struct logger_event){
            LOG_RUN_END,
            .detail = !record->error ? LOG_RETURNED
                : record_was_cancelled(record) ? LOG_CANCELLED : LOG_FAILED,
            .value = record->error ? (uint64_t)record->error->public.code : 0 });
    inbox_close();
    processes_close();
    threadsafe_drop_all();
    poller_close();
    records_release_queued();
    loop_forget_all();
    timer_free_all();
    callbacks_drop_all();
    if (debug_on)
        debug_report_stacks();
    loan_give_kept_stacks();
    logger_flush();
    loop.running = loop_here = false;
}

int async_run_at(async_fn *fn, void *arg, void **result,
                 const char *function, const char *place)
{
    struct watch watch;

    if (loop.running)
        return refuse(EBUSY, "async_run() cannot be called from a running event loop");
    begin_run(function);
    struct async_record *record =
        record_of(async_coroutine_at("main", fn, arg, function, place), place);
    record_hold(record);
    task_start(record);
    struct task *main = record->task;
    main->ties |= TASK_IS_MAIN;
    record_watch_turn(record, &watch, main_done);
    loop_run();
    while (task_first())                  /* again, if clean-up has made tasks */
        cancel_the_rest();
    close_generators();
    shut_executor_down();
    while (task_first())
        cancel_the_rest();
    end_run(record, main);
    if (result)
        *result = record->result;
    int rc = record->error ? stories_caught(stories_here(), record->error) : 0;
    record->seen = true;
    record_drop(record);
    makings_outside_done();
    futures_drop_all();
    return rc;
}

/* ---- Settings ---- */

void async_set_clock(enum async_clock clock, double factor)
{
    clock_set((enum log_clock)clock, factor);
    if (logger_on)
        ticks_clock_changed();
}

void async_set_stretch(double factor)
{
    clock_set_stretch(factor);
}

void async_set_synchronous(bool on)
{
    synchronous_set = true;
    loop.synchronous = on;
    loop_note_special();
}

bool async_is_synchronous(void)
{
    return loop.synchronous;
}

int async_set_trace(const char *path)
{
    return logger_open_file(path);
}

void async_start_trace(void)
{
    read_synchronous_setting();         /* the log's header tells it */
    logger_start();
    if (clock_is_remote())
        clock_await_step();
}

int async_set_stack_size(size_t bytes)
{
    return stack_set_size(bytes);
}
