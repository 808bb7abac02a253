/* SPDX-License-Identifier: MIT */
/* What is wanted of the office when it closes. */
#include <math.h>
#include <string.h>

#include "checking.h"

static const double INSTANT = 1e-6;

/* How long it takes to sort the letter of a call, "letter Aarau". */
static double needed(struct run *run, const char *letter)
{
    for (int i = 0; i < input_length(run, "letter.names"); i++)
        if (like(letter, say(run, "letter %s", input_text_at(run, "letter.names", i))))
            return input_at(run, "letter.delays", i);
    return 0;
}

/* When the grace time ends. */
static double limit(const struct run *run)
{
    return input(run, "stop") + input(run, "grace");
}

static bool asked_twice(const struct run *run)
{
    return strcmp(run_scenario(run), "asked twice") == 0;
}

/* Behind seen(): what the second signal did, if there was one. */
static bool by_the_second(struct run *run)
{
    return asked_twice(run) &&
           because(run, "the signal came a second time: the grace time counts from the first, "
                   "and nothing begins anew", 2);
}

static const char *letter_of(const struct spell *spell)
{
    return spell->name + sizeof "letter " - 1;
}

static bool can_finish(struct run *run, const struct spell *spell)
{
    return spell->begin + needed(run, spell->name) < limit(run);
}

static bool opens(struct run *run)
{
    for (int i = 0; i < input_length(run, "workers"); i++)
        if (!begin_at(run, tasks(run, input_text_at(run, "workers", i)), 0))
            return false;
    return reaches(run, calls(run, "letter *"), input_length(run, "workers"));
}

static bool no_new_ones(struct run *run)
{
    const struct spells *letters = calls(run, "letter *");
    double stop = input(run, "stop");

    for (int i = 0; i < letters->count; i++)
        if (letters->all[i].begin > stop + INSTANT)
            return seen(run, letters->all[i].begin, letters->all[i].task,
                        "%s was begun at %.6g s, though the signal came at %.6g s",
                        letter_of(&letters->all[i]), letters->all[i].begin, stop);
    return main_ended(run, LOG_RETURNED);
}

static bool in_hand(struct run *run)
{
    const struct spells *letters = calls(run, "letter *");

    for (int i = 0; i < letters->count; i++) {
        const struct spell *spell = &letters->all[i];
        double done = spell->begin + needed(run, spell->name);
        if (can_finish(run, spell) && spell->end < done - INSTANT) {
            seen(run, spell->end, spell->task, "%s was given up at %.6g s; it would "
                 "have been sorted at %.6g s, before the grace time ended",
                 letter_of(spell), spell->end, done);
            return by_the_second(run);
        }
        if (can_finish(run, spell) &&
            !prints_at(run, say(run, "sorted: %s", letter_of(spell)), done))
            return false;
    }
    return true;
}

static bool grace(struct run *run)
{
    const struct spells *letters = calls(run, "letter *");

    for (int i = 0; i < letters->count; i++) {
        const struct spell *spell = &letters->all[i];
        if (!can_finish(run, spell) && fabs(spell->end - limit(run)) > INSTANT) {
            seen(run, spell->end, spell->task, "%s was in hand until %.6g s; the "
                 "grace time ended at %.6g s", letter_of(spell), spell->end, limit(run));
            return by_the_second(run);
        }
    }
    return true;
}

static bool tidied(struct run *run)
{
    const struct spells *letters = calls(run, "letter *");

    for (int i = 0; i < letters->count; i++)
        if (!can_finish(run, &letters->all[i]) &&
            !prints_at(run, say(run, "back: %s", letter_of(&letters->all[i])),
                       limit(run) + input(run, "tidy")))
            return by_the_second(run);
    return true;
}

/* When the last worker has stopped. */
static double last_end(struct run *run)
{
    double last = 0;

    for (int i = 0; i < input_length(run, "workers"); i++) {
        const struct spells *worker = tasks(run, input_text_at(run, "workers", i));
        for (int k = 0; k < worker->count; k++)
            last = fmax(last, worker->all[k].end);
    }
    return last;
}

static bool closed(struct run *run)
{
    int left = input_length(run, "letter.names") - lines(run, "sorted: *")->count;

    if (!nothing_left_behind(run) || !prints_at(run, "left: *", last_end(run)))
        return false;
    if (!answers(run, "left", left))
        return because(run, "what was put back is not sorted either: count what was sorted, not "
                       "what was taken", 3);
    if (!never_polls(run))
        return because(run, "nobody has to look whether the signal has come: the loop calls "
                       "the handler", 1);
    return done_at(run, last_end(run));
}

const struct check checks[] = {
    { .name = "opens", .points = 1, .test = opens,
      .wanted = "from 0 s on all workers sort letters, side by side",
      .misconception = "without a handler the signal ends the program at once", .hint = 1 },
    { .name = "no new ones", .points = 2, .after = "opens", .test = no_new_ones,
      .wanted = "after the signal no letter is taken from the pile",
      .misconception = "the handler tells nobody: workers must see that the office closes",
      .hint = 1 },
    { .name = "in hand", .points = 2, .after = "no new ones", .test = in_hand,
      .wanted = "what is in hand is finished, if that is possible within the grace time",
      .misconception = "cancelling is the end of the way, not its beginning", .hint = 2 },
    { .name = "grace", .points = 2, .after = "in hand", .test = grace,
      .wanted = "when the grace time is over those who are still at it are cancelled",
      .misconception = "a graceful end has an end: whoever asked does not wait for ever",
      .hint = 2 },
    { .name = "tidied", .points = 1, .after = "grace", .test = tidied,
      .wanted = "who was cancelled puts the letter back, and says so", .hint = 3 },
    { .name = "closed", .points = 2, .after = "tidied", .test = closed,
      .wanted = "when the last worker has stopped, and no later, it is told how many letters "
                "are left",
      .misconception = "a cancelled task has not ended yet; and one need not wait longer than "
                       "for the last one", .hint = 3 },
    { NULL }
};
