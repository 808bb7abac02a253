/* SPDX-License-Identifier: MIT */
/* The pane of one task: who it is, how it stands, where its time went. */
#include <stdio.h>
#include <string.h>

#include "pen.h"
#include "screen_inside.h"
#include "words.h"
#include "xray.h"

enum { LIKED = 10, HEAD = 10, BAR = 24 };

int task_pane_rows(const struct screen *screen, int columns)
{
    return LIKED;
}

static const char *file_of(const struct model *model, uint32_t place)
{
    const char *text = model_name(model, place), *slash = strrchr(text, '/');

    return slash ? slash + 1 : text;
}

static struct pen labelled(struct canvas *canvas, const struct box *box, int row,
                           const char *label)
{
    struct pen pen = pen_at(canvas, box, row, 0);

    pen_text(&pen, ROLE_QUIET, label);
    pen_to(&pen, box->column + HEAD);
    return pen;
}

static void draw_origin(struct canvas *canvas, const struct box *box, int row,
                        const struct model *model, const struct lane *lane)
{
    struct pen pen = labelled(canvas, box, row, "made");
    const struct lane *by = lane->creator ? model_lane(model, lane->creator) : NULL;
    char when[WORDS_DURATION];

    pen_print(&pen, ROLE_PLAIN, "at %s", words_seconds(when, lane->created, 3));
    if (by) {
        pen_text(&pen, ROLE_PLAIN, " by ");
        pen_name(&pen, ROLE_PLAIN, model_name(model, by->name), 20);
    }
    if (lane->place) {
        pen_text(&pen, ROLE_PLAIN, "   ");
        pen_name(&pen, ROLE_QUIET, file_of(model, lane->place), 40);
    }
}

/* ---- How it stands ------------------------------------------------------------- */

static void draw_end(struct pen *pen, const struct model *model, const struct lane *lane)
{
    char when[WORDS_DURATION];

    words_seconds(when, lane->ended, 3);
    if (!lane->done)
        pen_print(pen, ROLE_CANCELLED, "left behind at %s, when the run ended", when);
    else if (lane->outcome == LOG_RETURNED)
        pen_print(pen, ROLE_DONE, "done at %s", when);
    else if (lane->outcome == LOG_CANCELLED)
        pen_print(pen, ROLE_CANCELLED, "cancelled at %s", when);
    else
        pen_print(pen, ROLE_FAILED, "failed at %s, with %lld", when, (long long)lane->code);
    if (lane->done && lane->text) {
        pen_text(pen, ROLE_PLAIN, ": ");
        pen_name(pen, ROLE_PLAIN, model_name(model, lane->text), 200);
    }
}

/* What it waits for, in words: "for Task2", "the lock kitchen". */
static void draw_wanted(struct pen *pen, const struct model *model, const struct span *span)
{
    static const char *const words[LOG_WAIT_KINDS] = {
        [LOG_WAIT_FUTURE] = "the future ", [LOG_WAIT_LOCK] = "the lock ",
        [LOG_WAIT_EVENT] = "the event ", [LOG_WAIT_CONDITION] = "the condition ",
        [LOG_WAIT_SEMAPHORE] = "a place at ", [LOG_WAIT_PUT] = "room in ",
        [LOG_WAIT_GET] = "something in ", [LOG_WAIT_JOIN] = "the work in ",
        [LOG_WAIT_THREAD] = "the thread job "};
    char wanted[128];
    const char *word = span->wait < LOG_WAIT_KINDS ? words[span->wait] : NULL;
    const struct lane *other = span->about ? model_lane(model, span->about) : NULL;

    if (word) {
        pen_text(pen, ROLE_WAITING, word);
        pen_name(pen, ROLE_WAITING, model_name(model, (uint32_t)span->value), 24);
    } else if (span->wait >= LOG_WAIT_READ) {
        xray_wanted(&(struct xray_watch){.value = span->value, .wait = span->wait}, model,
                    wanted, sizeof wanted);
        pen_text(pen, ROLE_WAITING, wanted);
    } else if (span->wait == LOG_WAIT_GATHER || span->wait == LOG_WAIT_SEVERAL ||
               span->wait == LOG_WAIT_GROUP) {
        pen_print(pen, ROLE_WAITING, "%llu tasks", (unsigned long long)span->value);
    } else {
        pen_name(pen, ROLE_WAITING, other ? model_name(model, other->name) : "news", 24);
        if (span->wait == LOG_WAIT_LIMIT)
            pen_text(pen, ROLE_WAITING, ", but not for ever");
    }
}

