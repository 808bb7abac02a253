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
static size_t kept_count;

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
    kept_count++;
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

/* In order of their jobs' submission; of one job, those of the first list first. */
static struct post *merge(struct post *a, struct post *b)
{
    struct post *merged, **end = &merged;

    while (a && b) {
        struct post **next = b->job->number < a->job->number ? &b : &a;
        *end = *next;
        end = &(*next)->next;
        *next = *end;
    }
    *end = a ? a : b;
    return merged;
}

/* The first n of the list, in order. */
static struct post *take_sorted(struct post **list, size_t n)
{
    struct post *post = *list;

    if (n > 1) {
        post = take_sorted(list, n / 2);
        return merge(post, take_sorted(list, n - n / 2));
    }
    *list = post->next;
    post->next = NULL;
    return post;
}

void inbox_deliver(void)
{
    inbox_collect();
    if (!kept)
        return;
    struct post *post = take_sorted(&kept, kept_count);
    last_kept = &kept;
    kept_count = 0;
    for (struct post *next; post; post = next) {
        next = post->next;
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
