/* SPDX-License-Identifier: MIT */
/* The story of a run, told as a model is fed with its log: a record that contradicts
 * what came before is not told. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tale_inside.h"
#include "words.h"

enum { LINES = 3, PRINTED = 60, GRAIN = 200 };

struct tale {
    struct telling telling;
    struct model model;         /* fed as far as is told */
    struct turn turn;
    struct likes likes;
    const char *verb;           /* of what the loop itself does; NULL: nothing */
    struct names loop;          /* to whom */
    uint64_t grain;             /* ns: what is nearer than this is one instant */
    uint64_t time;              /* of the instant */
    uint64_t since;             /* the running task has had the thread */
    bool ending;                /* its turn is over, but for its outcome */
};

static const char *name(struct tale *tale, char out[WAITS_NAME], uint32_t task)
{
    return waits_name(out, &tale->model, model_lane(&tale->model, task));
}

/* ---- What the loop does --------------------------------------------------------- */

static const char rings[] = "The alarm of %s rings.", ring[] = "The alarms of %s ring.";
static const char able[] = "%s can go on.";

static void end_loop(struct tale *tale)
{
    char names[TALE_CLAUSE], sentence[TALE_SENTENCE];
    const char *verb = tale->verb;

    if (!verb)
        return;
    tale->verb = NULL;
    if (verb == rings && tale->loop.count > 1)
        verb = ring;
    snprintf(sentence, sizeof sentence, verb, names_say(names, &tale->loop));
    telling_say(&tale->telling, tale->time, sentence);
}

static void loop_does(struct tale *tale, const char *verb, uint32_t task)
{
    char who[WAITS_NAME];

    likes_flush(&tale->likes, &tale->telling);
    if (tale->verb != verb) {
        end_loop(tale);
        tale->verb = verb;
        names_clear(&tale->loop);
    }
    names_add(&tale->loop, name(tale, who, task));
}

static void say(struct tale *tale, const char *sentence)
{
    likes_flush(&tale->likes, &tale->telling);
    end_loop(tale);
    telling_say(&tale->telling, tale->time, sentence);
}

/* ---- Turns ------------------------------------------------------------------------ */

static void begin_turn(struct tale *tale, uint32_t task, bool goes_on)
{
    end_loop(tale);
    turn_begin(&tale->turn, task, goes_on);
    tale->since = tale->model.now;
}

static void end_turn(struct tale *tale)
{
    char who[WAITS_NAME], clause[TALE_CLAUSE], length[WORDS_DURATION];
    uint64_t took = tale->model.now - tale->since;
    const struct lane *lane = model_lane(&tale->model, tale->turn.task);

    tale->ending = false;
    if (!tale->turn.task || !lane)
        return;
    if (took > tale->grain) {
        snprintf(clause, sizeof clause, "keeps the thread for %s",
                 words_moment(length, took));
        turn_add(&tale->turn, clause);
    }
    turn_end(&tale->turn, &tale->likes, &tale->telling, name(tale, who, tale->turn.task),
             (uint64_t)(lane - tale->model.lanes), tale->time);
}

static void object(struct tale *tale, const char *verb, uint32_t task)
{
    char who[WAITS_NAME];

    turn_add_object(&tale->turn, verb, name(tale, who, task));
}

static void created(struct tale *tale, const struct log_record *record)
{
    static const char verb[] = "creates %s";
    static const char alone[] = "%s is created.";

    if (tale->turn.task && record->other == tale->turn.task)
        object(tale, verb, record->task);
    else
        loop_does(tale, alone, record->task);
}

static const char asks[] = "asks %s to stop";

static void ready(struct tale *tale, const struct log_record *record)
{
    static const char wakes[] = "wakes %s", stops[] = "cancels %s";

    if (record->detail == LOG_WAIT_START || record->detail == LOG_WAIT_YIELD)
        return;
    if (record->detail == LOG_WAIT_CANCEL && tale->turn.verb == asks)
        return;                         /* told already */
    if (tale->turn.task && record->task != tale->turn.task)
        object(tale, record->detail == LOG_WAIT_CANCEL ? stops : wakes, record->task);
    else if (!tale->turn.task)
        loop_does(tale, record->detail == LOG_WAIT_SLEEP ? rings : able, record->task);
}

static void step_end(struct tale *tale, const struct log_record *record)
{
    const struct lane *lane = model_lane(&tale->model, record->task);
    const struct span *span = lane && lane->count ? &lane->spans[lane->count - 1] : NULL;
    char words[WAITS_TEXT];

    if (record->detail == LOG_WAIT_END && lane && !lane->done) {
        tale->ending = true;
        return;
    }
    if (record->detail == LOG_WAIT_END || !span)
        ;                               /* its end was told */
    else if (record->detail == LOG_WAIT_SLEEP)
        turn_add(&tale->turn, waits_span(words, &tale->model, span));
    else
        turn_add(&tale->turn, waits_words(words, &tale->model, record->detail, record->other,
                                          record->value));
    end_turn(tale);
}

