/* SPDX-License-Identifier: MIT */
/* 06 Gather: start several, collect their results in order.
 *
 * Concept  async_gather() makes a task of each coroutine, waits for all of them
 *          and stores their results in the order in which they were given.
 * Predict  url2 answers last.  Where does its answer stand in the list?
 * Watch    The lanes of url1 and url3 end one second before url2's; main goes on
 *          only when the last one is done.
 * Try      Give url3 four seconds.  When does the list appear, and in which order?
 * Next     --demo first-error: what becomes of the others when one fails.
 */
#include "kit.h"

struct request {
    const char *url;
    double delay;
    char answer[32];
};

static struct request requests[] = { { "url1", 1 }, { "url2", 2 }, { "url3", 1 } };

static void *fetch(void *arg)
{
    struct request *this = arg;

    int rc = async_sleep(this->delay);
    if (rc < 0)
        return async_return(rc);
    snprintf(this->answer, sizeof this->answer, "%s data", this->url);
    return this->answer;
}

static void *program(void *arg)
{
    struct async_task fetches[3];
    void *answers[3];

    for (int i = 0; i < 3; i++)
        fetches[i] = async_coroutine(requests[i].url, fetch, &requests[i]);
    int rc = async_gather(fetches, 3, answers, 0);  /* answers[i] is fetches[i]'s */
    if (rc < 0)
        return async_return(rc);
    kit_print_list(answers, 3);
    return NULL;
}

static const char *const lanes[] = { "url1", "url2", "url3", NULL };

static const struct kit_demo order_demo = {
    .name = "order", .title = "results come back in argument order",
    .program = program, .lanes = lanes, .seconds = 4,
    .question = "url2 is the slowest. Where will its answer stand in the list?",
    .moral = "Results come in the order of the arguments, not in the order of the ends.",
};

extern const struct kit_demo results_demo, three_demo, pair_demo, short_first_demo,
    return_errors_demo, first_error_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &order_demo, &results_demo, &three_demo, &pair_demo, &short_first_demo,
        &return_errors_demo, &first_error_demo, NULL
    };
    return kit_main(argc, argv, "gather", demos);
}
