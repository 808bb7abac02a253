/* SPDX-License-Identifier: MIT */
/* What the programs share: see tell.h. */
#include "tell.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double scene_began;

void tell(const char *format, ...)
{
    va_list arguments;

    printf("%g ", async_time() - scene_began);
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
}

static void add(char *text, size_t size, const char *more)
{
    size_t used = strlen(text);

    snprintf(text + used, size - used, "%s", more);
}

static void add_story(char *text, size_t size, const struct async_error *error)
{
    const char *word = !error ? "ok"
        : error->code == ECANCELED ? "cancelled"
        : error->code == ETIMEDOUT ? "late"
        : error->code == ASYNC_ECLOSED ? "closed"
        : error->code == EAGAIN ? "would wait" : "failed";

    add(text, size, word);
    if (error && *error->text && error->code != EAGAIN) {
        add(text, size, ": ");
        add(text, size, error->text);
    }
    for (int i = 0; error && i < error->count; i++) {
        add(text, size, i == 0 ? " [" : "; ");
        add_story(text, size, error->errors[i]);
    }
    if (error && error->count > 0)
        add(text, size, "]");
}

const char *story(const struct async_error *error)
{
    static char text[2048];

    *text = '\0';
    add_story(text, sizeof text, error);
    return text;
}

const char *how(int rc)
{
    return story(rc < 0 ? async_caught() : NULL);
}

void *work(void *arg)
{
    const struct worker *worker = arg;

    tell("%s begins", worker->name);
    int rc = async_sleep(worker->seconds);
    if (rc == -ECANCELED && worker->tidies > 0) {
        tell("%s tidies", worker->name);
        if (async_sleep(worker->tidies) < 0)
            tell("%s stops tidying", worker->name);
    }
    tell("%s ends: %s", worker->name, rc < 0 ? "cancelled" : "ok");
    if (worker->fails)
        return async_fail(ASYNC_EUSER, "%s", worker->fails);
    return rc < 0 ? async_return(rc) : (void *)worker->name;
}

struct async_task start(const struct worker *worker)
{
    return async_ensure_future(
        async_coroutine_with(worker->name, work, worker, sizeof *worker));
}

int tell_end(struct async_task task)
{
    char name[32];
    void *result = NULL;

    snprintf(name, sizeof name, "%s", async_get_name(task));
    int rc = async_await(task, &result);
    tell("%s: %s%s%s", name, how(rc), result ? " " : "",
         result ? (const char *)result : "");
    return rc;
}

static void keep_quiet(const struct async_report *report, void *unused)
{
}

int play(const struct scene *scenes, size_t n)
{
    async_set_clock(ASYNC_VIRTUAL, 1);
    async_set_exception_handler(keep_quiet, NULL);
    for (size_t i = 0; i < n; i++) {
        scene_began = async_time();
        printf("-- %s\n", scenes[i].name);
        int rc = async_run(scenes[i].fn, NULL, NULL);
        tell("over: %s", how(rc));
    }
    return EXIT_SUCCESS;
}