static void done(struct tale *tale, const struct log_record *record)
{
    const struct lane *lane = model_lane(&tale->model, record->task);
    char who[WAITS_NAME], text[TALE_CLAUSE] = "", words[TALE_CLAUSE + 100];
    const char *raw = lane->text ? model_name(&tale->model, lane->text) : "";

    words_fit(text, sizeof text, raw, strlen(raw), 100, false);
    if (lane->outcome == LOG_FAILED && *text)
        snprintf(words, sizeof words, "fails: %s", text);
    else if (lane->outcome == LOG_FAILED)
        snprintf(words, sizeof words, "fails with code %lld", (long long)lane->code);
    else
        snprintf(words, sizeof words, "%s",
                 lane->outcome == LOG_CANCELLED ? "is cancelled" : "is done");
    if (tale->turn.task == record->task) {
        turn_add(&tale->turn, words);
        if (tale->ending)
            end_turn(tale);
        return;
    }
    char sentence[TALE_SENTENCE];
    snprintf(sentence, sizeof sentence, "%s %s.", name(tale, who, record->task), words);
    say(tale, sentence);
}

static void blocks(struct tale *tale, const struct log_record *record)
{
    char clause[TALE_CLAUSE], when[WORDS_DURATION];
    const struct lane *thread = &tale->model.thread;
    const struct span *span = thread->count ? &thread->spans[thread->count - 1] : NULL;
    bool known = record->value < LOG_NEVER / 4 && span && span->state == SPAN_BLOCKED;

    snprintf(clause, sizeof clause, "keeps the thread, only waiting%s%s: nobody else can run",
             known ? " until " : "", known ? words_moment(when, record->value) : "");
    turn_add(&tale->turn, clause);
    tale->since = tale->model.now;
    end_turn(tale);
}

/* ---- What is printed, what is wrong ------------------------------------------------- */

static void print_line(struct tale *tale, uint32_t task, const char *verb,
                       const char *line, uint64_t length)
{
    char clean[4 * PRINTED + 16], clause[TALE_CLAUSE], sentence[TALE_SENTENCE];

    words_fit(clean, sizeof clean, line, length, PRINTED, false);
    snprintf(clause, sizeof clause, "%s“%.240s”", verb, clean);
    if (tale->turn.task && tale->turn.task == task) {
        turn_add(&tale->turn, clause);
        return;
    }
    snprintf(sentence, sizeof sentence, "The program %s.", clause);
    say(tale, sentence);
}

static void printed(struct tale *tale, const struct log_record *record)
{
    const struct model *model = &tale->model;
    const struct print *print = &model->prints[model->print_count - 1];
    const char *at = model->output + print->offset, *end = at + print->length;
    bool inside = tale->turn.task && tale->turn.task == record->task;

    for (int lines = 0; at < end && lines < LINES; lines++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));

        stop = stop ? stop : end;
        print_line(tale, record->task, inside && lines ? "" : "prints ", at,
                   (uint64_t)(stop - at));
        at = stop + (stop < end);
    }
    if (at < end && inside)
        turn_add(&tale->turn, "more lines");
}

/* In the middle of a turn: what it did so far comes first. */
static void warned(struct tale *tale)
{
    const struct warning *warning = &tale->model.warnings[tale->model.warning_count - 1];
    const char *raw = model_name(&tale->model, warning->text);
    char clean[400], place[200] = "", sentence[TALE_SENTENCE];
    uint32_t task = tale->turn.task;

    words_fit(clean, sizeof clean, raw, strlen(raw), 90, false);
    raw = warning->place ? model_name(&tale->model, warning->place) : "";
    words_fit(place, sizeof place, raw, strlen(raw), 45, false);
    snprintf(sentence, sizeof sentence, "Warning: %s%s%s.", clean, *place ? ", at " : "",
             place);
    if (task)
        end_turn(tale);
    say(tale, sentence);
    if (task)
        begin_turn(tale, task, true);
}

/* ---- Threads beside the loop --------------------------------------------------------- */

static const char *job_name(char out[WAITS_NAME], const struct model *model, uint32_t job)
{
    const char *raw = model_name(model, job);

    words_fit(out, WAITS_NAME, raw, strlen(raw), 20, false);
    return out;
}

static void job_queued(struct tale *tale, const struct log_record *record)
{
    static const char verb[] = "gives %s to a thread";
    char name[WAITS_NAME];

    if (tale->turn.task)
        turn_add_object(&tale->turn, verb,
                        job_name(name, &tale->model, (uint32_t)record->value));
}

