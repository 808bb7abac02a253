/* SPDX-License-Identifier: MIT */
/* Fails: hears all: main looked again and again: from 0 s on it slept 4 times in a row */
/* A counter that is looked at ten times a second. */
#include "exercise.h"

static int left;
static const char *said[10];

static void *one(void *arg)
{
    int i = (int)(intptr_t)arg;
    const char *s;
    int rc = ask("friend", input_text_at("friend.names", i), &s);
    said[i] = rc < 0 ? NULL : s;
    left--;
    return NULL;
}

void *solution(void *arg)
{
    int n = left = input_length("friend.names"), yes = 0, silent = 0;
    for (int i = 0; i < n; i++)
        (void)!async_create_task("x", one, (void *)(intptr_t)i).id;
    while (left > 0)
        async_sleep(0.1);
    for (int i = 0; i < n; i++) {
        answer_text(input_text_at("friend.names", i),
                    said[i] ? said[i] : "no answer");
        yes += said[i] && *said[i] == 'y';
        silent += !said[i];
    }
    answer("coming", yes);
    answer("silent", silent);
    return NULL;
}
