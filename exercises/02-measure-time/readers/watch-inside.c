/* SPDX-License-Identifier: MIT */
/* How long does breakfast take?  Each step is measured, inside the coroutine. */
#include "exercise.h"

static void *breakfast(void *arg)
{
    double *sum = arg;

    for (int i = 0; i < input_length("breakfast.names"); i++) {
        double t = async_time();
        int rc = ask("breakfast", input_text_at("breakfast.names", i), NULL);
        if (rc < 0)
            return async_return(rc);
        *sum += async_time() - t;
    }
    return NULL;
}

void *solution(void *arg)
{
    double sum = 0;

    async_sleep(input("shower"));
    async_await(async_create_task("b", breakfast, &sum), NULL);
    fprintf(stderr, "measured %f\n", sum);
    printf("average: %f\n", sum / (double)input_length("breakfast.names"));
    answer("took", sum);
    return NULL;
}
