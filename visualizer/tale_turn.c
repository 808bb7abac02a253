/* SPDX-License-Identifier: MIT */
/* The story: what one task did in its turn, and turns that were alike. */
#include <stdio.h>
#include <string.h>

#include "grow.h"
#include "tale_inside.h"
#include "words.h"

void names_clear(struct names *names)
{
    names->count = 0;
    names->same = true;
}

void names_add(struct names *names, const char *name)
{
    if (names->count && strcmp(names->shown[0], name) != 0)
        names->same = false;
    if (names->count < TALE_NAMES)
        snprintf(names->shown[names->count], WAITS_NAME, "%s", name);
    names->count++;
}

const char *names_say(char out[TALE_CLAUSE], const struct names *names)
{
    char count[WORDS_DURATION];
    uint64_t n = names->count;

    if (n == 1)
        snprintf(out, TALE_CLAUSE, "%s", names->shown[0]);
    else if (names->same)
        snprintf(out, TALE_CLAUSE, "%s tasks called %s", words_count(count, n),
                 names->shown[0]);
    else if (n == 2)
        snprintf(out, TALE_CLAUSE, "%s and %s", names->shown[0], names->shown[1]);
    else if (n == 3)
        snprintf(out, TALE_CLAUSE, "%s, %s and %s", names->shown[0], names->shown[1],
                 names->shown[2]);
    else
        snprintf(out, TALE_CLAUSE, "%s, %s and %s others", names->shown[0],
                 names->shown[1], words_count(count, n - 2));
    return out;
}

/* ---- One turn -------------------------------------------------------------------- */

void turn_begin(struct turn *turn, uint32_t task, bool goes_on)
{
    turn->task = task;
    turn->goes_on = goes_on;
    turn->clauses = 0;
    turn->dropped = 0;
    turn->verb = NULL;
}

static void keep(struct turn *turn, const char *clause)
{
    if (turn->clauses < TALE_CLAUSES)
        snprintf(turn->clause[turn->clauses++], TALE_CLAUSE, "%s", clause);
    else
        turn->dropped++;
}

static void close_verb(struct turn *turn)
{
    char names[TALE_CLAUSE], clause[TALE_CLAUSE];

    if (!turn->verb)
        return;
    snprintf(clause, sizeof clause, turn->verb, names_say(names, &turn->names));
    turn->verb = NULL;
    keep(turn, clause);
}

void turn_add(struct turn *turn, const char *clause)
{
    close_verb(turn);
    keep(turn, clause);
}

void turn_add_object(struct turn *turn, const char *verb, const char *object)
{
    if (turn->verb != verb) {
        close_verb(turn);
        turn->verb = verb;
        names_clear(&turn->names);
    }
    names_add(&turn->names, object);
}

static void append(char out[TALE_SENTENCE], const char *text)
{
    strncat(out, text, TALE_SENTENCE - 1 - strlen(out));
}

/* The predicate, with \1 where it has the name itself. */
static void compose(char out[TALE_SENTENCE], const struct turn *turn, const char *name)
{
    char whole[TALE_SENTENCE] = "", count[WORDS_DURATION], more[80];
    int n = turn->clauses + (turn->dropped > 0);
    size_t length = strlen(name);

    append(whole, turn->goes_on ? "goes on" : "runs");
    for (int i = 0; i < n; i++) {
        append(whole, i + 1 < n ? ", " : n > 1 ? ", and " : " and ");
        snprintf(more, sizeof more, "does %s more things",
                 words_count(count, turn->dropped));
        append(whole, i < turn->clauses ? turn->clause[i] : more);
    }
    out[0] = '\0';
    for (const char *at = whole; *at;) {
        const char *there = length > 0 ? strstr(at, name) : NULL;
        size_t bytes = there ? (size_t)(there - at) : strlen(at);

        snprintf(out + strlen(out), TALE_SENTENCE - strlen(out), "%.*s%s", (int)bytes, at,
                 there ? "\1" : "");
        at += bytes + (there ? length : 0);
    }
}

/* Was this lane not yet in the group?  Now it is. */
static bool is_new(struct likes *likes, uint64_t lane)
{
    uint64_t before = likes->lanes;

    likes->seen = grow(likes->seen, &likes->lanes, lane + 1, sizeof *likes->seen);
    for (; before < likes->lanes; before++)
        likes->seen[before] = 0;
    bool new = likes->seen[lane] != likes->group;
    likes->seen[lane] = likes->group;
    return new;
}

void turn_end(struct turn *turn, struct likes *likes, struct telling *telling,
              const char *name, uint64_t lane, uint64_t time)
{
    char predicate[TALE_SENTENCE];

    close_verb(turn);
    compose(predicate, turn, name);
    turn->task = 0;
    if (likes->turns && strcmp(likes->predicate, predicate) == 0) {
        if (is_new(likes, lane))
            names_add(&likes->who, name);
        likes->turns++;
        return;
    }
    likes_flush(likes, telling);
    memcpy(likes->predicate, predicate, sizeof predicate);
    snprintf(likes->first, sizeof likes->first, "%s", name);
    names_clear(&likes->who);
    likes->group++;
    likes->turns = 1;
    likes->time = time;
    is_new(likes, lane);
}

/* ---- Turns that were alike -------------------------------------------------------- */

static void say_first(const struct likes *likes, struct telling *telling)
{
    char sentence[TALE_SENTENCE] = "";

    append(sentence, likes->first);
    append(sentence, " ");
    for (const char *at = likes->predicate; *at; at++) {
        char one[2] = {*at, '\0'};
        append(sentence, *at == '\1' ? likes->first : one);
    }
    append(sentence, ".");
    telling_say(telling, likes->time, sentence);
}

void likes_flush(struct likes *likes, struct telling *telling)
{
    char sentence[TALE_SENTENCE], names[TALE_CLAUSE], count[WORDS_DURATION];
    const char *own = strchr(likes->predicate, '\1') ? ", each in its own name" : "";
    uint64_t others = likes->who.count;

    if (!likes->turns)
        return;
    say_first(likes, telling);
    words_count(count, likes->turns - 1);
    if (likes->turns > 1 && others == likes->turns - 1)
        snprintf(sentence, sizeof sentence, "%s %s the same%s.",
                 names_say(names, &likes->who), others == 1 ? "does" : "do", own);
    else if (likes->turns > 1 && others > 0)
        snprintf(sentence, sizeof sentence, "%s and %s take %s more turns like this%s.",
                 likes->first, names_say(names, &likes->who), count, own);
    else
        snprintf(sentence, sizeof sentence, "It takes %s more turn%s like this.", count,
                 likes->turns == 2 ? "" : "s");
    if (likes->turns > 1)
        telling_say(telling, likes->time, sentence);
    likes->turns = 0;
}
