/* SPDX-License-Identifier: MIT */
/* Our figures, through the public interface alone. */
#include <stdio.h>
#include <stdlib.h>

#include "async.h"
#include "async_stream.h"
#include "async_thread.h"
#include "measure.h"

static void *yields(void *arg)
{
    for (long left = (long)(intptr_t)arg; left > 0; left--)
        async_sleep(0);
    return NULL;
}

static void *two_switch(void *arg)
{
    measure_start();
    struct async_task other = async_create_task("other", yields, (void *)5000000);
    yields((void *)5000000);
    async_await(other, NULL);
    measure_each("switch", 1e7);
    return NULL;
}

static void *thousand_yield(void *name)
{
    static struct async_task tasks[1000];

    measure_start();
    for (int i = 0; i < 1000; i++)
        tasks[i] = async_create_task("yields", yields, (void *)1000);
    async_gather(tasks, 1000, NULL, 0);
    measure_each(name, 1e6);
    return NULL;
}

static void *nothing(void *arg)
{
    return NULL;
}

static void *spawn_join(void *arg)
{
    static struct async_task tasks[1000];

    measure_start();
    for (int round = 0; round < 1000; round++) {
        for (int i = 0; i < 1000; i++)
            tasks[i] = async_create_task("nothing", nothing, NULL);
        for (int i = 0; i < 1000; i++)
            async_await(tasks[i], NULL);
    }
    measure_each("spawn", 1e6);
    return NULL;
}

/* ---- Messages: one each way through two queues ---- */

static struct async_queue there = ASYNC_QUEUE("there", 0);
static struct async_queue back = ASYNC_QUEUE("back", 0);

static void *answers(void *arg)
{
    for (int i = 0; i < 1000000; i++) {
        void *message;
        async_queue_get(&there, &message);
        async_queue_put(&back, message);
    }
    return NULL;
}

static void *two_talk(void *arg)
{
    struct async_task other = async_create_task("answers", answers, NULL);

    measure_start();
    for (intptr_t i = 0; i < 1000000; i++) {
        void *answer;
        async_queue_put(&there, (void *)i);
        async_queue_get(&back, &answer);
    }
    async_await(other, NULL);
    measure_each("message", 2e6);
    async_queue_destroy(&there);
    async_queue_destroy(&back);
    return NULL;
}

/* ---- Sleeps ---- */