/* Told beside whatever the loop does: it does not wait for that. */
static void job_goes_on(struct tale *tale, const struct log_record *record)
{
    const struct lane *thread = &tale->model.pool[record->task - 1];
    const struct span *span = thread->count ? &thread->spans[thread->count - 1] : NULL;
    char job[WAITS_NAME], sentence[TALE_SENTENCE];

    if (!span)
        return;
    job_name(job, &tale->model, (uint32_t)span->value);
    snprintf(sentence, sizeof sentence, record->kind == LOG_JOB_BEGIN
             ? "Thread %u begins with %s." : "Thread %u has done %s.", record->task, job);
    if (!tale->turn.task)
        likes_flush(&tale->likes, &tale->telling);
    telling_say(&tale->telling, tale->time, sentence);
}

/* ---- The run ---------------------------------------------------------------------- */

static void cancels(struct tale *tale, const struct log_record *record)
{
    static const char alone[] = "%s is asked to stop.";

    if (tale->turn.task && tale->turn.task == record->other)
        object(tale, asks, record->task);
    else
        loop_does(tale, alone, record->task);
}

static void run_begin(struct tale *tale, const struct log_record *record)
{
    const char *raw = model_name(&tale->model, (uint32_t)record->value);
    char clean[WAITS_NAME], sentence[TALE_SENTENCE];

    words_fit(clean, sizeof clean, raw, strlen(raw), 20, false);
    snprintf(sentence, sizeof sentence, "The run of %s begins.", clean);
    say(tale, sentence);
}

static void run_end(struct tale *tale)
{
    char time[WORDS_DURATION], sentence[TALE_SENTENCE];
    const struct lane *thread = &tale->model.thread;

    end_turn(tale);
    snprintf(sentence, sizeof sentence, "The run ends: it took %s.",
             words_moment(time, thread->ended - thread->created));
    say(tale, sentence);
}

/* The thread's own lane: nobody needed it until now. */
static void free_until(struct tale *tale, uint64_t now)
{
    const struct lane *thread = &tale->model.thread;
    const struct span *span = thread->count ? &thread->spans[thread->count - 1] : NULL;
    char length[WORDS_DURATION], sentence[TALE_SENTENCE];

    if (!span || span->state != SPAN_FREE || span->end != LOG_NEVER)
        return;
    snprintf(sentence, sizeof sentence, "The thread is free for %s.",
             words_moment(length, now - span->begin));
    say(tale, sentence);
}

/* Time went on by so much that a new instant begins. */
static void next_instant(struct tale *tale, uint64_t now)
{
    if (tale->ending)
        end_turn(tale);
    free_until(tale, now);
    likes_flush(&tale->likes, &tale->telling);
    end_loop(tale);
    tale->time = now;
}

static void tell_record(struct tale *tale, const struct log_record *record)
{
    if (tale->ending && (record->kind != LOG_DONE || record->task != tale->turn.task))
        end_turn(tale);
    switch (record->kind) {
    case LOG_RUN_BEGIN: run_begin(tale, record); break;
    case LOG_RUN_END: run_end(tale); break;
    case LOG_CREATED: created(tale, record); break;
    case LOG_READY: ready(tale, record); break;
    case LOG_STEP_BEGIN: begin_turn(tale, record->task, false); break;
    case LOG_STEP_END: step_end(tale, record); break;
    case LOG_DONE: done(tale, record); break;
    case LOG_CANCEL: cancels(tale, record); break;
    case LOG_BLOCK_BEGIN:
        if (record->task)
            blocks(tale, record);
        break;
    case LOG_BLOCK_END:
        if (record->task)
            begin_turn(tale, record->task, true);
        break;
    case LOG_PRINT:
        if (record->value)
            printed(tale, record);
        break;
    case LOG_WARNING: warned(tale); break;
    case LOG_JOB_QUEUED: job_queued(tale, record); break;
    case LOG_JOB_BEGIN: case LOG_JOB_END: job_goes_on(tale, record); break;
    default: break;
    }
}

/* The time comes with the record, so what was before is told before it is fed. */
static void feed(struct tale *tale, const struct log_record *records, uint64_t n)
{
    for (uint64_t i = 0; i < n; i++) {
        struct model *model = &tale->model;
        uint64_t skipped = model->skipped, before = model->now;
        struct log_record record = records[i];

        if (record.kind == LOG_TEXT || record.kind == LOG_NAME) {
            model_feed(model, &record, 1);
            continue;
        }
        uint64_t now = model_time(model, record.time);
        if (now != LOG_NEVER && now > before && now - tale->time > tale->grain)
            next_instant(tale, now);
        model_feed(model, &record, 1);
        if (model->skipped == skipped)
            tell_record(tale, &record);
    }
}

void tale_tell(struct page *page, const struct side *side, const struct recording *log)
{
    struct tale tale = {.grain = 0};

    if (log->header.clock != LOG_CLOCK_VIRTUAL)
        tale.grain = side->model->now / GRAIN;
    telling_init(&tale.telling, page);
    model_init(&tale.model, &log->header);
    feed(&tale, log->records, log->count);
    end_turn(&tale);
    likes_flush(&tale.likes, &tale.telling);
    end_loop(&tale);
    telling_flush(&tale.telling);
    telling_done(&tale.telling);
    free(tale.likes.seen);
    model_done(&tale.model);
}