static void draw_waits(struct pen *pen, const struct model *model, const struct span *span)
{
    struct xray_turn turn = {.by = span->about, .wait = span->wait};
    char text[WORDS_DURATION], reason[128];

    switch (span->state) {
    case SPAN_RUNNING: pen_text(pen, ROLE_RUNNING, "has the thread"); break;
    case SPAN_READY:
        xray_reason(&turn, model, reason, sizeof reason);
        pen_print(pen, ROLE_READY, "ready for its turn: %s", reason);
        break;
    case SPAN_SLEEPING:
        pen_print(pen, ROLE_SLEEPING, "sleeps until %s", words_seconds(text, span->until, 3));
        break;
    case SPAN_BLOCKED: pen_text(pen, ROLE_BLOCKED, "waits and keeps the thread"); break;
    default:
        pen_text(pen, ROLE_WAITING, "waits for ");
        draw_wanted(pen, model, span);
        break;
    }
    if (span->place) {
        pen_text(pen, ROLE_PLAIN, "   ");
        pen_name(pen, ROLE_QUIET, file_of(model, span->place), 40);
    }
}

static void draw_now(struct canvas *canvas, const struct box *box, int row,
                     const struct model *model, const struct lane *lane, uint64_t now)
{
    struct pen pen = labelled(canvas, box, row, "now");
    const struct span *span = lane_at(lane, now < model->now ? now : model->now);

    if (lane->ended != LOG_NEVER && lane->ended <= now)
        draw_end(&pen, model, lane);
    else if (span) {
        struct span part = span_part(span, now);

        draw_waits(&pen, model, &part);
    }
}

/* ---- Where its time went --------------------------------------------------------- */

static int draw_times(struct canvas *canvas, const struct box *box, int row,
                      const struct lane *lane, uint64_t now)
{
    static const enum span_state order[] = {SPAN_RUNNING, SPAN_BLOCKED, SPAN_READY,
                                            SPAN_SLEEPING, SPAN_WAITING};
    uint64_t end = lane->ended < now ? lane->ended : now, whole = end - lane->created;
    struct lane_sum sum, with;  /* the step that begins just now, too */
    char time[WORDS_DURATION];

    lane_sum(lane, end, &sum);
    lane_sum(lane, end + 1, &with);
    for (unsigned i = 0; i < sizeof order / sizeof *order && row < box->rows; i++) {
        enum paint_look look = (enum paint_look)order[i];
        uint64_t spent = sum.time[order[i]];
        struct pen pen;

        if (!spent && order[i] != SPAN_RUNNING)
            continue;
        pen = labelled(canvas, box, row++, order[i] == SPAN_RUNNING ? "time" : "");
        pen_print(&pen, ROLE_PLAIN, "%-17s %9s ", paint_word(look),
                  words_duration(time, spent));
        for (int n = whole ? (int)((double)spent / (double)whole * BAR + 0.5) : 0; n > 0; n--)
            pen_text(&pen, role_of(look), paint_glyph(look, canvas->ascii));
        if (order[i] == SPAN_RUNNING)
            pen_print(&pen, ROLE_QUIET, " in %llu step%s", (unsigned long long)with.runs,
                      with.runs == 1 ? "" : "s");
    }
    return row;
}

static void draw_printed(struct canvas *canvas, const struct box *box, int row,
                         const struct model *model, const struct lane *lane)
{
    uint64_t found[LIKED];
    int n = 0, room = box->rows - row;

    for (uint64_t i = model->print_count; i > 0 && n < room && n < LIKED; i--)
        if (model->prints[i - 1].task == lane->task)
            found[n++] = i - 1;
    for (int i = 0; i < n; i++, row++) {
        const struct print *print = &model->prints[found[n - 1 - i]];
        struct pen pen = labelled(canvas, box, row, i == 0 ? "printed" : "");
        char text[256];
        uint64_t length = print->length;

        while (length && model->output[print->offset + length - 1] == '\n')
            length--;
        words_fit(text, sizeof text, model->output + print->offset, length,
                  pen.end - pen.column, canvas->ascii);
        pen_text(&pen, ROLE_PLAIN, text);
    }
}

void task_pane_draw(struct canvas *canvas, const struct screen *screen,
                    const struct box *box)
{
    const struct track *track;
    const struct lane *lane = pane_subject(screen, &track);
    struct pen pen = pen_at(canvas, box, 0, 0);
    const struct model *model;

    if (!lane) {
        pen_text(&pen, ROLE_QUIET, "Nobody has run so far.");
        return;
    }
    model = &track->model;
    pen_name(&pen, ROLE_LABEL, model_name(model, lane->name), 30);
    if (lane->function) {
        pen_text(&pen, ROLE_QUIET, "   ");
        pen_name(&pen, ROLE_QUIET, model_name(model, lane->function), 30);
        pen_text(&pen, ROLE_QUIET, "()");
    }
    if (box->rows > 1)
        draw_origin(canvas, box, 1, model, lane);
    if (box->rows > 2)
        draw_now(canvas, box, 2, model, lane, screen->now);
    draw_printed(canvas, box, draw_times(canvas, box, 3, lane, screen->now), model, lane);
}
