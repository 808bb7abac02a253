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
#include "feedback.h"
#include "progress.h"

static const char USAGE[] =
    "usage: interleave practice [OPTION]... [EXERCISE]\n"
    "\n"
    "Picks the next exercise (or the one named), puts its starting file into the folder\n"
    "`practice` here, and judges the file at every save.  Keys, each with Enter:\n"
    "h next hint, n next exercise, s solution (after passing), r reset, l list, q quit.\n"
    "\n"
    "  --list             what there is and what is done\n"
    "  --reset            begin anew: the exercise named, or all; asks first\n"
    "  --sandbox WHICH    required, auto or none\n"
    "  -h, --help, --version\n";

static const double SECOND_LOOK = 1.1;      /* seconds after a judgement */

struct practice {
    struct progress progress;
    struct exercise exercise;
    struct workshop shop;
    enum sandbox_wish sandbox;
    char file[PATH_ROOM];
    int hints;                  /* shown of this exercise */
    bool open, passed, terminal;
    struct ev_loop *loop;
    ev_stat saved;
    ev_timer second_look;
    struct timespec judged;     /* when what was judged last had been saved */
    ev_io keys;
    int status;
};

/* ---- Showing ------------------------------------------------------------------------------ */

static void clear_screen(const struct practice *practice)
{
    if (practice->terminal)
        printf("\033[H\033[2J\033[3J");
}

static bool has_color(const struct practice *practice)
{
    const char *refused = getenv("NO_COLOR"), *term = getenv("TERM");

    return practice->terminal && !(refused && *refused) && term && strcmp(term, "dumb");
}

static void show_keys(const struct practice *practice)
{
    printf("\n%s  (then Enter)\nWatching %s\n",
           practice->passed ? "n next   s solution   l list   r reset   q quit"
                            : "h hint   l list   r reset   q quit", practice->file);
    fflush(stdout);
}

static void show_hints(const struct practice *practice)
{
    for (int i = 1; i <= practice->hints; i++) {
        char *hint = hint_text(&practice->exercise, i);
        if (hint) {
            printf("\nHint %d of %d:\n", i, hint_count(&practice->exercise));
            feedback_prose(stdout, hint);
        }
        free(hint);
    }
}

static void show_solution(const struct practice *practice)
{
    char *text = exercise_text(&practice->exercise, "solution.c");

    if (text)
        printf("\nOur solution:\n\n%s", text);
    free(text);
}

static void show_explanation(const struct practice *practice)
{
    char *text = exercise_text(&practice->exercise, "explanation.md");

    if (text) {
        printf("\nWhy it works:\n\n");
        feedback_prose(stdout, text);
    }
    free(text);
}

/* ---- Judging -------------------------------------------------------------------------------- */

static void note_passed(struct practice *practice)
{
    char error[ERROR];

    practice->passed = true;
    if (!progress_pass(&practice->progress, practice->exercise.name, error))
        fprintf(stderr, "interleave practice: %s\n", error);
    printf("\nPassed.\n");
    show_explanation(practice);
}

/* 0: it is not there, or empty. */
static struct timespec saved_at(const struct practice *practice)
{
    struct stat status;

    if (stat(practice->file, &status) < 0 || status.st_size == 0)
        return (struct timespec){ 0 };
    return status.st_mtim;
}

