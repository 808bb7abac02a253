/* SPDX-License-Identifier: MIT */
/* A log in memory: checking, growing, freeing. */
#include "recording.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "grow.h"

bool recording_check_header(const struct log_header *header, char *error, int size)
{
    size_t room = (size_t)size;
    if (memcmp(header->magic, LOG_MAGIC, sizeof header->magic))
        snprintf(error, room, "the log does not begin with Interleave's mark");
    else if (header->schema > LOG_SCHEMA)
        snprintf(error, room, "the log was written by a newer Interleave "
                 "(schema %u, and this one reads up to %d)", header->schema, LOG_SCHEMA);
    else if (header->schema == 0)
        snprintf(error, room, "the log's header is damaged: there is no schema 0");
    else if (header->record_size != sizeof(struct log_record))
        snprintf(error, room, "the log's header is damaged: records of %u bytes, "
                 "where %zu are expected", header->record_size, sizeof(struct log_record));
    else if (header->clock > LOG_CLOCK_VIRTUAL)
        snprintf(error, room, "the log's header is damaged: there is no clock %u",
                 header->clock);
    else if (!isfinite(header->ticks_per_second) || header->ticks_per_second <= 0)
        snprintf(error, room, "the log's header is damaged: its clock cannot tick "
                 "%g times a second", header->ticks_per_second);
    else
        return true;
    return false;
}

uint64_t recording_stalls(const struct log_header *header)
{
    return header->clock == LOG_CLOCK_VIRTUAL ? 0 : header->stalls;
}

void recording_init(struct recording *recording, const struct log_header *header)
{
    *recording = (struct recording){.header = *header};
    recording->header.records = 0;
}

void recording_append(struct recording *recording, const struct log_record *records,
                      uint64_t n)
{
    if (!n)
        return;
    recording->records = grow(recording->records, &recording->capacity,
                              recording->count + n, sizeof *records);
    memcpy(recording->records + recording->count, records, n * sizeof *records);
    recording->count += n;
    recording->header.records = recording->count;
}

void recording_done(struct recording *recording)
{
    free(recording->records);
    *recording = (struct recording){0};
}
