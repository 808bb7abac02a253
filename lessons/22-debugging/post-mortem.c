/* SPDX-License-Identifier: MIT */
/* 22 Post-mortem: a bakery's program crashes at night, and nobody was there.  It had kept
 * its log, and so can be asked in the morning where each of its tasks stood. */
#include <stdlib.h>

#include "kit.h"
#include "kit_scratch.h"
#include "model.h"
#include "recording.h"
#include "waits.h"

#define LOG "night.log"

/* ---- The night: in a process of its own ---- */

static struct async_event warm = ASYNC_EVENT("oven is warm");

static void *dough(void *arg)
{
    return async_return(async_sleep(3600));
}

static void *loaves(void *arg)
{
    return async_return(async_event_wait(&warm));
}

static void *till(void *arg)
{
    int coins = 2;

    for (;;) {
        int rc = async_sleep(600);
        if (rc < 0)
            return async_return(rc);
        if (--coins < 0)
            abort();                    /* that cannot be */
        printf("%d coins left\n", coins);
    }
}

static void *bakery(void *arg)
{
    struct async_task tasks[] = {
        async_coroutine("dough", dough, NULL),
        async_coroutine("loaves", loaves, NULL),
        async_coroutine("till", till, NULL),
    };
    return async_return(async_gather(tasks, 3, NULL, 0));
}

static void night(void)
{
    async_run(bakery, NULL, NULL);
}

/* ---- The morning ---- */

static void print_line(const char *line)
{
    char indented[500];

    snprintf(indented, sizeof indented, "  %s", line);
    kit_fold(stdout, indented);
}

static void print_lane(const struct model *model, const struct lane *lane)
{
    char name[WAITS_NAME], words[WAITS_TEXT], line[400];
    const struct span *span = lane_at(lane, model->now);

    if (!span)
        return;
    snprintf(line, sizeof line, "%s %s, since %.0f s%s%s", waits_name(name, model, lane),
             waits_span(words, model, span), 1e-9 * (double)span->begin,
             span->place ? ", at " : "", span->place ? model_name(model, span->place) : "");
    print_line(line);
}

static void print_end(const struct recording *log)
{
    struct model model;

    model_init(&model, &log->header);
    model_feed(&model, log->records, log->count);
    printf("its log ends at %.0f s, %s:\n", 1e-9 * (double)model.now,
           model.ended ? "with the run" : "in the middle of the run");
    for (uint64_t i = 0; i < model.lane_count; i++)
        print_lane(&model, &model.lanes[i]);
    model_done(&model);
}

static int script(void)
{
    struct recording log;
    char error[200];

    kit_scratch_enter();
    printf("at night somebody could have read:\n");
    int rc = kit_last_words_by(0, &(struct kit_last){ .log = LOG, .tell = print_line });
    if (rc < 0)
        return rc;
    if (recording_load(LOG, &log, 1, error, sizeof error) != 1)
        return async_set_error(EIO, "%s", error);
    print_end(&log);
    recording_done(&log);
    return 0;
}

static void (*const misuses[])(void) = { night, NULL };

const struct kit_demo post_mortem_demo = {
    .name = "post-mortem", .title = "what the log tells of a program that crashed",
    .script = script, .loopless = true, .misuses = misuses, .alone = true,
    .question = "A program crashed while nobody watched. What did its other tasks wait for?",
    .moral = "INTERLEAVE_TRACE=FILE keeps the log, and a crash keeps all that came before it.",
};
