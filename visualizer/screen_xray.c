/* SPDX-License-Identifier: MIT */
/* The pane of the event loop: its queue, its thread, its alarms, and its four stages. */
#include <stdio.h>
#include <string.h>

#include "pen.h"
#include "screen_inside.h"
#include "words.h"
#include "xray.h"

enum {
    FEWEST = 3, MOST = 6,       /* rows of the lists */
    HEAD = 1, FOOT = 2,
    NAME = 14, SHORT = 10, BAR = 10, LEAST_BAR = 3,
    WIDE = 70                   /* columns for three lists side by side */
};

/* The run watches something outside, or has done so. */
static bool has_watched(const struct screen *screen)
{
    for (int i = 0; i < screen->track_count; i++) {
        const struct machine *machine = &screen->tracks[i]->model.machine;

        for (uint64_t n = 0; n < machine->thing_count; n++)
            if (machine->things[n].kind == LOG_WAIT_READ)
                return true;
    }
    return false;
}

/* The same while one steps: so many as there are tasks. */
int xray_pane_rows(const struct screen *screen, int columns)
{
    uint64_t lanes = screen->roster->count;
    int list = lanes < FEWEST ? FEWEST : lanes > MOST ? MOST : (int)lanes;

    return HEAD + list + (has_watched(screen) ? HEAD + 1 : 0) + FOOT;
}

static const char *name_of(const struct model *model, const struct lane *lane)
{
    return lane ? model_name(model, lane->name) : "the loop";
}

/* Columns for names in a list of that width. */
static int name_width(const struct pen *pen)
{
    return pen->end - pen->column < 34 ? SHORT : NAME;
}

static void draw_head(struct canvas *canvas, const struct box *box, const char *name,
                      const char *note)
{
    struct pen pen = pen_at(canvas, box, 0, 0);

    pen_text(&pen, ROLE_LABEL, name);
    pen.column += 2;
    pen_text(&pen, ROLE_QUIET, note);
}

static void draw_glyph(struct pen *pen, enum paint_look look, bool quiet)
{
    pen_text(pen, quiet ? ROLE_QUIET : role_of(look), paint_glyph(look, pen->canvas->ascii));
    pen_text(pen, ROLE_PLAIN, " ");
}

/* ---- The three lists ------------------------------------------------------- */

static void draw_turn(struct pen *pen, const struct xray *xray, const struct model *model,
                      int i)
{
    const struct xray_turn *turn = &xray->ready[i];
    char reason[128];
    int name = name_width(pen), column = pen->column + 2 + name;

    xray_reason(turn, model, reason, sizeof reason);
    draw_glyph(pen, PAINT_READY, !turn->this_pass);
    pen_name(pen, turn->this_pass ? ROLE_READY : ROLE_QUIET, name_of(model, turn->lane),
             name - 1);
    pen_to(pen, column < pen->end - 12 ? column : pen->column + 1);
    if (i == xray->drawn)
        pen_text(pen, ROLE_LABEL, "◂ drawn: ");
    if (!turn->this_pass)
        pen_text(pen, ROLE_QUIET, "next pass: ");
    pen_text(pen, ROLE_QUIET, reason);
}

static void draw_ready(struct canvas *canvas, const struct box *box,
                       const struct xray *xray, const struct model *model)
{
    int rows = box->rows - HEAD, listed = (int)(xray->ready_count < XRAY_LISTED
                                                    ? xray->ready_count : XRAY_LISTED);
    uint64_t hidden = xray->ready_count + xray->others;
    struct pen pen;
    int i;

    draw_head(canvas, box, "ready", "(next first)");
    for (i = 0; i < listed && i < rows - (hidden > (uint64_t)rows); i++) {
        pen = pen_at(canvas, box, HEAD + i, 0);
        draw_turn(&pen, xray, model, i);
    }
    hidden -= (uint64_t)i;
    pen = pen_at(canvas, box, HEAD + i, 0);
    if (hidden && hidden == xray->others)
        pen_print(&pen, ROLE_QUIET, "· %llu of the loop's own", (unsigned long long)hidden);
    else if (hidden)
        pen_print(&pen, ROLE_QUIET, "… %llu more", (unsigned long long)hidden);
    else if (i == 0)
        pen_text(&pen, ROLE_QUIET, "nobody");
}

static const char *file_of(const char *place)
{
    const char *slash = strrchr(place, '/');

    return slash ? slash + 1 : place;
}

