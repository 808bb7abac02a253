/* SPDX-License-Identifier: MIT */
/* What other threads post to the loop.  On the virtual clock what jobs post is kept
 * until none of them computes, and delivered in the order of their submission: so that
 * a run does not depend on which thread was faster. */
#include "clock.h"
#include "job.h"
#include "loop.h"
#include "poller.h"

pthread_mutex_t inbox_lock = PTHREAD_MUTEX_INITIALIZER;

/* With the lock. */
static struct post *first, **last = &first;
static bool is_open;

_Atomic bool inbox_full;

/* The loop's: see inbox_deliver(). */
static struct post *kept, **last_kept = &kept;

void inbox_put(struct post *post)
{
    post->next = NULL;
    *last = post;
    last = &post->next;
    inbox_full = true;
}

bool inbox_send(struct post *post)
{
    pthread_mutex_lock(&inbox_lock);
    bool taken = is_open;
    if (taken) {
        inbox_put(post);
        loop.polls = true;
        poller_wake();
    }
    pthread_mutex_unlock(&inbox_lock);
    return taken;
}

static struct post *take_all(void)
{
    pthread_mutex_lock(&inbox_lock);
    struct post *post = first;
    first = NULL;
    last = &first;
    inbox_full = false;
    pthread_mutex_unlock(&inbox_lock);
    poller_watches(0);
    return post;
}

static void keep(struct post *post)
{
    post->next = NULL;
    *last_kept = post;
    last_kept = &post->next;
}

void inbox_collect(void)
{
    bool is_virtual = clock_kind() == LOG_CLOCK_VIRTUAL;

    for (struct post *post = take_all(), *next; post; post = next) {
        next = post->next;
        if (is_virtual && post->job)
            keep(post);
        else
            post->deliver(post);
    }
}

/* The next in order of submission; of one job the earliest. */
static struct post *take_kept(void)
{
    struct post **best = &kept;

    for (struct post **link = &kept; *link; link = &(*link)->next)
        if ((*link)->job->number < (*best)->job->number)
            best = link;
    struct post *post = *best;
    *best = post->next;
    if (last_kept == &post->next)
        last_kept = best;
    return post;
}

void inbox_deliver(void)
{
    inbox_collect();
    while (kept) {
        struct post *post = take_kept();
        post->deliver(post);
    }
}

bool inbox_is_open(void)
{
    pthread_mutex_lock(&inbox_lock);
    bool yes = is_open;
    pthread_mutex_unlock(&inbox_lock);
    return yes;
}

void inbox_open(void)
{
    pthread_mutex_lock(&inbox_lock);
    is_open = true;
    pthread_mutex_unlock(&inbox_lock);
}

void inbox_close(void)
{
    pthread_mutex_lock(&inbox_lock);
    is_open = false;
    pthread_mutex_unlock(&inbox_lock);
    inbox_deliver();
}