static int compare_times(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* How late is a lone sleeper woken? */
static void *lone_sleeper(void *arg)
{
    enum { TIMES = 400 };
    static double late[TIMES];

    for (int i = 0; i < TIMES; i++) {
        double seconds = measure_random_us() / 1e6 / 100;
        double due = measure_now() + seconds;
        async_sleep(seconds);
        late[i] = 1e6 * (measure_now() - due);
    }
    qsort(late, TIMES, sizeof *late, compare_times);
    measure_print("late_p50", late[TIMES / 2], "us");
    measure_print("late_p99", late[TIMES * 99 / 100], "us");
    return NULL;
}

static void *sleeper(void *arg)
{
    double seconds = (double)(intptr_t)arg / 1e6;
    double due = measure_now() + seconds;

    async_sleep(seconds);
    measure_late(measure_now() - due);
    return NULL;
}

static void *sleep_100k(void *arg)
{
    static struct async_task tasks[100000];

    measure_start();
    for (int i = 0; i < 100000; i++)
        tasks[i] = async_create_task("sleeper", sleeper,
                                     (void *)(intptr_t)measure_random_us());
    for (int i = 0; i < 100000; i++)
        async_await(tasks[i], NULL);
    measure_sleepers("sleep");
    return NULL;
}

static void *parked(void *arg)
{
    async_sleep(1000);
    return NULL;
}

static void *park_1m(void *arg)
{
    measure_start();
    for (int i = 0; i < 1000000; i++)
        async_forget(async_create_task("parked", parked, NULL));
    async_sleep(0.01);
    measure_print("park_s", measure_elapsed(), "s");
    measure_print("park_bytes", measure_memory() / 1e6, "B");
    fflush(stdout);
    _Exit(0);                           /* cancelling them is not measured */
}

static void *naps(void *arg)
{
    for (long left = (long)(intptr_t)arg; left > 0; left--)
        async_sleep(measure_random_us() / 1e6);
    return NULL;
}

/* n tasks that sleep time and again, on the clock that never waits. */
static void *virtual_sleeps(void *arg)
{
    static struct async_task tasks[100000];
    intptr_t n = (intptr_t)arg;
    intptr_t each = 500000 / n + 10;
    char name[32];

    for (int i = 0; i < n; i++)
        tasks[i] = async_create_task("naps", naps, (void *)each);
    async_sleep(0);                     /* all of them sleep now */
    measure_start();
    for (int i = 0; i < n; i++)
        async_await(tasks[i], NULL);
    snprintf(name, sizeof(name), "virtual_%d", (int)n);
    measure_each(name, (double)(n * each));
    return NULL;
}

/* ---- Echo: round trips of ECHO_BYTES over TCP, both ends in here ---- */

static int port;

static void *echo(struct async_stream stream, void *arg)
{
    char bytes[ECHO_BYTES];
    int rc;

    while ((rc = async_stream_readexactly(stream, bytes, sizeof bytes)) > 0) {
        rc = async_stream_write(stream, bytes, sizeof bytes);
        if (rc == 0)
            rc = async_stream_drain(stream);
        if (rc < 0)
            break;
    }
    return rc == -ASYNC_EINCOMPLETE ? NULL : async_return(rc);
}

static void *talk(void *arg)
{
    struct async_stream stream;
    char bytes[ECHO_BYTES] = "";

    int rc = async_open_connection("127.0.0.1", port, &stream);
    for (int i = 0; i < ECHO_ROUNDS && rc >= 0; i++) {
        rc = async_stream_write(stream, bytes, sizeof bytes);
        if (rc == 0)
            rc = async_stream_drain(stream);
        if (rc == 0)
            rc = async_stream_readexactly(stream, bytes, sizeof bytes);
    }
    async_stream_close(stream);
    return async_return(rc);
}

static void *echo_all(void *arg)
{
    static struct async_task talks[ECHO_CONNECTIONS];
    struct async_server server;

    int rc = async_start_server(echo, NULL, "127.0.0.1", 0, &server);
    if (rc < 0)
        return async_return(rc);
    port = async_server_port(server);
    measure_start();
    for (int i = 0; i < ECHO_CONNECTIONS; i++)
        talks[i] = async_coroutine("talk", talk, NULL);
    rc = async_gather(talks, ECHO_CONNECTIONS, NULL, 0);
    measure_each("echo", (double)ECHO_CONNECTIONS * ECHO_ROUNDS);
    async_server_close(server);
    return async_return(rc);
}

/* ---- To a thread and back ---- */

static void *ask_thread(void *arg)
{
    int rc = async_to_thread("warm up", nothing, NULL, NULL);

    measure_start();
    for (int i = 0; i < THREAD_ROUNDS && rc == 0; i++)
        rc = async_to_thread("nothing", nothing, NULL, NULL);
    measure_each("thread", THREAD_ROUNDS);
    return async_return(rc);
}

static void run(async_fn *fn, void *arg)
{
    if (async_run(fn, arg, NULL) < 0) {
        fprintf(stderr, "bench: %s\n", async_caught()->text);
        exit(1);
    }
}

static void measure_thread(void)
{
    run(ask_thread, NULL);
}

static void measure_switch(void)
{
    run(two_switch, NULL);
}

static void measure_yield(void)
{
    run(thousand_yield, "yield");
}

static void measure_yield_log(void)
{
    int rc = async_set_trace("/dev/null");

    if (rc < 0)
        exit(3);
    run(thousand_yield, "yield_log");
}

/* What a record costs: each of a million yields writes two. */
static void measure_record(void)
{
    run(thousand_yield, "warm");
    run(thousand_yield, "unrecorded");
    double without = measure_elapsed();
    int rc = async_set_trace("/dev/null");

    if (rc < 0)
        exit(3);
    run(thousand_yield, "recorded");
    measure_print("record", (measure_elapsed() - without) * 1e9 / 2e6, "ns");
}

/* Recorded by whoever started us, and told where that does not read. */
static void measure_yield_told(void)
{
    run(thousand_yield, "yield_told");
    fprintf(stderr, "%g\n", measure_elapsed() * 1e9 / 1e6);
}

static void measure_spawn(void)
{
    run(spawn_join, NULL);
}

static void measure_message(void)
{
    run(two_talk, NULL);
}

static void measure_echo(void)
{
    run(echo_all, NULL);
}

static void measure_late_alone(void)
{
    run(lone_sleeper, NULL);
}

static void measure_sleep(void)
{
    run(sleep_100k, NULL);
}

static void measure_park(void)
{
    run(park_1m, NULL);
}

static void virtual_tasks(intptr_t n)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    run(virtual_sleeps, (void *)n);
}

static void measure_virtual_10(void)
{
    virtual_tasks(10);
}

static void measure_virtual_1000(void)
{
    virtual_tasks(1000);
}

static void measure_virtual_100000(void)
{
    virtual_tasks(100000);
}

int main(int argc, char **argv)
{
    static const struct figure figures[] = {
        { "switch", measure_switch }, { "yield", measure_yield },
        { "yield_log", measure_yield_log }, { "record", measure_record },
        { "yield_told", measure_yield_told }, { "spawn", measure_spawn },
        { "message", measure_message }, { "echo", measure_echo },
        { "thread", measure_thread },
        { "late", measure_late_alone },
        { "sleep", measure_sleep }, { "park", measure_park },
        { "virtual_10", measure_virtual_10 },
        { "virtual_1000", measure_virtual_1000 },
        { "virtual_100000", measure_virtual_100000 }, { NULL, NULL },
    };

    return measure_main(argc, argv, figures);
}
