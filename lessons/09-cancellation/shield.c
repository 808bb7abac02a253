/* SPDX-License-Identifier: MIT */
/* 09 Shield: the customer hangs up, the payment goes on.  async_shield() lets the
 * waiter be cancelled without handing that on to what it waits for. */
#include "kit.h"

static void *payment(void *arg)
{
    int rc = async_sleep(2);
    if (rc < 0)
        return async_return(rc);
    printf("%.1f s: the payment is booked\n", async_time());
    return "receipt 17";
}

static void *customer(void *arg)
{
    const struct async_task *paying = arg;
    void *receipt;

    int rc = async_shield(*paying, &receipt);
    if (rc == 0)
        printf("%s\n", (char *)receipt);
    else if (rc == -ECANCELED)
        printf("%.1f s: the customer hangs up\n", async_time());
    return async_return(rc);
}

static void *program(void *arg)
{
    struct async_task paying = async_create_task("payment", payment, NULL);
    struct async_task waiting = async_create_task("customer", customer, &paying);
    void *receipt;

    int rc = async_sleep(1);
    if (rc < 0)
        return async_return(rc);
    async_cancel(waiting);
    rc = async_await(paying, &receipt);
    if (rc < 0)
        return async_return(rc);
    printf("customer cancelled: %s\n", kit_bool(async_cancelled(waiting)));
    printf("payment cancelled: %s\n", kit_bool(async_cancelled(paying)));
    printf("kept for the customer: %s\n", (char *)receipt);
    return NULL;
}

static const char *const lanes[] = { "payment", "customer", NULL };

const struct kit_demo shield_demo = {
    .name = "shield", .title = "the customer hangs up, the payment goes on",
    .program = program, .lanes = lanes, .alone = true, .seconds = 2,
    .question = "The customer is cancelled while waiting for the payment. Is that, too?",
    .moral = "Cancelling a waiter reaches what it awaits, but not through a shield.",
};