static void judge(struct practice *practice)
{
    struct judging how = { .same_inputs = true, .seed = 1, .follow_links = true };
    struct verdict verdict;
    char error[ERROR];

    practice->judged = saved_at(practice);
    ev_now_update(practice->loop);
    ev_timer_again(practice->loop, &practice->second_look);
    clear_screen(practice);
    practice->passed = false;
    if (verdict_make(&verdict, &practice->shop, practice->file, &how, error)) {
        feedback_write(stdout, &practice->exercise, &verdict, has_color(practice));
        if (verdict_full(&verdict))
            note_passed(practice);
        else
            show_hints(practice);
    } else {
        printf("%s\n", error);
    }
    verdict_done(&verdict);
    show_keys(practice);
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
    struct timespec saved = saved_at(practice), judged = practice->judged;

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
    practice->hints = 0;
    snprintf(practice->file, sizeof practice->file, "%.3000s/%.200s.c",
             practice->progress.folder, practice->exercise.name);
    ev_stat_init(&practice->saved, on_save, practice->file, 0.1);
    practice->saved.data = practice;
    ev_timer_init(&practice->second_look, on_second_look, 0, SECOND_LOOK);
    practice->second_look.data = practice;
    if (access(practice->file, F_OK) != 0 && !put_start(practice, error))
        return false;
    ev_stat_start(practice->loop, &practice->saved);
    judge(practice);
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

static void list(const struct practice *practice)
{
    static char folders[EXERCISES][PATH_ROOM];
    int n = exercise_list(folders, EXERCISES), done = 0;

    for (int i = 0; i < n; i++) {
        const char *name = strrchr(folders[i], '/') + 1;
        bool passed = progress_passed(&practice->progress, name);
        done += passed;
        printf("  %s  %s\n", passed ? "done" : "    ", name);
    }
    printf("%d of %d done\n", done, n);
}

static void finish(struct practice *practice)
{
    clear_screen(practice);
    printf("All exercises are done.  Well done.\n\n");
    list(practice);
    ev_break(practice->loop, EVBREAK_ALL);
}

static void next_exercise(struct practice *practice)
{
    char error[ERROR];

    if (enter_next(practice, error))
        return;
    if (*error) {
        arguments_complain("practice", error);
        practice->status = 2;
        ev_break(practice->loop, EVBREAK_ALL);
        return;
    }
    finish(practice);
}

/* ---- Keys ------------------------------------------------------------------------------------- */

/* Asks; anything but y is no. */
static bool sure(const char *question)
{
    char line[80];

    printf("%s [y/N] ", question);
    fflush(stdout);
    return fgets(line, sizeof line, stdin) && (line[0] == 'y' || line[0] == 'Y');
}

static void reset_this(struct practice *practice)
{
    char error[ERROR] = "";

    if (!sure("Throw your file away and begin this exercise anew?"))
        return;
    if (progress_forget(&practice->progress, practice->exercise.name, error) &&
        put_start(practice, error)) {
        practice->hints = 0;
        return;                         /* the new file is noticed as a save */
    }
    printf("%s\n", error);
}

static void take_key(struct practice *practice, char key)
{
    switch (key) {
    case 'h':
        if (practice->hints < hint_count(&practice->exercise))
            practice->hints++;
        show_hints(practice);
        break;
    case 'n':
        if (practice->passed) {
            next_exercise(practice);
            return;
        }
        printf("Not yet: this one has not full marks.\n");
        break;
    case 's':
        if (practice->passed)
            show_solution(practice);
        else
            printf("The solution is shown after passing; h shows a hint.\n");
        break;
    case 'l': list(practice); break;
    case 'r': reset_this(practice); break;
    case 'q': ev_break(practice->loop, EVBREAK_ALL); return;
    default: printf("Keys: h n s l r q, then Enter\n");
    }
    show_keys(practice);
}

static void on_key(struct ev_loop *loop, ev_io *watcher, int events)
{
    char line[80];

    if (!fgets(line, sizeof line, stdin)) {
        ev_break(loop, EVBREAK_ALL);    /* the terminal went away */
        return;
    }
    if (line[0] != '\n')
        take_key(watcher->data, line[0]);
}

static void on_signal(struct ev_loop *loop, ev_signal *watcher, int events)
{
    ev_break(loop, EVBREAK_ALL);
}

/* ---- The whole ---------------------------------------------------------------------------------- */

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

static int work(struct practice *practice, const struct arguments *arguments)
{
    char error[ERROR];
    ev_signal interrupt;

    setvbuf(stdin, NULL, _IONBF, 0);    /* what is typed ahead stays visible to the loop */
    practice->loop = ev_default_loop(0);
    practice->terminal = isatty(STDOUT_FILENO);
    ev_io_init(&practice->keys, on_key, STDIN_FILENO, EV_READ);
    practice->keys.data = practice;
    ev_io_start(practice->loop, &practice->keys);
    ev_signal_init(&interrupt, on_signal, SIGINT);
    ev_signal_start(practice->loop, &interrupt);
    if (arguments->count > 0) {
        struct exercise named;
        if (!exercise_find(&named, arguments->rest[0], error))
            return arguments_complain("practice", error);
        char *folder = copy_text(named.folder);
        exercise_done(&named);
        bool good = enter(practice, folder, error);
        free(folder);
        if (!good)
            return arguments_complain("practice", error);
    } else {
        next_exercise(practice);
        if (!practice->open)
            return practice->status;
    }
    ev_run(practice->loop, 0);
    leave(practice);
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
        list(&practice);
        return 0;
    }
    return arguments.reset ? reset(&practice, &arguments) : work(&practice, &arguments);
}
