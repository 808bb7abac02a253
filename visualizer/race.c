/* SPDX-License-Identifier: MIT */
/* Start, drain, step and judge the children of a live screen. */
#define _POSIX_C_SOURCE 200809L
#include "race.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "words.h"

enum { HANGS_AFTER = 2, NOTICES_IN = 1 };   /* seconds */

double race_clock(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

bool race_start(struct race *race, const struct live_options *options,
                struct remote *remote, char *error, int size)
{
    *race = (struct race){.remote = remote};
    for (int i = 0; i < options->side_count && i < LIVE_SIDES; i++) {
        struct launch_options how = {
            .argv = options->sides[i].argv, .clock = LOG_CLOCK_PACED,
            .synchronous = options->sides[i].synchronous,
            .stretch = options->stretch > 0 ? options->stretch : 1, .remote = remote,
        };

        race->children[i] = launch_start(&how, error, size);
        if (!race->children[i]) {
            race_stop(race);
            return false;
        }
        race->news[i] = race_clock();
        race->count++;
    }
    return true;
}

void race_stop(struct race *race)
{
    for (int i = 0; i < race->count; i++)
        launch_free(race->children[i]);
    race->count = 0;
}

bool race_drain(struct race *race)
{
    bool any = false;

    for (int i = 0; i < race->count; i++) {
        bool ended = launch_ended(race->children[i], NULL);
        int64_t n = launch_drain(race->children[i]);

        if (n > 0)
            race->news[i] = race_clock();
        any = any || n > 0 || ended != launch_ended(race->children[i], NULL);
    }
    return any;
}

bool race_over(const struct race *race)
{
    for (int i = 0; i < race->count; i++)
        if (!launch_ended(race->children[i], NULL))
            return false;
    return true;
}

int race_status(const struct race *race)
{
    int status = 0;

    for (int i = 0; i < race->count; i++)
        if (launch_ended(race->children[i], &status) && status != 0)
            return 1;
    return 0;
}

/* ---- One step at a time -------------------------------------------------- */

/* What the children wait for, taken together. */
struct standing {
    bool moving;                /* somebody is on the way to his next wait */
    bool held;                  /* somebody wants to take a step */
    uint64_t alarm;             /* the first one; LOG_NEVER: none */
};

/* A child that was allowed a step says that it is held until it has noticed. */
static bool has_noticed(const struct race *race, int child)
{
    return launch_recording(race->children[child])->count != race->held[child].records ||
           race_clock() > race->held[child].until;
}

static struct standing look(const struct race *race)
{
    struct standing standing = {false, false, LOG_NEVER};
    uint64_t now = remote_now(race->remote), until;

    for (int i = 0; i < race->count; i++) {
        enum log_status status = launch_status(race->children[i], &until);

        if (launch_ended(race->children[i], NULL))
            continue;
        if (status == LOG_HELD && has_noticed(race, i)) {
            standing.held = true;
        } else if (status == LOG_ON_CLOCK && until > now) {
            if (until < standing.alarm)
                standing.alarm = until;
        } else if (status != LOG_ENDED) {
            standing.moving = true;
        }
    }
    return standing;
}

static void allow_step(struct race *race)
{
    for (int i = 0; i < race->count; i++)
        if (launch_status(race->children[i], NULL) == LOG_HELD)
            race->held[i] = (struct race_held){
                launch_recording(race->children[i])->count, race_clock() + NOTICES_IN};
    remote_allow_step(race->remote);
}

void race_ask_step(struct race *race)
{
    race->steps++;
}

bool race_go_on(struct race *race)
{
    struct standing standing;

    if (!remote_paused(race->remote))
        race->steps = 0;
    if (race->steps == 0)
        return false;
    standing = look(race);
    if (standing.moving)
        return true;
    if (!standing.held && !race->alarmed && standing.alarm != LOG_NEVER) {
        remote_advance(race->remote, standing.alarm);
        race->alarmed = true;
        return true;
    }
    if (standing.held)
        allow_step(race);
    race->alarmed = false;
    race->steps--;
    return race->steps > 0;
}

/* ---- Trouble ------------------------------------------------------------- */

/* A child that computes for long without a record, and so keeps its loop from turning. */
static bool tell_hang(struct race *race, int child, const struct model *model)
{
    const struct lane *lane = model->running ? model_lane(model, model->running) : NULL;
    double seconds = race_clock() - race->news[child];
    char name[64];

    if (seconds < HANGS_AFTER || !lane ||
        launch_status(race->children[child], NULL) != LOG_BUSY)
        return false;
    words_fit(name, sizeof name, model_name(model, lane->name),
              strlen(model_name(model, lane->name)), 20, false);
    snprintf(race->trouble[child], ENDING_TEXT,
             "%s has had the thread for %d s without giving it back", name, (int)seconds);
    return true;
}

const char *race_trouble(struct race *race, int child, const struct model *model)
{
    struct launch *launch = race->children[child];
    bool any;

    if (launch_ended(launch, NULL))
        any = ending_tell(launch, model, race->trouble[child], ENDING_TEXT);
    else
        any = tell_hang(race, child, model);
    return any ? race->trouble[child] : NULL;
}
