/* SPDX-License-Identifier: MIT */
/* Demos that end well, fail, crash, hang, leave and talk. */
#define _GNU_SOURCE
#include "fake_lesson.h"

#include <check.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kit.h"
#include "witness.h"

enum { ARGUMENTS = 32 };

static void *download(void *arg)
{
    printf("%s starting\n", (const char *)arg);
    int rc = async_sleep(2);
    if (rc < 0)
        return async_return(rc);
    printf("%s done\n", (const char *)arg);
    return NULL;
}

static void *two(void *arg)
{
    struct async_task tasks[2] = { async_coroutine("left", download, "left"),
                                   async_coroutine("right", download, "right") };

    (void)arg;
    return async_return(async_gather(tasks, 2, NULL, 0));
}

static void *fails(void *arg)
{
    (void)arg;
    printf("before\n");
    async_sleep(0.5);
    return async_fail(EIO, "no paper");
}

static void *broken(void *arg)
{
    (void)arg;
    return async_return(-ENOENT);
}

static void *stop_by(void *arg)
{
    int *signal_number = arg;

    async_sleep(1);
    signal(*signal_number, SIG_DFL);
    raise(*signal_number);
    return NULL;
}

static void *stopped(int signal_number)
{
    return async_return(async_await(async_coroutine("worker", stop_by, &signal_number),
                                    NULL));
}

static void *crashes(void *arg)
{
    (void)arg;
    return stopped(SIGSEGV);
}

/* The same, with the handlers that a lesson has. */
static void *faults(void *arg)
{
    (void)arg;
    async_sleep(1);
    raise(SIGSEGV);
    return NULL;
}

static void *killed(void *arg)
{
    (void)arg;
    return stopped(SIGKILL);
}

static void *hangs(void *arg)
{
    (void)arg;
    async_sleep(1);
    while (getppid() > 0)
        ;
    return NULL;
}

/* Says to the witness that it is there. */
static void *waits(void *arg)
{
    (void)arg;
    if (write(witness_find(), "+", 1) == 1)
        while (pause() < 0)
            ;
    return NULL;
}

static void *leaves(void *arg)
{
    (void)arg;
    async_sleep(1);
    _exit(3);
}

static void *talks(void *arg)
{
    (void)arg;
    fprintf(stderr, "a word of warning\n");
    printf("said\n");
    return NULL;
}

static void *list(void *arg)
{
    void *strings[] = { "plain", "it's", "say \"it's\"", "tab\there\n", "back\\slash",
                        "\x01", NULL };

    (void)arg;
    kit_print_list(strings, 7);
    kit_print_list(strings, 0);
    return NULL;
}

static void *much(void *arg)
{
    (void)arg;
    for (int i = 0; i < 20000; i++) {
        printf("line %d\n", i);
        async_sleep(0);
    }
    return NULL;
}

/* One step that writes more than a ring holds: 16 MB. */
static void *floods(void *arg)
{
    (void)arg;
    for (int i = 0; i < 65536; i++)
        printf("%0250d\n", i);
    async_sleep(1);
    return NULL;
}

static void *echoes(void *arg)
{
    int n;
    char *const *words = kit_words(&n);

    printf("%d:", n);
    for (int i = 0; i < n; i++)
        printf(" %s", words[i]);
    printf("\n");
    return NULL;
}

static const struct kit_demo two_demo = { "two", "two sleeps at once", two },
    alone_demo = { "alone", "one side only", two, .alone = true },
    fails_demo = { "fails", "a failure with a text", fails, .alone = true },
    broken_demo = { "broken", "a failure without one", broken, .alone = true },
    crashes_demo = { "crashes", "a bad memory access", crashes, .alone = true },
    faults_demo = { "faults", "the same, with last words", faults, .alone = true },
    killed_demo = { "killed", "killed from outside", killed, .alone = true },
    hangs_demo = { "hangs", "never gives way", hangs, .alone = true },
    waits_demo = { "waits", "is there until it is killed", waits, .alone = true },
    leaves_demo = { "leaves", "exit() in the middle", leaves, .alone = true },
    talks_demo = { "talks", "writes to standard error", talks, .alone = true },
    list_demo = { "list", "a list as Python prints it", list, .alone = true },
    much_demo = { "much", "prints much", much, .alone = true },
    floods_demo = { "floods", "prints much in one step", floods, .alone = true },
    echoes_demo = { "echoes", "says what it was told", echoes, .words = "WORD..." };

void fake_lesson_if_asked(int argc, char **argv)
{
    static const struct kit_demo *const demos[] = {
        &two_demo, &alone_demo, &fails_demo, &broken_demo, &crashes_demo, &faults_demo,
        &killed_demo, &floods_demo,
        &hangs_demo, &waits_demo, &leaves_demo, &talks_demo, &list_demo, &much_demo,
        &echoes_demo, NULL
    };

    if (!getenv("FAKE_LESSON"))
        return;
    argv[0] = (char[]){ "99-fake" };    /* valgrind puts the real name there */
    exit(kit_main(argc, argv, "a lesson of all accidents", demos));
}

const char *fake_lesson_path(void)
{
    static char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);

    ck_assert_int_gt(n, 0);
    path[n] = '\0';
    return path;
}

void run_fake_lesson_with(struct run_result *result, struct run_options options)
{
    const char *set[16] = { "FAKE_LESSON=1" }, *argv[ARGUMENTS] = { "lesson" };
    int n = 1;

    for (int i = 0; options.set && options.set[i]; i++)
        set[i + 1] = options.set[i];
    for (; options.argv[n - 1]; n++)
        argv[n] = options.argv[n - 1];
    options.path = fake_lesson_path();
    options.set = set;
    options.argv = argv;
    run_program(&options, result);
}

void run_fake_lesson(struct run_result *result, ...)
{
    const char *argv[ARGUMENTS];
    va_list args;

    va_start(args, result);
    for (int n = 0; (argv[n] = va_arg(args, const char *)); n++)
        ck_assert_int_lt(n, ARGUMENTS - 2);
    va_end(args);
    run_fake_lesson_with(result, (struct run_options){ .argv = argv });
}
