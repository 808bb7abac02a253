/* SPDX-License-Identifier: MIT */
/* interleave practice: work through the exercises; every save is judged at once. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <ev.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arguments.h"
#include "practice.h"

static const char USAGE[] =
    "usage: interleave practice [OPTION]... [EXERCISE]\n"
    "\n"
    "Picks the next exercise (or the one named), puts its starting file into the folder\n"
    "`practice` here, and judges the file at every save.  Keys: t the task, h the next\n"
    "hint, n next exercise, s solution (both after passing), l list, r reset, q quit.\n"
    "Without a terminal each needs Enter.\n"
    "\n"
    "  --list             what there is and what is done\n"
    "  --reset            begin anew: the exercise named, or all; asks first\n"
    "  --sandbox WHICH    required, auto or none\n"
    "  -h, --help, --version\n";

static const double SECOND_LOOK = 1.1;      /* seconds after a judgement */

/* ---- Judging -------------------------------------------------------------------------------- */

/* False with `error`: it is passed, and will not be remembered. */
static bool note_passed(struct practice *practice, char *error)
{
    practice->passed = true;
    return progress_pass(&practice->progress, practice->exercise.name, error);
}

/* 0: it is not there, or empty. */
static struct timespec saved_at(const struct practice *practice)
{
    struct stat status;

    if (stat(practice->file, &status) < 0 || status.st_size == 0)
        return (struct timespec){ 0 };
    return status.st_mtim;
}

static void forget_verdict(struct practice *practice)
{
    if (practice->judged)
        verdict_done(&practice->verdict);
    practice->judged = practice->passed = false;
}

static void judge(struct practice *practice)
{
    struct judging how = { .same_inputs = true, .seed = 1, .follow_links = true };
    char error[ERROR];
    bool again = practice->judged, noted = true;

    practice->saved_then = saved_at(practice);
    ev_now_update(practice->loop);
    ev_timer_again(practice->loop, &practice->second_look);
    pager_draw(&practice->pager, "Judging ...");
    forget_verdict(practice);
    practice->judged = verdict_make(&practice->verdict, &practice->shop, practice->file, &how,
                                    practice->error);
    if (!practice->judged)
        verdict_done(&practice->verdict);
    else if (verdict_full(&practice->verdict))
        noted = note_passed(practice, error);
    practice_show_verdict(practice, again && !practice->passed, noted ? NULL : error);
}

/* ---- Exercises ------------------------------------------------------------------------------- */

static bool put_start(const struct practice *practice, char *error)
{
    char *text = exercise_text(&practice->exercise, "start.c");
    bool good = text && progress_write(practice->file, text, error);

    if (!text)
        snprintf(error, ERROR, "%s has no start.c", practice->exercise.name);
    free(text);
    return good;
}

static void leave(struct practice *practice)
{
    if (!practice->open)
        return;
    ev_stat_stop(practice->loop, &practice->saved);
    ev_timer_stop(practice->loop, &practice->second_look);
    forget_verdict(practice);
    workshop_close(&practice->shop);
    exercise_done(&practice->exercise);
    practice->open = false;
}

static void on_save(struct ev_loop *loop, ev_stat *watcher, int events)
{
    /* Editors replace the file, or empty it first: it comes back. */
    if (watcher->attr.st_nlink > 0 && watcher->attr.st_size > 0)
        judge(watcher->data);
}

/* The watcher above compares whole seconds and the size: it may miss a second save. */
static void on_second_look(struct ev_loop *loop, ev_timer *watcher, int events)
{
    struct practice *practice = watcher->data;
    struct timespec saved = saved_at(practice), judged = practice->saved_then;

    ev_timer_stop(loop, watcher);
    if (saved.tv_sec != 0 &&
        (saved.tv_sec != judged.tv_sec || saved.tv_nsec != judged.tv_nsec))
        judge(practice);
}

