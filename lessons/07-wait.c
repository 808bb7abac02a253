/* SPDX-License-Identifier: MIT */
/* 07 Wait: take each answer when it comes.
 *
 * Concept  async_gather() hands over everything at the end, in argument order.
 *          async_as_completed() hands over one task at a time, as each one ends.
 * Predict  url1 takes three seconds, url2 one, url3 two.  In which order do the
 *          three lines come, and when is the first one printed?
 * Watch    The lanes end in another order than they start in; main prints a line
 *          at each of their ends.
 * Try      Let url3 take one second, too.  Who of url2 and url3 comes first?
 * Next     --demo first-completed: one answer is enough.
 */
#include "kit.h"

struct request {
    const char *url;
    double delay;
    char answer[32];
};

static struct request requests[] = { { "url1", 3 }, { "url2", 1 }, { "url3", 2 } };

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
    struct async_task fetches[3], next;
    void *answer;
    int rc;

    for (int i = 0; i < 3; i++)
        fetches[i] = async_coroutine(requests[i].url, fetch, &requests[i]);

    struct async_completed ends = async_as_completed(fetches, 3, ASYNC_FOREVER);
    while ((rc = async_next_completed(&ends, &next)) == 1) {    /* 0: that was all */
        rc = async_await(next, &answer);                        /* has ended: no wait */
        if (rc < 0)
            break;
        printf("%s\n", (char *)answer);
    }
    async_completed_end(&ends);
    return async_return(rc);
}

static const char *const lanes[] = { "url1", "url2", "url3", NULL };

static const struct kit_demo as_completed_demo = {
    .name = "as-completed", .title = "each answer when it comes",
    .program = program, .lanes = lanes, .seconds = 6,
    .question = "The three take 3 s, 1 s and 2 s. Which line comes first, and when?",
    .moral = "Answers can be used in the order in which they come.",
};
extern const struct kit_demo first_completed_demo, random_demo;

int main(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &as_completed_demo, &first_completed_demo, &random_demo, NULL
    };
    return kit_main(argc, argv, "wait", demos);
}
