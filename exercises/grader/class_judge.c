/* SPDX-License-Identifier: MIT */
/* Judge a class: a process for each submission, so many at a time. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "class.h"
#include "draw.h"
#include "feedback.h"

struct pool {
    struct class *class;
    struct workshop *shop;
    const struct judging *how;
    pid_t *workers;             /* by entry; 0: none */
    int running;
};

static volatile sig_atomic_t stopped;       /* by which signal; 0: not */

static char *beside(const struct class *class, const char *name, const char *ending)
{
    return format_text("%s/%s.%s", class->output, name, ending);
}

/* Of all that a verdict depends on. */
static char *key_of(const struct pool *pool, const char *path)
{
    static const char *const confs[] = { "exercise.conf", "parameters.conf" };
    struct source source;
    char why[ERROR];
    uint64_t hash = hash_bytes(HASH_BEGIN, &pool->shop->content, sizeof(uint64_t));
    char settings[120];

    snprintf(settings, sizeof settings, "%llu %d %d %d", (unsigned long long)pool->how->seed,
             pool->how->same_inputs, pool->how->schedules, pool->shop->sandbox.wrapped);
    hash = hash_text(hash, settings);
    for (int i = 0; i < 2; i++) {
        char conf[PATH_ROOM];
        hash_file(&hash, exercise_path(pool->shop->exercise, confs[i], conf));
    }
    if (source_read(&source, path, pool->how->follow_links, why)) {
        hash = hash_bytes(hash, source.text, source.size);
        source_free(&source);
    } else {
        hash = hash_text(hash, why);
    }
    return format_text("%016llx", (unsigned long long)hash);
}

/* ---- In a worker ------------------------------------------------------------------------- */

struct feedback {
    const struct exercise *exercise;
    const struct verdict *verdict;
};

/* The log of a scenario, counted from 1 as in exercise.conf. */
static char *log_name(const char *name, int i)
{
    return format_text("%s.%d.log", name, i + 1);
}

static void write_feedback(FILE *out, void *arg)
{
    const struct feedback *feedback = arg;
    const struct verdict *verdict = feedback->verdict;

    feedback_write(out, feedback->exercise, verdict, FEEDBACK_MARKS_FIRST, false);
    for (int i = 0; i < verdict->log_count; i++) {
        const char *scenario = feedback->exercise->scenarios[i].name;
        char *log = log_name(verdict->name, i);
        fprintf(out, "%s%s%s%s\n", i ? "" : "\nLogs to replay:\n", log,
                *scenario ? ": " : "", scenario);
        }
}

/* What lies there of an earlier run goes, too. */
static bool save_logs(const struct pool *pool, const struct verdict *verdict, char *error)
{
    bool good = true;

    for (int i = 0; i < SCENARIOS; i++) {
        char *name = log_name(verdict->name, i);
        char *path = format_text("%s/%s", pool->class->output, name);
        unlink(path);
        if (good && i < verdict->log_count)
            good = recording_save(path, &verdict->logs[i], 1, error, ERROR);
        free(path);
        free(name);
    }
    return good;
}

static bool save_all(const struct pool *pool, const struct class_entry *entry,
                     const struct verdict *verdict, char *error)
{
    struct feedback feedback = { pool->shop->exercise, verdict };
    char *text = beside(pool->class, entry->name, "txt");
    char *saved = beside(pool->class, entry->name, "row");
    char *key = key_of(pool, entry->path);
    struct row row;

    row_from(&row, entry->name, key, verdict);
    bool good = pool->class->temporary || file_save(text, write_feedback, &feedback, error);
    if (good && !pool->class->temporary)
        good = save_logs(pool, verdict, error);
    good = good && row_save(&row, saved, error);
    row_free(&row);
    free(key);
    free(saved);
    free(text);
    return good;
}

static int work(const struct pool *pool, const struct class_entry *entry)
{
    struct verdict verdict;
    char error[ERROR] = "";

    bool good = verdict_make(&verdict, pool->shop, entry->path, pool->how, error);
    free(verdict.name);
    verdict.name = copy_text(entry->name);
    good = good && save_all(pool, entry, &verdict, error);
    verdict_done(&verdict);
    if (!good)
        fprintf(stderr, "interleave grade: %s: %s\n", entry->name, error);
    return good ? 0 : 2;
}

