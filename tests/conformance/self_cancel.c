/* SPDX-License-Identifier: MIT */
/* Tasks that cancel or await themselves, that are cancelled before their first step. */
#include <stdio.h>
#include <string.h>

#include "tell.h"

static const char *truth(bool value)
{
    return value ? "True" : "False";
}

static bool cancel_me(const char *text)
{
    return async_cancel_with(async_current_task(), text);
}

static void *itself(void *unused)
{
    bool asked = cancel_me("by itself");

    tell("%s %d", truth(asked), async_cancelling(async_current_task()));
    tell("goes on");
    int rc = async_sleep(0);
    if (rc == 0)
        tell("never");
    return async_return(rc);
}

static void *by_itself(void *unused)
{
    tell_end(async_create_task("task", itself, NULL));
    return NULL;
}

static void *ends_at_once(void *unused)
{
    cancel_me("by itself");
    return "result";
}

static void *fails_at_once(void *unused)
{
    cancel_me("");
    return async_fail(ASYNC_EUSER, "broken");
}

static void *and_ends_at_once(void *unused)
{
    struct async_task task = async_create_task("task", ends_at_once, NULL);

    tell_end(task);
    tell("%s", truth(async_cancelled(task)));
    task = async_create_task("task", fails_at_once, NULL);
    tell_end(task);
    tell("%s", truth(async_cancelled(task)));
    return NULL;
}

static void *does_not_wait(void *unused)
{
    struct async_task future = async_future("future");
    struct async_lock lock = ASYNC_LOCK("lock");
    void *result;

    async_set_result(future, "value");
    cancel_me("");
    async_await(future, &result);
    tell("%s", (char *)result);
    async_lock_acquire(&lock);
    tell("still here");
    return async_return(async_sleep(0));
}

static void *what_is_done_does_not_wait(void *unused)
{
    tell_end(async_create_task("task", does_not_wait, NULL));
    return NULL;
}

static struct async_event never = ASYNC_EVENT("never");

static void *wait_event(void *unused)
{
    return async_return(async_event_wait(&never));
}

static void told(const char *name, int rc)
{
    tell("%s: %s", name, how(rc));
    async_uncancel(async_current_task());
}

static void *all_of_them(void *unused)
{
    struct async_queue queue = ASYNC_QUEUE("queue", 0);
    struct async_task task = START("task", 9);

    cancel_me("sleep");
    told("sleep", async_sleep(1));
    cancel_me("event");
    told("event", async_event_wait(&never));
    cancel_me("get");
    told("get", async_queue_get(&queue, NULL));
    cancel_me("shield");
    told("shield", async_shield(task, NULL));
    cancel_me("wait");
    told("wait", async_wait(&task, 1, ASYNC_ALL_COMPLETED, ASYNC_FOREVER, NULL));
    cancel_me("wait_for");
    told("wait_for", async_wait_for(async_coroutine("event", wait_event, NULL), 9, NULL));
    cancel_me("gather");
    told("gather", async_gather(&task, 1, NULL, 0));
    cancel_me("task");
    told("task", async_await(task, NULL));
    task = START("other", 9);
    tell("%s", how(async_sleep(0)));
    cancel_me("task");
    told("task", async_await(task, NULL));
    cancel_me("done task");
    told("done task", async_await(task, NULL));
    return async_return(async_sleep(0));
}

static void *each_kind_of_wait(void *unused)
{
    tell_end(async_create_task("all", all_of_them, NULL));
    return NULL;
}

static void *before_its_first_step(void *unused)
{
    struct async_task task = START("task", 1);
    bool asked = async_cancel_with(task, "early");

    tell("%s %d %s", truth(asked), async_cancelling(task), truth(async_done(task)));
    tell_end(task);
    task = START("task", 1);
    async_cancel(task);
    async_cancel(task);
    int left = async_uncancel(task);
    tell("%d %d", left, async_uncancel(task));
    tell_end(task);
    return NULL;
}

/* What stands before the colon. */
static const char *beginning(const char *text)
{
    static char word[64];

    snprintf(word, sizeof word, "%.*s", (int)strcspn(text, ":"), text);
    return word;
}

static void *awaits_itself(void *unused)
{
    START("other");
    if (async_await(async_current_task(), NULL) < 0)
        tell("%s", beginning(async_caught()->text));
    return "result";
}

static void *awaited_by_itself(void *unused)
{
    tell_end(async_create_task("task", awaits_itself, NULL));
    return NULL;
}

static void *awaits_and_hands_on(void *unused)
{
    int rc = async_await(async_current_task(), NULL);

    tell("%s", beginning(how(rc)));
    return async_return(rc);
}

static void *cancelled_before(void *unused)
{
    cancel_me("");
    tell("%s", beginning(how(async_await(async_current_task(), NULL))));
    return NULL;
}

static void *cancel_it(void *task)
{
    async_cancel(*(struct async_task *)task);
    return NULL;
}

static void *awaited_by_itself_and_cancelled(void *unused)
{
    struct async_task task = async_create_task("task", awaits_and_hands_on, NULL);

    async_call_soon(cancel_it, &task);
    tell_end(task);
    tell_end(async_create_task("task", cancelled_before, NULL));
    return NULL;
}

static void *main_cancels_itself(void *unused)
{
    cancel_me("main");
    int rc = async_sleep(1);
    tell("main tidies");
    async_sleep(1);
    tell("main tidied");
    return async_return(rc);
}

static void *cancels(void *parent)
{
    int rc = async_sleep(1);

    if (rc == 0) {
        async_cancel_with(*(struct async_task *)parent, "by a child");
        rc = async_sleep(1);
    }
    if (rc == 0)
        tell("child ends");
    return async_return(rc);
}

static void *from_a_member_of_its_own(void *unused)
{
    struct async_task parent = async_current_task();
    struct async_task child = async_create_task("child", cancels, &parent);

    tell("%s", how(async_sleep(9)));
    tell("%s", how(async_await(child, NULL)));
    child = async_create_task("child", cancels, &parent);
    tell_end(child);
    return NULL;
}

PLAY(SCENE(by_itself), SCENE(and_ends_at_once), SCENE(what_is_done_does_not_wait),
     SCENE(each_kind_of_wait), SCENE(before_its_first_step), SCENE(awaited_by_itself),
     SCENE(awaited_by_itself_and_cancelled), SCENE(main_cancels_itself),
     SCENE(from_a_member_of_its_own))