static bool enter(struct practice *practice, const char *folder, char *error)
{
    leave(practice);
    if (!exercise_load(&practice->exercise, folder, error))
        return false;
    if (!workshop_open(&practice->shop, &practice->exercise, practice->sandbox, error)) {
        exercise_done(&practice->exercise);
        return false;
    }
    practice->open = true;
    if (!checks_sound(&practice->shop, error)) {
        leave(practice);
        return false;
    }
    practice->asking = false;
    practice->hints = 0;
    snprintf(practice->file, sizeof practice->file, "%.3000s/%.200s.c",
             practice->progress.folder, practice->exercise.name);
    ev_stat_init(&practice->saved, on_save, practice->file, 0.1);
    practice->saved.data = practice;
    ev_timer_init(&practice->second_look, on_second_look, 0, SECOND_LOOK);
    practice->second_look.data = practice;
    bool is_new = access(practice->file, F_OK) != 0;
    if (is_new && !put_start(practice, error))
        return false;
    ev_stat_start(practice->loop, &practice->saved);
    judge(practice);
    if (is_new && practice->pager.terminal)
        practice_show_task(practice);   /* whoever has not begun has to know what to do */
    return true;
}

/* The next that is not done; false if there is none, or with `error` if it is no good. */
static bool enter_next(struct practice *practice, char *error)
{
    static char folders[EXERCISES][PATH_ROOM];
    int n = exercise_list(folders, EXERCISES);

    *error = '\0';
    for (int i = 0; i < n; i++)
        if (!progress_passed(&practice->progress, strrchr(folders[i], '/') + 1))
            return enter(practice, folders[i], error);
    return false;
}

/* On the screen as it was before us, where it stays. */
static void finish(struct practice *practice)
{
    pager_close(&practice->pager);
    printf("All exercises are done.  Well done.\n\n");
    practice_list(stdout, &practice->progress, NULL);
    ev_break(practice->loop, EVBREAK_ALL);
}

static void next_exercise(struct practice *practice)
{
    char error[ERROR];

    if (enter_next(practice, error))
        return;
    if (*error) {
        pager_close(&practice->pager);
        practice->status = arguments_complain("practice", error);
        ev_break(practice->loop, EVBREAK_ALL);
        return;
    }
    finish(practice);
}

/* ---- Keys ------------------------------------------------------------------------------------- */

static const char SURE[] = "Throw your file away and begin this exercise anew? [y/N]";

/* The new file is noticed as a save. */
static void reset_this(struct practice *practice)
{
    char error[ERROR] = "";

    if (!progress_forget(&practice->progress, practice->exercise.name, error) ||
        !put_start(practice, error)) {
        practice_show_verdict(practice, true, error);
        return;
    }
    practice->hints = 0;
}

/* Asks; anything but y is no. */
static void ask_reset(struct practice *practice)
{
    if (practice->pager.terminal)
        pager_draw(&practice->pager, SURE);
    else
        printf("%s ", SURE);
    fflush(stdout);
    practice->asking = true;
}

static void take_answer(struct practice *practice, int key)
{
    practice->asking = false;
    if (key == 'y' || key == 'Y')
        reset_this(practice);
    else
        practice_show_verdict(practice, true, "Nothing was changed");
}

static void next_hint(struct practice *practice)
{
    if (practice->hints < hint_count(&practice->exercise))
        practice->hints++;
    practice_show_hints(practice);
}

static void take_key(struct practice *practice, int key)
{
    if (practice->asking) {
        take_answer(practice, key);
        return;
    }
    if (practice->pager.terminal && pager_scroll(&practice->pager, key))
        return;
    switch (key) {
    case 't': practice_show_task(practice); break;
    case 'h': next_hint(practice); break;
    case 'l': practice_show_list(practice); break;
    case 'r': ask_reset(practice); break;
    case 'q': ev_break(practice->loop, EVBREAK_ALL); break;
    case 'n':
        if (practice->passed)
            next_exercise(practice);
        else
            practice_show_verdict(practice, true, "Not yet: this one has not full marks.");
        break;
    case 's':
        if (practice->passed)
            practice_show_solution(practice);
        else
            practice_show_verdict(practice, true,
                                  "The solution is shown after passing; h shows a hint.");
        break;
    case '\n': case '\r': case '\033': practice_show_verdict(practice, false, NULL); break;
    default: practice_show_verdict(practice, true, "Keys: t h l r q, and n s after passing");
    }
}

static void on_line(struct practice *practice)
{
    char line[80];

    if (!fgets(line, sizeof line, stdin))
        ev_break(practice->loop, EVBREAK_ALL);
    else if (line[0] != '\n')
        take_key(practice, line[0]);
}

static void on_key(struct ev_loop *loop, ev_io *watcher, int events)
{
    struct practice *practice = watcher->data;
    int key;

    if (!practice->pager.terminal) {
        on_line(practice);
        return;
    }
    while ((key = pager_key(&practice->pager)) != PAGER_NONE && key != PAGER_GONE &&
           practice->pager.terminal)
        take_key(practice, key);
    if (key == PAGER_GONE)
        ev_break(loop, EVBREAK_ALL);
}

