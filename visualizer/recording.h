/* SPDX-License-Identifier: MIT */
/* A log in memory: what came out of a ring or a file, checked byte by byte. */
#ifndef RECORDING_H
#define RECORDING_H

#include <stdbool.h>
#include <stdint.h>

#include "log.h"

struct recording {
    struct log_header header;           /* checked; `records` is kept by us */
    struct log_record *records;
    uint64_t count, capacity;
};

/* Check a header that came from outside.  False with a sentence in `error`. */
bool recording_check_header(const struct log_header *header, char *error, int size);
/* How often the program waited for whoever kept its log; 0 on the virtual clock, where
 * that took no time. */
uint64_t recording_stalls(const struct log_header *header);
void recording_init(struct recording *recording, const struct log_header *header);
void recording_append(struct recording *recording, const struct log_record *records,
                      uint64_t n);
void recording_done(struct recording *recording);

/* Read every log that the file holds (a race has two).  How many, at most `max`;
 * -1 with a sentence in `error`.  A file cut short is read as far as it goes: then
 * the last one has LOG_UNFINISHED in its flags. */
int recording_load(const char *path, struct recording *logs, int max, char *error, int size);
/* Write n logs to a new file beside `path`, then rename: all of it or nothing. */
bool recording_save(const char *path, const struct recording *logs, int n,
                    char *error, int size);
/* Can logs be kept in this file?  Nothing is left behind by trying.  False with a
 * sentence in `error`. */
bool recording_possible(const char *path, char *error, int size);

#endif
