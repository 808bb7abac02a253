/* SPDX-License-Identifier: MIT */
/* Two films at a time: main fills up whenever one has ended. */
#include "exercise.h"

static void *load(void *arg)
{
    const char *f = arg;
    int rc = ask("film", f, NULL);
    printf("%s: %s\n", f, rc ? "gone" : "here");
    return async_return(rc);
}

void *solution(void *arg)
{
    struct async_task run[20];
    int n = 0, i = 0, total = input_length("film.names");
    while (i < total || n > 0) {
        while (i < total && n < (int)input("most")) {
            run[n++] =
                async_create_task("f", load,
                                  (void *)input_text_at("film.names", i));
            i++;
        }
        struct async_task sorted[20];
        int done =
            async_wait(run, n, ASYNC_FIRST_COMPLETED, ASYNC_FOREVER, sorted);
        for (int k = 0; k < done; k++)
            async_exception(sorted[k]);
        for (int k = done; k < n; k++)
            run[k - done] = sorted[k];
        n -= done;
    }
    return NULL;
}
