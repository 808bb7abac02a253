/* SPDX-License-Identifier: MIT */
/* 18 Tasks, threads, processes: which tool for which work.
 *
 * Concept  Tasks take turns on one thread: what waits is done at the same time, what
 *          computes is not.  Threads and processes compute on several processors;
 *          Python's threads do not, since one lock lets one of them compute.
 * Predict  Four jobs wait half a second each; four compute a tenth of a second each.
 *          Fill in the table before this machine does.
 * Watch    The lanes of the threads: all wait side by side, and as many compute side
 *          by side as there are processors.
 * Try      Eight jobs.  Then --clock real; then taskset -c 0 in front of it all.
 * Next     --demo cpu-bound: what tasks that compute do to each other.
 */
#include "async_thread.h"
#include "kit.h"
#include "kit_work.h"

enum { JOBS = 4 };
enum way { IN_A_ROW, TASKS, THREADS, PROCESSES };

static struct async_task start(enum way way, async_fn *fn, void *arg)
{
    if (way == THREADS)
        return async_run_in_executor("job", fn, arg);
    return way == IN_A_ROW ? async_coroutine("job", fn, arg) : async_create_task("job", fn, arg);
}

static int measure(enum way way, async_fn *fn, void *arg, double *seconds)
{
    struct kit_work_time began = kit_work_now();
    struct async_task jobs[JOBS];
    int rc = 0;

    for (int i = 0; rc == 0 && i < JOBS; i++) {
        jobs[i] = start(way, fn, arg);
        if (way == IN_A_ROW)
            rc = async_await(jobs[i], NULL);
    }
    if (way != IN_A_ROW)
        rc = async_gather(jobs, JOBS, NULL, 0);
    *seconds = kit_work_since(began);
    return rc;
}

static const struct row {
    const char *name;
    enum way way;
    async_fn *waits, *computes;
} rows[] = {
    { "one after another", IN_A_ROW, kit_work_wait, kit_work_compute },
    { "tasks", TASKS, kit_work_wait, kit_work_compute },
    { "threads", THREADS, kit_work_wait_blocking, kit_work_compute },
    { "threads, one lock", THREADS, kit_work_wait_blocking, kit_work_compute_locked },
    { "processes", PROCESSES, kit_work_in_child, kit_work_in_child },
};

static void *program(void *arg)
{
    int rc = 0, processors = kit_work_processors();

    kit_work_calibrate();
    printf("%-18s %11s %11s\n", "four jobs", "waiting", "computing");
    for (size_t i = 0; rc == 0 && i < sizeof rows / sizeof *rows; i++) {
        double waiting, computing;
        rc = measure(rows[i].way, rows[i].waits, "wait", &waiting);
        if (rc == 0)
            rc = measure(rows[i].way, rows[i].computes, "compute", &computing);
        if (rc == 0)
            printf("%-18s %9.1f s %9.1f s\n", rows[i].name, waiting, computing);
    }
    printf("this machine has %d processor%s%s\n", processors, processors == 1 ? "" : "s",
           processors < JOBS ? ": too few for all four to compute at once" : "");
    if (kit_work_others() > 0.5)
        printf("other programs compute, too (%.1f at a time): measure again without them\n",
               kit_work_others());
    return async_return(rc);
}

static const struct kit_demo table_demo = {
    .name = "table", .title = "waiting and computing, five ways", .alone = true,
    .program = program,
    .question = "Four jobs of each kind: which of the ways makes which of them faster?",
    .moral = "Tasks for what waits; threads (but not Python's) or processes to compute.",
};
extern const struct kit_demo cpu_bound_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = { &table_demo, &cpu_bound_demo, NULL };

    kit_work_if_asked();
    return kit_main(argc, argv, "tasks, threads, processes", demos);
}
