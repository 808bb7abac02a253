/* SPDX-License-Identifier: MIT */
/* Done callbacks: one turn after the end, in order of adding, among those who wait. */
#include "tell.h"

static void note(struct async_task task, void *text)
{
    void *result = NULL;
    int rc = async_result(task, &result);

    tell("%s: %s %s", (char *)text, how(rc), result ? (char *)result : "");
}

static void *await_it(void *task)
{
    async_await(*(struct async_task *)task, NULL);
    tell("awaiter goes on");
    return NULL;
}

static void *in_order(void *unused)
{
    struct async_task task = START("task", 1);

    async_add_done_callback(task, note, "first");
    struct async_task awaiter = async_create_task("awaiter", await_it, &task);
    async_sleep(0);
    async_add_done_callback(task, note, "second");
    async_await(task, NULL);
    tell("main goes on");
    async_await(awaiter, NULL);
    return NULL;
}

static void *of_a_done_task(void *unused)
{
    struct async_task task = START("task");

    async_await(task, NULL);
    async_add_done_callback(task, note, "late");
    tell("added");
    async_sleep(0);
    tell("main goes on");
    return NULL;
}

static void *however_it_ended(void *unused)
{
    struct async_task failed = START("failed", 1, "broken"), gone = START("gone", 9);

    async_add_done_callback(failed, note, "failed");
    async_add_done_callback(gone, note, "gone");
    async_sleep(2);
    async_cancel(gone);
    async_sleep(1);
    return NULL;
}

static void *removed(void *unused)
{
    struct async_task task = START("task", 1);

    async_add_done_callback(task, note, "twice");
    async_add_done_callback(task, note, "once");
    async_add_done_callback(task, note, "twice");
    tell("removed %d", async_remove_done_callback(task, note, "twice"));
    tell("removed %d", async_remove_done_callback(task, note, "twice"));
    async_await(task, NULL);
    tell("removed %d", async_remove_done_callback(task, note, "once"));
    async_sleep(0);
    return NULL;
}

static void add_another(struct async_task task, void *text)
{
    tell("%s", (char *)text);
    async_add_done_callback(task, note, "added by a callback");
}

static void *from_a_callback(void *unused)
{
    struct async_task task = START("task");

    async_add_done_callback(task, add_another, "adds another");
    async_add_done_callback(task, note, "second");
    async_await(task, NULL);
    tell("main goes on");
    async_sleep(0);
    tell("main ends");
    return NULL;
}

static void *of_a_future(void *unused)
{
    struct async_task future = async_future("future");

    async_add_done_callback(future, note, "future");
    async_sleep(1);
    async_set_result(future, "value");
    tell("set");
    tell("%s", how(async_await(future, NULL)));
    async_sleep(0);
    return NULL;
}

static void cancel_other(struct async_task task, void *other)
{
    tell("cancel: %s", async_cancel(*(struct async_task *)other) ? "True" : "False");
}

static void *one_task_ends_another(void *unused)
{
    struct async_task quick = START("quick", 1), slow = START("slow", 9, NULL, 1);

    async_add_done_callback(quick, cancel_other, &slow);
    tell_end(slow);
    return NULL;
}

PLAY(SCENE(in_order), SCENE(of_a_done_task), SCENE(however_it_ended), SCENE(removed),
     SCENE(from_a_callback), SCENE(of_a_future), SCENE(one_task_ends_another))
