/* SPDX-License-Identifier: MIT */
/* Choices of who is next: a generator with a seed, or a list from a log. */
#include "schedule.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "async.h"
#include "logger.h"
#include "report.h"

bool schedule_on;

static uint64_t state;
static struct choice { uint32_t taken, of; } *choices;
static size_t choice_count, next_choice;

void async_set_schedule(uint64_t seed)
{
    schedule_on = seed != 0;
    state = seed;
}

/* xorshift64*, S. Vigna, "An experimental exploration of Marsaglia's xorshift
 * generators, scrambled" (2016). */
static uint32_t draw(void)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (uint32_t)((state * 2685821657736338717u) >> 32);
}

static void add_choice(const struct log_record *record)
{
    if ((choice_count & (choice_count - 1)) == 0)
        choices = realloc(choices, 2 * (choice_count + 1) * sizeof *choices);
    if (!choices)
        panic("out of memory for the choices of a schedule");
    choices[choice_count++] = (struct choice){ record->other, (uint32_t)record->value };
}

static void load(const char *path)
{
    struct log_header header;
    struct log_record record;
    FILE *file = fopen(path, "rb");

    if (!file)
        panic("INTERLEAVE_SCHEDULE is \"%s\": it takes a number above 0 or a log (%s)",
              path, strerror(errno));
    if (fread(&header, sizeof header, 1, file) != 1 ||
        memcmp(header.magic, LOG_MAGIC, sizeof header.magic) != 0 ||
        header.record_size != sizeof record)
        panic("INTERLEAVE_SCHEDULE is \"%s\": that file is no Interleave log", path);
    for (uint64_t i = 0; i < header.records && fread(&record, sizeof record, 1, file); i++)
        if (record.kind == LOG_CHOICE)
            add_choice(&record);
    fclose(file);
    schedule_on = true;
}

void schedule_setting(const char *text)
{
    char *end;
    unsigned long long seed = strtoull(text, &end, 10);

    if (*text >= '0' && *text <= '9' && *end == '\0' && seed > 0)
        async_set_schedule(seed);
    else
        load(text);
}

static uint32_t replayed(uint32_t n)
{
    struct choice choice = choices[next_choice++];

    if (choice.of != n || choice.taken >= n)
        panic("this is not the program of the schedule: choice %zu was among %u, here "
              "among %u", next_choice, choice.of, n);
    return choice.taken;
}

uint32_t schedule_choose(uint32_t n)
{
    uint32_t taken = 0;

    if (n <= 1)
        return 0;
    if (next_choice < choice_count)
        taken = replayed(n);
    else if (choice_count == 0)
        taken = draw() % n;
    if (logger_on)
        logger_put(&(struct logger_event){ LOG_CHOICE, .other = taken, .value = n });
    return taken;
}
