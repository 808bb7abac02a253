/* SPDX-License-Identifier: MIT */
/* A canary: a task touches the byte behind an array on its own stack, after a
 * sleep; it leaves that byte as it was. */
#include "async.h"

static void *goes_too_far(void *arg)
{
    volatile char name[16] = "";
    volatile char *volatile end = name + 16;

    async_sleep(0);
    *end = *end;
    return name[0] ? arg : NULL;
}

int main(void)
{
    return async_run(goes_too_far, NULL, NULL) != 0;
}
