/* SPDX-License-Identifier: MIT */
/* The pretended world: services that answer after a while, as the inputs say. */
#include "exercise.h"

enum { TITLE = 64 };

struct question {
    double delay;
    const char *answer, *name, *place;
    bool fails;
};

/* "X.part" */
static const char *part(char out[TITLE], const char *service, const char *which)
{
    snprintf(out, TITLE, "%s.%s", service, which);
    return out;
}

/* False: the service does not know the name. */
static bool look_up(const char *service, const char *name, struct question *question)
{
    char names[TITLE], list[TITLE];
    int n = input_length(part(names, service, "names")), i = 0;

    while (i < n && strcmp(input_text_at(names, i), name) != 0)
        i++;
    if (i == n)
        return false;
    *question = (struct question){ .name = name, .answer = name };
    question->delay = input_at(part(list, service, "delays"), i);
    if (input_exists(part(list, service, "answers")))
        question->answer = input_text_at(list, i);
    if (input_exists(part(list, service, "failures")))
        question->fails = input_at(list, i) != 0;
    return true;
}

static void *serve(void *arg)
{
    const struct question *question = arg;

    int rc = async_sleep_at(question->delay, question->place);
    if (rc < 0)
        return async_return(rc);
    if (question->fails)
        return async_fail(EIO, "%s does not answer", question->name);
    return NULL;
}

static int unknown(const char *service, const char *name)
{
    return async_set_error(ENOENT, "%s does not know %s", service, name);
}

int ask_at(const char *service, const char *name, const char **text, const char *place)
{
    struct question question;
    char title[TITLE];

    if (!look_up(service, name, &question))
        return unknown(service, name);
    question.place = place;
    snprintf(title, sizeof title, "%s %s", service, name);
    int rc = async_await_at(async_coroutine_at(title, serve, &question, "serve", place),
                            NULL, place);
    if (rc == 0 && text)
        *text = question.answer;
    return rc;
}

int ask_blocking_at(const char *service, const char *name, const char **text,
                    const char *place)
{
    struct question question;

    if (!look_up(service, name, &question))
        return unknown(service, name);
    async_blocking_sleep_at(question.delay, place);
    if (question.fails)
        return async_set_error(EIO, "%s does not answer", name);
    if (text)
        *text = question.answer;
    return 0;
}
