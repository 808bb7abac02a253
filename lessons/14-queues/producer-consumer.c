/* SPDX-License-Identifier: MIT */
/* 14 Producer and consumer: a letter a second comes into the box, and reading one takes
 * half a second.  The reader waits in get; it need not know the postman. */
#include "kit.h"

static struct async_queue box = ASYNC_QUEUE("box", 0);      /* 0: no limit */

static void *postman(void *arg)
{
    static char *const letters[] = { "a bill", "a postcard", "a love letter", NULL };

    for (int i = 0; letters[i]; i++) {
        int rc = async_sleep(1);
        if (rc < 0)
            return async_return(rc);
        printf("%.1f s: delivered %s\n", async_time(), letters[i]);
        rc = async_queue_put(&box, letters[i]);
        if (rc < 0)
            return async_return(rc);
    }
    int rc = async_queue_put(&box, NULL);                   /* NULL: that was all */
    return async_return(rc);
}

static void *reader(void *arg)
{
    void *letter;
    int rc;

    while ((rc = async_queue_get(&box, &letter)) == 0 && letter) {
        rc = async_sleep(0.5);
        if (rc < 0)
            break;
        printf("%.1f s: read %s\n", async_time(), (char *)letter);
    }
    return async_return(rc);
}

static void *program(void *arg)
{
    struct async_task both[] = {
        async_coroutine("postman", postman, NULL),
        async_coroutine("reader", reader, NULL),
    };
    int rc = async_gather(both, 2, NULL, 0);
    return async_return(rc);
}

static const char *const lanes[] = { "postman", "reader", NULL };

const struct kit_demo producer_consumer_demo = {
    .name = "producer-consumer", .title = "one delivers, the other reads",
    .program = program, .lanes = lanes, .alone = true, .seconds = 3.5,
    .question = "A letter a second, half a second to read it. Who waits for whom?",
    .moral = "An empty queue makes its consumer wait: nobody looks again and again.",
};
