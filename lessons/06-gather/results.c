/* SPDX-License-Identifier: MIT */
/* 06 Results: three answers in one list.
 * All three take a second, and so do they together. */
#include "kit.h"

struct request {
    const char *url;
    char answer[32];
};

static void *fetch(void *arg)
{
    struct request *this = arg;

    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    snprintf(this->answer, sizeof this->answer, "Result from %s", this->url);
    return this->answer;
}

static void *program(void *arg)
{
    static struct request requests[] = { { "url1" }, { "url2" }, { "url3" } };
    struct async_task fetches[3];
    void *results[3];

    for (int i = 0; i < 3; i++)
        fetches[i] = async_coroutine(requests[i].url, fetch, &requests[i]);
    int rc = async_gather(fetches, 3, results, 0);
    if (rc < 0)
        return async_return(rc);
    kit_print_list(results, 3);
    return NULL;
}

static const char *const lanes[] = { "url1", "url2", "url3", NULL };

const struct kit_demo results_demo = {
    .name = "results", .title = "three results in one list",
    .program = program, .lanes = lanes, .seconds = 3,
    .question = "Three requests of 1 s each, gathered. How long does each side take?",
    .moral = "gather: as long as the slowest, and everything in one list.",
};
