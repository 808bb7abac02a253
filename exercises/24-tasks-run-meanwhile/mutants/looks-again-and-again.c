/* SPDX-License-Identifier: MIT */
/* Fails: when ready: main looked again and again: from */
/* Twenty times a second all machines are looked at. */
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
    static const char *names[MOST];
    struct async_task t[MOST];
    int n = input_length("machine.names"), left = n;
    bool out[MOST] = { false };
    for (int i = 0; i < n; i++) {
        names[i] = input_text_at("machine.names", i);
        t[i] = async_create_task("load", wash, &names[i]);
    }
    async_sleep(input("walk"));
    puts("back");
    for (;;) {
        void *r;
        for (int i = 0; i < n; i++)
            if (!out[i] && async_done(t[i])) {
                out[i] = true;
                left--;
                async_await(t[i], &r);
                printf("%s: %s\n", names[i], (char *)r);
            }
        if (!left)
            return NULL;
        async_sleep(0.05);
    }
}