static void on_end(struct ev_loop *loop, ev_signal *watcher, int events)
{
    ev_break(loop, EVBREAK_ALL);
}

static void on_resize(struct ev_loop *loop, ev_signal *watcher, int events)
{
    struct practice *practice = watcher->data;

    pager_draw(&practice->pager, practice->asking ? SURE : NULL);
}

/* The shell gets its terminal as it was, and we take it again when we go on. */
static void on_stop(struct ev_loop *loop, ev_signal *watcher, int events)
{
    struct practice *practice = watcher->data;

    pager_rest(&practice->pager);
    raise(SIGSTOP);
    pager_resume(&practice->pager);
}

/* ---- The whole ---------------------------------------------------------------------------------- */

/* Asks; anything but y is no. */
static bool sure(const char *question)
{
    char line[80];

    printf("%s [y/N] ", question);
    fflush(stdout);
    return fgets(line, sizeof line, stdin) && (line[0] == 'y' || line[0] == 'Y');
}

static int reset(struct practice *practice, const struct arguments *arguments)
{
    char error[ERROR] = "", question[300];
    struct exercise one = { 0 };

    if (arguments->count > 0 && !exercise_find(&one, arguments->rest[0], error))
        return arguments_complain("practice", error);
    snprintf(question, sizeof question, "Forget that %s is done?",
             one.name ? one.name : "every exercise");
    bool good = !sure(question) || progress_forget(&practice->progress, one.name, error);
    exercise_done(&one);
    return good ? 0 : arguments_complain("practice", error);
}

static void heed_signals(struct practice *practice)
{
    static const struct {
        int number;
        void (*fn)(struct ev_loop *loop, ev_signal *watcher, int events);
    } all[] = { { SIGINT, on_end }, { SIGTERM, on_end }, { SIGHUP, on_end },
                { SIGWINCH, on_resize }, { SIGTSTP, on_stop } };
    static ev_signal watchers[sizeof all / sizeof *all];

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        ev_signal_init(&watchers[i], all[i].fn, all[i].number);
        watchers[i].data = practice;
        ev_signal_start(practice->loop, &watchers[i]);
    }
}

/* The exercise named, or the next one; false: there is none, and that was told. */
static bool begin(struct practice *practice, const struct arguments *arguments)
{
    struct exercise named;
    char error[ERROR];

    if (arguments->count == 0) {
        next_exercise(practice);
        return practice->open;
    }
    if (!exercise_find(&named, arguments->rest[0], error)) {
        pager_close(&practice->pager);
        practice->status = arguments_complain("practice", error);
        return false;
    }
    char *folder = copy_text(named.folder);
    exercise_done(&named);
    bool good = enter(practice, folder, error);
    free(folder);
    if (!good) {
        pager_close(&practice->pager);
        practice->status = arguments_complain("practice", error);
    }
    return good;
}

static int work(struct practice *practice, const struct arguments *arguments)
{
    setvbuf(stdin, NULL, _IONBF, 0);    /* what is typed ahead stays visible to the loop */
    practice->loop = ev_default_loop(0);
    ev_io_init(&practice->keys, on_key, STDIN_FILENO, EV_READ);
    practice->keys.data = practice;
    ev_io_start(practice->loop, &practice->keys);
    heed_signals(practice);
    pager_open(&practice->pager);
    if (begin(practice, arguments))
        ev_run(practice->loop, 0);
    leave(practice);
    pager_close(&practice->pager);
    return practice->status;
}

int main(int argc, char **argv)
{
    struct arguments arguments;
    static struct practice practice;
    char error[ERROR];

    setlocale(LC_CTYPE, "C.UTF-8");
    if (!arguments_parse(&arguments, argc, argv, "practice", USAGE))
        return arguments.status;
    if (arguments.count > 1)
        return arguments_complain("practice", "it takes one exercise at most");
    sandbox_shut_off();
    practice.sandbox = arguments.sandbox;
    if (!progress_open(&practice.progress, "practice", error))
        return arguments_complain("practice", error);
    if (arguments.list) {
        practice_list(stdout, &practice.progress, NULL);
        return 0;
    }
    return arguments.reset ? reset(&practice, &arguments) : work(&practice, &arguments);
}