/* The threads of the pool, under the task that has the loop's own. */
static void draw_jobs(struct canvas *canvas, const struct box *box, const struct xray *xray,
                      const struct model *model, int row)
{
    uint64_t listed = xray->job_count < XRAY_LISTED ? xray->job_count : XRAY_LISTED;

    for (uint64_t i = 0; i < listed && row < box->rows; i++, row++) {
        const struct xray_job *job = &xray->jobs[i];
        struct pen pen = pen_at(canvas, box, row, 0);

        draw_glyph(&pen, job->sleeps ? PAINT_SLEEPING : PAINT_RUNNING, false);
        pen_print(&pen, ROLE_QUIET, "thread %llu ", (unsigned long long)job->thread);
        pen_name(&pen, ROLE_PLAIN, model_name(model, job->name), NAME);
    }
}

static void draw_running(struct canvas *canvas, const struct box *box,
                         const struct xray *xray, const struct model *model)
{
    struct pen pen = pen_at(canvas, box, HEAD, 0);
    uint32_t place = xray->running ? xray->place : xray->turn_place;

    draw_head(canvas, box, "running", "");
    draw_jobs(canvas, box, xray, model, HEAD + 1 + (xray->running || xray->turn));
    if (xray->running) {
        draw_glyph(&pen, xray->blocked ? PAINT_BLOCKED : PAINT_RUNNING, false);
        pen_name(&pen, xray->blocked ? ROLE_BLOCKED : ROLE_RUNNING,
                 name_of(model, xray->running), NAME);
        if (xray->blocked)
            pen_text(&pen, ROLE_BLOCKED, " blocks");
    } else if (xray->turn) {
        draw_glyph(&pen, PAINT_RUNNING, false);
        pen_name(&pen, ROLE_RUNNING, model_name(model, xray->turn), NAME + 6);
        pen_text(&pen, ROLE_RUNNING, "()");
    } else {
        pen_text(&pen, ROLE_QUIET, "nobody");
        return;
    }
    pen = pen_at(canvas, box, HEAD + 1, 2);
    if (place && box->rows > HEAD + 1) {
        pen_text(&pen, ROLE_QUIET, xray->running && !xray->blocked ? "since " : "");
        pen_name(&pen, ROLE_QUIET, file_of(model_name(model, place)), box->columns);
    }
}

/* How much of the wait is left, beside the longest one in sight. */
static void draw_left(struct pen *pen, uint64_t left, uint64_t most)
{
    int room = pen->end - pen->column, width = room < BAR ? room : BAR;
    int cells = most ? (int)((double)left / (double)most * width + 0.5) : 0;

    for (int i = 0; width >= LEAST_BAR && i < width; i++)
        pen_text(pen, i < cells ? ROLE_SLEEPING : ROLE_RULE, i < cells ? "▇" : "·");
}

static void draw_alarm(struct pen *pen, const struct xray_alarm *alarm,
                       const struct model *model, uint64_t most)
{
    char when[WORDS_DURATION];
    int name = name_width(pen), column = pen->column + 2 + name;

    draw_glyph(pen, alarm->sleeps ? PAINT_SLEEPING : PAINT_WAITING, false);
    pen_name(pen, ROLE_PLAIN, name_of(model, alarm->lane), name - 1);
    pen_to(pen, column);
    pen_print(pen, ROLE_PLAIN, "%s ", words_seconds(when, alarm->when, 3));
    if (!alarm->sleeps)
        pen_text(pen, ROLE_QUIET, "limit or call ");
    draw_left(pen, alarm->left, most);
}

static void draw_watch(struct pen *pen, const struct xray_watch *watch,
                       const struct model *model)
{
    int name = name_width(pen), column = pen->column + 2 + name;
    char does[128];

    draw_glyph(pen, watch->lane ? PAINT_WAITING : PAINT_FREE, false);
    if (watch->lane) {
        pen_name(pen, ROLE_PLAIN, name_of(model, watch->lane), name - 1);
        pen_to(pen, name < NAME ? pen->column + 1 : column);
    }
    xray_does(watch, model, does, sizeof does);
    pen_text(pen, ROLE_QUIET, does);
}

/* How many of so many can be listed in the rows, and what is said of the rest. */
static int listed(struct canvas *canvas, const struct box *box, uint64_t all)
{
    int rows = box->rows - HEAD;
    struct pen pen = pen_at(canvas, box, box->rows - 1, 0);

    if (all <= (uint64_t)rows && all <= XRAY_LISTED)
        return (int)all;
    rows = rows > XRAY_LISTED ? XRAY_LISTED : rows - 1;
    pen_print(&pen, ROLE_QUIET, "… %llu more", (unsigned long long)all - (unsigned)rows);
    return rows;
}

static void draw_timers(struct canvas *canvas, const struct box *box,
                        const struct xray *xray, const struct model *model)
{
    struct pen pen = pen_at(canvas, box, HEAD, 0);
    int shown;

    draw_head(canvas, box, "timers", "(earliest first)");
    if (xray->alarm_count == 0)
        pen_text(&pen, ROLE_QUIET, xray->waiting ? "none: who waits, waits for others"
                                                 : "none");
    shown = xray->alarm_count ? listed(canvas, box, xray->alarm_count) : 0;
    for (int i = 0; i < shown; i++) {
        pen = pen_at(canvas, box, HEAD + i, 0);
        draw_alarm(&pen, &xray->alarms[i], model, xray->alarms[shown - 1].left);
    }
}

