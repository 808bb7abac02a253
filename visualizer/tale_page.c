/* SPDX-License-Identifier: MIT */
/* The story: instants on the page, and those that repeat what was told before. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grow.h"
#include "tale_inside.h"
#include "words.h"

enum { EXACT = 40 };            /* instants after which numbers make no difference */

void telling_init(struct telling *telling, struct page *page)
{
    *telling = (struct telling){.page = page};
}

void telling_done(struct telling *telling)
{
    free(telling->instant.text);
    free(telling->held.text);
}

static void line(struct page *page, const char *text)
{
    page_to(page, 2);
    page_paragraph(page, text);
}

/* What tells one instant from another. */
static uint64_t hash_of(const struct instant *instant, bool numbers)
{
    uint64_t hash = 14695981039346656037u;

    for (uint64_t i = 0; i < instant->size; i++) {
        unsigned char byte = (unsigned char)instant->text[i];
        bool digit = byte >= '0' && byte <= '9';

        if (!numbers && (digit || byte == '.' || byte == ','))
            continue;
        hash = (hash ^ byte) * 1099511628211u;
    }
    return hash + instant->sentences;
}

static void put_instant(struct telling *telling, const struct instant *instant)
{
    char words[120], count[WORDS_DURATION];

    page_style(telling->page, PAGE_STRONG);
    snprintf(words, sizeof words, "At %s", words_moment(count, instant->time));
    page_paragraph(telling->page, words);
    page_style(telling->page, PAGE_PLAIN);
    for (char *at = instant->text, *end = at + instant->size; at < end;) {
        char *stop = memchr(at, '\0', (size_t)(end - at));

        line(telling->page, at);
        at = stop + 1;
    }
    if (instant->sentences > TALE_SENTENCES) {
        snprintf(words, sizeof words, "Then %s more things happen at this moment.",
                 words_count(count, instant->sentences - TALE_SENTENCES));
        line(telling->page, words);
    }
    telling->told++;
}

static void end_repeating(struct telling *telling)
{
    char words[160], count[WORDS_DURATION], time[WORDS_DURATION];

    if (telling->repeated == 1 && telling->told < TALE_INSTANTS) {
        put_instant(telling, &telling->held);
    } else if (telling->repeated) {
        words_moment(time, telling->last);
        if (telling->period == 1)
            snprintf(words, sizeof words, "The same again, %s times, until %s.",
                     words_count(count, telling->repeated), time);
        else
            snprintf(words, sizeof words, "So it goes on, the last %d moments in turns, "
                     "for %s more moments, until %s.", telling->period,
                     words_count(count, telling->repeated), time);
        page_paragraph(telling->page, words);
    }
    telling->repeated = 0;
    telling->period = 0;
}

/* After how many instants this one came before; 0: it did not, of late. */
static int period_of(const struct telling *telling, uint64_t hash)
{
    for (int period = 1; period <= TALE_PERIODS && (uint64_t)period <= telling->seen;
         period++)
        if (telling->hashes[(telling->seen - (uint64_t)period) % TALE_PERIODS] == hash)
            return period;
    return 0;
}

static void hold(struct telling *telling)
{
    struct instant held = telling->held;

    telling->held = telling->instant;
    telling->instant = held;
}

static void end_instant(struct telling *telling)
{
    struct instant *instant = &telling->instant;

    if (!instant->sentences)
        return;
    uint64_t hash = hash_of(instant, telling->told < EXACT);
    int period = period_of(telling, hash);
    if (period && (!telling->period || period == telling->period)) {
        telling->period = period;
        telling->last = instant->time;
        if (telling->repeated++ == 0)
            hold(telling);
    } else {
        end_repeating(telling);
        if (telling->told < TALE_INSTANTS)
            put_instant(telling, instant);
        else
            telling->untold += instant->sentences;
    }
    telling->hashes[telling->seen++ % TALE_PERIODS] = hash;
    instant->sentences = 0;
    instant->size = 0;
}

void telling_say(struct telling *telling, uint64_t time, const char *sentence)
{
    struct instant *instant = &telling->instant;
    size_t length = strlen(sentence) + 1;

    if (instant->sentences && time != instant->time)
        end_instant(telling);
    instant->time = telling->latest = time;
    if (instant->sentences++ >= TALE_SENTENCES)
        return;
    instant->text = grow(instant->text, &instant->capacity, instant->size + length, 1);
    memcpy(instant->text + instant->size, sentence, length);
    instant->size += length;
}

void telling_flush(struct telling *telling)
{
    char words[160], count[WORDS_DURATION], time[WORDS_DURATION];

    end_instant(telling);
    end_repeating(telling);
    if (telling->untold) {
        snprintf(words, sizeof words, "Until %s %s more things happen, too many to be told.",
                 words_moment(time, telling->latest),
                 words_count(count, telling->untold));
        page_paragraph(telling->page, words);
    }
    telling->untold = 0;
}
