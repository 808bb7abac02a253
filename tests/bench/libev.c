/* SPDX-License-Identifier: MIT */
/* libev without tasks: what the timers alone cost. */
#include <ev.h>
#include <stdlib.h>

#include "measure.h"

struct sleeper {
    ev_timer timer;
    double due;
};

static void woke(struct ev_loop *loop, ev_timer *timer, int events)
{
    measure_late(measure_now() - ((struct sleeper *)timer)->due);
}

static struct sleeper *start_sleepers(struct ev_loop *loop, int count,
                                      double seconds)
{
    struct sleeper *sleepers = malloc((size_t)count * sizeof(*sleepers));

    if (!sleepers)
        exit(1);
    for (int i = 0; i < count; i++) {
        double wait = seconds > 0 ? seconds : measure_random_us() / 1e6;

        ev_now_update(loop);
        sleepers[i].due = measure_now() + wait;
        ev_timer_init(&sleepers[i].timer, woke, wait, 0);
        ev_timer_start(loop, &sleepers[i].timer);
    }
    return sleepers;
}

static void measure_sleep(void)
{
    struct ev_loop *loop = ev_default_loop(0);

    measure_start();
    struct sleeper *sleepers = start_sleepers(loop, 100000, 0);
    ev_run(loop, 0);
    measure_sleepers("sleep");
    free(sleepers);
}

static void measure_park(void)
{
    struct ev_loop *loop = ev_default_loop(0);

    measure_start();
    struct sleeper *sleepers = start_sleepers(loop, 1000000, 1000);
    ev_run(loop, EVRUN_NOWAIT);
    measure_print("park_s", measure_elapsed(), "s");
    measure_print("park_bytes", measure_memory() / 1e6, "B");
    free(sleepers);
}

int main(int argc, char **argv)
{
    static const struct figure figures[] = {
        { "sleep", measure_sleep }, { "park", measure_park }, { NULL, NULL },
    };

    return measure_main(argc, argv, figures);
}