/* ---- In the parent ------------------------------------------------------------------------ */

static const int stops[] = { SIGINT, SIGTERM, SIGHUP };
enum { STOPS = sizeof stops / sizeof *stops };

static void note_stop(int signal)
{
    stopped = signal;
}

void class_heed_signals(void)
{
    struct sigaction action = { .sa_handler = note_stop };     /* ends a wait */

    for (int i = 0; i < STOPS; i++)
        sigaction(stops[i], &action, NULL);
}

static void heed_none(void)
{
    for (int i = 0; i < STOPS; i++)
        signal(stops[i], SIG_DFL);
}

/* Their programs end with them. */
static void stop_workers(struct pool *pool)
{
    for (int i = 0; i < pool->class->count; i++)
        if (pool->workers[i] > 0)
            kill(pool->workers[i], SIGKILL);
}

static bool start(struct pool *pool, int i, char *error)
{
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        heed_none();
        int status = work(pool, &pool->class->all[i]);
        fflush(NULL);
        _exit(status);
    }
    if (pid < 0) {
        snprintf(error, ERROR, "cannot start a process: %s", strerror(errno));
        return false;
    }
    pool->workers[i] = pid;
    pool->running++;
    return true;
}

static void take_row(struct pool *pool, int i)
{
    struct class_entry *entry = &pool->class->all[i];
    char *path = beside(pool->class, entry->name, "row");

    if (!row_load(&entry->row, path))
        row_failed(&entry->row, entry->name, "it could not be judged: see what was said on "
                                             "standard error", pool->shop);
    free(path);
}

static void await_one(struct pool *pool)
{
    int status;
    pid_t pid;

    while ((pid = waitpid(-1, &status, 0)) < 0 && errno == EINTR)
        if (stopped)
            stop_workers(pool);
    for (int i = 0; i < pool->class->count; i++)
        if (pid > 0 && pool->workers[i] == pid) {
            pool->workers[i] = 0;
            pool->running--;
            if (!stopped)
                take_row(pool, i);
        }
    if (pid < 0)
        pool->running = 0;
}

/* A row of an earlier run that nothing has changed since. */
static bool is_known(struct pool *pool, struct class_entry *entry)
{
    char *path = beside(pool->class, entry->name, "row");
    char *key = key_of(pool, entry->path);
    bool known = row_load(&entry->row, path);

    if (known && strcmp(entry->row.key, key) != 0) {
        row_free(&entry->row);
        known = false;
    }
    if (!known)
        unlink(path);               /* what lies there now is of another time */
    free(key);
    free(path);
    return known;
}

/* Walls go up and come down with many short waits inside the system: somebody else can
 * have the processor meanwhile. */
static int usual_jobs(void)
{
    int processors = (int)sysconf(_SC_NPROCESSORS_ONLN);

    return processors + (processors + 1) / 2;
}

bool class_judge(struct class *class, struct workshop *shop, const struct judging *how,
                 int jobs, bool again, char *error)
{
    struct pool pool = { .class = class, .shop = shop, .how = how,
                         .workers = calloc((size_t)class->count + 1, sizeof(pid_t)) };
    bool good = pool.workers != NULL && workshop_solution(shop, error);

    if (jobs <= 0)
        jobs = usual_jobs();
    for (int i = 0; good && !stopped && i < class->count; i++) {
        struct class_entry *entry = &class->all[i];
        if (!again && is_known(&pool, entry)) {
            entry->known = true;
            continue;
        }
        while (pool.running >= (jobs > 0 ? jobs : 1))
            await_one(&pool);
        good = !stopped && start(&pool, i, error);
    }
    if (stopped)
        stop_workers(&pool);
    while (pool.running > 0)
        await_one(&pool);
    free(pool.workers);
    if (stopped)
        snprintf(error, ERROR, "stopped by a signal%s", class->temporary ? "" :
                 ": the same command goes on where it was");
    return good && !stopped;
}
