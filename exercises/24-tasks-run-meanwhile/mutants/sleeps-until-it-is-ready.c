/* SPDX-License-Identifier: MIT */
/* Fails: when ready: main slept from 1.5 s to 2 s in place of waiting for a load */
/* The delays are taken from the list, and slept one after another. */
#include "exercise.h"

enum { MOST = 10 };

static void *wash(void *arg)
{
    const char *load = *(const char **)arg, *pieces;

    int rc = ask("machine", load, &pieces);
    return rc < 0 ? async_return(rc) : (void *)pieces;
}

void *solution(void *arg)
{
    int n = input_length("machine.names");
    struct async_task t[MOST];
    const char *names[MOST];
    double now;
    for (int i = 0; i < n; i++) {
        names[i] = input_text_at("machine.names", i);
        t[i] = async_create_task(names[i], wash, &names[i]);
    }
    now = input("walk");
    async_sleep(now);
    printf("back\n");
    bool out[MOST] = { false };
    for (int k = 0; k < n; k++) {
        int b = -1;
        for (int i = 0; i < n; i++)
            if (!out[i] && (b < 0 || input_at("machine.delays", i) <
                                         input_at("machine.delays", b)))
                b = i;
        if (input_at("machine.delays", b) > now) {
            async_sleep(input_at("machine.delays", b) - now);
            now = input_at("machine.delays", b);
        }
        printf("%s: %s\n", names[b], input_text_at("machine.answers", b));
        out[b] = true;
    }
    (void)t;
    return NULL;
}
