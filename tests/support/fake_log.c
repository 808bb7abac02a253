/* SPDX-License-Identifier: MIT */
/* Logs made by hand. */
#include "fake_log.h"

#include <stdio.h>
#include <string.h>

void fake_log_init(struct fake_log *log, uint32_t flags)
{
    struct log_header header = {
        .magic = LOG_MAGIC, .schema = LOG_SCHEMA,
        .record_size = sizeof(struct log_record), .clock = LOG_CLOCK_VIRTUAL,
        .flags = flags, .ticks_per_second = 1e9,
    };
    *log = (struct fake_log){0};
    recording_init(&log->recording, &header);
}

void fake_log_done(struct fake_log *log)
{
    recording_done(&log->recording);
}

static void put_text(struct fake_log *log, const char *text)
{
    size_t length = strlen(text);
    while (length) {
        struct log_text piece = {.kind = LOG_TEXT};
        struct log_record record;
        piece.used = length < LOG_TEXT_BYTES ? (uint32_t)length : LOG_TEXT_BYTES;
        memcpy(piece.bytes, text, piece.used);
        memcpy(&record, &piece, sizeof record);
        recording_append(&log->recording, &record, 1);
        text += piece.used;
        length -= piece.used;
    }
}

void fake_record(struct fake_log *log, enum log_kind kind, uint32_t task,
                 uint32_t other, uint32_t detail, uint64_t value)
{
    struct log_record record = {
        .time = log->now, .value = value, .task = task, .other = other,
        .kind = (uint16_t)kind, .detail = (uint16_t)detail,
    };
    recording_append(&log->recording, &record, 1);
}

uint32_t fake_name(struct fake_log *log, const char *text)
{
    put_text(log, text);
    fake_record(log, LOG_NAME, 0, ++log->names, 0, 0);
    return log->names;
}

void fake_print(struct fake_log *log, uint32_t task, const char *text)
{
    put_text(log, text);
    fake_record(log, LOG_PRINT, task, 0, 0, strlen(text));
}

void fake_begin(struct fake_log *log, const char *program)
{
    fake_record(log, LOG_RUN_BEGIN, 0, 0, 0, fake_name(log, program));
}

void fake_created(struct fake_log *log, uint32_t task, uint32_t by, const char *name)
{
    fake_record(log, LOG_CREATED, task, by, 0, fake_name(log, name));
    fake_record(log, LOG_READY, task, by, LOG_WAIT_START, 0);
}

void fake_step(struct fake_log *log, uint32_t task)
{
    fake_record(log, LOG_STEP_BEGIN, task, 0, 0, 0);
}

void fake_sleep(struct fake_log *log, uint32_t task, uint64_t until)
{
    fake_record(log, LOG_STEP_END, task, 0, LOG_WAIT_SLEEP, until);
}

void fake_ready(struct fake_log *log, uint32_t task, uint32_t by, enum log_wait ended)
{
    fake_record(log, LOG_READY, task, by, ended, 0);
}

void fake_finished(struct fake_log *log, uint32_t task, enum log_outcome outcome,
                   int64_t code, uint32_t text)
{
    fake_record(log, LOG_DONE, task, text, outcome, (uint64_t)code);
    fake_record(log, LOG_STEP_END, task, 0, LOG_WAIT_END, 0);
}

void fake_end(struct fake_log *log)
{
    fake_record(log, LOG_RUN_END, 0, 0, LOG_RETURNED, 0);
}

static void say(struct fake_log *log, uint32_t task, const char *what)
{
    char line[32];
    snprintf(line, sizeof line, "Task%u %s\n", task - 1, what);
    fake_print(log, task, line);
}

static void create(struct fake_log *log, uint32_t task)
{
    char name[16];
    snprintf(name, sizeof name, "Task%u", task - 1);
    fake_created(log, task, 1, name);
}

static void open_main(struct fake_log *log)
{
    fake_begin(log, "downloads");
    fake_created(log, 1, 0, "main");
    fake_step(log, 1);
}

static void close_main(struct fake_log *log)
{
    fake_ready(log, 1, 4, LOG_WAIT_GATHER);
    fake_step(log, 1);
    fake_finished(log, 1, LOG_RETURNED, 0, 0);
    fake_end(log);
}

static void run_sync(struct fake_log *log)
{
    open_main(log);
    fake_record(log, LOG_STEP_END, 1, 2, LOG_WAIT_GATHER, 3);
    for (uint32_t task = 2; task <= 4; task++) {
        create(log, task);
        fake_step(log, task);
        say(log, task, "starting");
        fake_record(log, LOG_BLOCK_BEGIN, task, 0, 0, log->now + 2 * FAKE_S);
        log->now += 2 * FAKE_S;
        fake_record(log, LOG_BLOCK_END, task, 0, 0, 0);
        say(log, task, "done");
        fake_finished(log, task, LOG_RETURNED, 0, 0);
    }
    close_main(log);
}

static void run_async(struct fake_log *log)
{
    open_main(log);
    for (uint32_t task = 2; task <= 4; task++)
        create(log, task);
    fake_record(log, LOG_STEP_END, 1, 2, LOG_WAIT_GATHER, 3);
    for (uint32_t task = 2; task <= 4; task++) {
        fake_step(log, task);
        say(log, task, "starting");
        fake_sleep(log, task, 2 * FAKE_S);
    }
    log->now = 2 * FAKE_S;
    for (uint32_t task = 2; task <= 4; task++)
        fake_ready(log, task, 0, LOG_WAIT_SLEEP);
    for (uint32_t task = 2; task <= 4; task++) {
        fake_step(log, task);
        say(log, task, "done");
        fake_finished(log, task, LOG_RETURNED, 0, 0);
    }
    close_main(log);
}

void fake_race(struct recording *sync, struct recording *async)
{
    struct fake_log one, all;
    fake_log_init(&one, LOG_SYNCHRONOUS);
    run_sync(&one);
    *sync = one.recording;
    fake_log_init(&all, 0);
    run_async(&all);
    *async = all.recording;
}
