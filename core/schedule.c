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

/* Of a log that is replayed; `of` is 0 where a run ended. */
static struct choice { uint32_t taken, of; } *choices;
static size_t choice_count, next_choice, replayed;
static const char *replayed_log;        /* NULL: choices are drawn */
static bool cut_short;                  /* the log's writer did not get to its end */

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

/* ---- A log's choices ---- */

static void add_choice(uint32_t taken, uint32_t of)
{
    if ((choice_count & (choice_count - 1)) == 0)
        choices = realloc(choices, 2 * (choice_count + 1) * sizeof *choices);
    if (!choices)
        panic("out of memory for the choices of a schedule");
    choices[choice_count++] = (struct choice){ taken, of };
}

/* False if it holds none. */
static bool read_choices(FILE *file, uint64_t records)
{
    struct log_record record;
    bool any = false;

    for (uint64_t i = 0; i < records && fread(&record, sizeof record, 1, file); i++) {
        if (record.kind == LOG_CHOICE)
            add_choice(record.other, (uint32_t)record.value);
        else if (record.kind == LOG_RUN_END)
            add_choice(0, 0);
        any |= record.kind == LOG_CHOICE;
    }
    return any;
}

static void load(const char *path)
{
    struct log_header header;
    FILE *file = fopen(path, "rb");

    if (!file)
        panic("INTERLEAVE_SCHEDULE is \"%s\": it takes a number above 0 or a log (%s)",
              path, strerror(errno));
    if (fread(&header, sizeof header, 1, file) != 1 ||
        memcmp(header.magic, LOG_MAGIC, sizeof header.magic) != 0 ||
        header.schema != LOG_SCHEMA || header.record_size != sizeof(struct log_record))
        panic("INTERLEAVE_SCHEDULE is \"%s\": that file is no Interleave log", path);
    if (!read_choices(file, header.records))
        panic("INTERLEAVE_SCHEDULE is \"%s\": that log holds no choices, since nothing "
              "was drawn when it was recorded", path);
    fclose(file);
    cut_short = header.flags & LOG_UNFINISHED;
    replayed_log = path;
}

void schedule_setting(const char *text)
{
    char *end;

    errno = 0;
    unsigned long long seed = strtoull(text, &end, 10);
    if (*text >= '0' && *text <= '9' && *end == '\0' && seed > 0 && errno == 0)
        async_set_schedule(seed);
    else if (!replayed_log)
        load(text);
    schedule_on = true;
}

static _Noreturn void wrong_program(const char *why)
{
    panic("this is not the program whose choices are in \"%s\": %s choice %zu",
          replayed_log, why, replayed);
}

/* Its buffer was lost: what came then is not known. */
static uint32_t after_the_cut(void)
{
    static bool told;

    if (!told)
        report((struct async_task){ 0 }, NULL, "\"%s\" ends here, after %zu choices: from "
               "now on who is ready first goes first", replayed_log, replayed);
    told = true;
    return 0;
}

static uint32_t replay(uint32_t n)
{
    if (next_choice == choice_count && cut_short)
        return after_the_cut();
    if (next_choice == choice_count || choices[next_choice].of == 0)
        wrong_program("it goes on after");
    struct choice choice = choices[next_choice++];
    replayed++;
    if (choice.of != n || choice.taken >= n)
        wrong_program("others are ready at");
    return choice.taken;
}

void schedule_run_ended(void)
{
    if (!replayed_log || (next_choice == choice_count && cut_short))
        return;
    if (next_choice == choice_count || choices[next_choice].of != 0)
        wrong_program("it ended after");
    next_choice++;
}

uint32_t schedule_choose(uint32_t n)
{
    if (n <= 1)
        return 0;
    uint32_t taken = replayed_log ? replay(n) : draw() % n;
    if (logger_on)
        logger_put(&(struct logger_event){ LOG_CHOICE, .other = taken, .value = n });
    return taken;
}
