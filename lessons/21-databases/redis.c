/* SPDX-License-Identifier: MIT */
/* Redis answers over a socket, so no thread is needed: many questions, one connection. */
#include <stdlib.h>

#include "kit.h"
#include "redis.h"

enum { VISITORS = 5 };
static struct redis redis;

static void *visit(void *arg)
{
    char *count;

    int rc = redis_command(&redis, &count, "INCR interleave:visitors");
    if (rc < 0)
        return async_return(rc);
    printf("visitor %s\n", count);
    free(count);
    return NULL;
}

/* Five tasks share the connection; each gets the reply to its own command. */
static int count_visitors(void)
{
    struct async_task visitors[VISITORS];

    int rc = redis_command(&redis, NULL, "DEL interleave:visitors");
    if (rc < 0)
        return rc;
    for (int i = 0; i < VISITORS; i++)
        visitors[i] = async_coroutine("visitor", visit, NULL);
    rc = async_gather(visitors, VISITORS, NULL, 0);
    if (rc == 0)
        rc = redis_command(&redis, NULL, "DEL interleave:visitors");
    return rc;
}

static void *program(void *arg)
{
    int n;
    char *const *words = kit_words(&n);

    if (n != 1)
        return async_fail(EINVAL, "which server? --demo redis -- 127.0.0.1:6379");
    int rc = redis_open(&redis, words[0]);
    if (rc < 0)
        return async_return(rc);
    rc = count_visitors();
    redis_close(&redis);
    return async_return(rc);
}

const struct kit_demo redis_demo = {
    .name = "redis", .title = "five tasks, one connection to Redis", .program = program,
    .words = "HOST:PORT", .alone = true,
    .question = "Five tasks ask over one connection. Who gets which answer?",
    .moral = "Redis answers in the order of the questions; MySQL and PostgreSQL have "
             "such clients, too.",
};