static void draw_watches(struct canvas *canvas, const struct box *box,
                         const struct xray *xray, const struct model *model)
{
    uint64_t all = xray->watch_count;
    char note[32];

    snprintf(note, sizeof note, "(%llu in all)", (unsigned long long)all);
    draw_head(canvas, box, "descriptors", all < (uint64_t)box->rows ? "" : note);
    for (int i = 0; i < box->rows - HEAD && (uint64_t)i < all && i < XRAY_LISTED; i++) {
        struct pen pen = pen_at(canvas, box, HEAD + i, 0);

        draw_watch(&pen, &xray->watches[i], model);
    }
}

/* Timers above, what comes from outside below: each in the rows that it needs, or half
 * of them; alone it has them all. */
static void draw_awaited(struct canvas *canvas, const struct box *box,
                         const struct xray *xray, const struct model *model)
{
    int half = box->rows / 2, below = HEAD + (int)(xray->watch_count < XRAY_LISTED
                                                       ? xray->watch_count : XRAY_LISTED);
    uint64_t above = HEAD + xray->alarm_count;
    struct box timers = *box, watches = *box;

    if (!xray->watch_count)
        below = 0;
    else if (!xray->alarm_count)
        below = box->rows;
    else if (above + (uint64_t)below > (uint64_t)box->rows)
        below = below <= half ? below : above <= (uint64_t)half ? box->rows - (int)above
                                                                : half;
    watches.rows = below;
    watches.row += box->rows - below;
    timers.rows -= below;
    if (timers.rows > HEAD)
        draw_timers(canvas, &timers, xray, model);
    if (watches.rows > HEAD)
        draw_watches(canvas, &watches, xray, model);
}

/* ---- The machine --------------------------------------------------------------- */

static enum canvas_role stage_role(enum machine_stage stage)
{
    return stage == STAGE_RUN ? ROLE_RUNNING : stage == STAGE_WAIT ? ROLE_FREE
         : stage == STAGE_WAKE ? ROLE_SLEEPING : ROLE_READY;
}

static void draw_machine(struct pen *pen, const struct xray *xray)
{
    pen_print(pen, ROLE_LABEL, "pass %-4llu", (unsigned long long)xray->pass);
    for (int i = STAGE_SCHEDULE; i <= STAGE_WAKE; i++) {
        bool here = xray->stage == (enum machine_stage)i;
        const char *name = xray_stage((enum machine_stage)i);

        if (here) {
            pen_text(pen, ROLE_LABEL, "[");
            pen_text(pen, stage_role(xray->stage), name);
            pen_text(pen, ROLE_LABEL, "]");
        } else {
            pen_print(pen, ROLE_QUIET, " %s ", name);
        }
        if (i < STAGE_WAKE)
            pen_text(pen, ROLE_QUIET, "→");
    }
    pen_text(pen, ROLE_QUIET, "↻");
    if (xray->stage == STAGE_DONE)
        pen_text(pen, ROLE_DONE, "  done");
}

static struct box part(const struct box *box, int column, int columns, int rows)
{
    return (struct box){box->row, box->column + column, rows, columns};
}

static void draw_lists(struct canvas *canvas, const struct box *box, const struct xray *xray,
                       const struct model *model, int rows)
{
    bool wide = box->columns >= WIDE;
    int third = wide ? (box->columns - 22) / 2 : box->columns / 2;
    struct box ready = part(box, 0, third - 1, rows);
    struct box running = part(box, third + 1, 20, rows);
    struct box alarms = part(box, wide ? third + 22 : third, third, rows);

    draw_ready(canvas, &ready, xray, model);
    if (wide)
        draw_running(canvas, &running, xray, model);
    draw_awaited(canvas, &alarms, xray, model);
}

void xray_pane_draw(struct canvas *canvas, const struct screen *screen,
                    const struct box *box)
{
    int lists = box->rows - FOOT;
    const struct track *track;
    struct xray xray;
    char sentence[XRAY_SENTENCE];
    struct pen pen;

    pane_subject(screen, &track);
    if (!track)
        return;
    xray_make(&xray, &track->model, screen->now);
    xray_tell(&xray, &track->model, sentence);
    if (lists > HEAD)
        draw_lists(canvas, box, &xray, &track->model, lists);
    pen = pen_at(canvas, box, lists > 0 ? lists : 0, 0);
    draw_machine(&pen, &xray);
    pen = pen_at(canvas, box, lists > 0 ? lists + 1 : 1, 0);
    if (box->rows > 1)
        pen_text(&pen, ROLE_PLAIN, sentence);
}
