/* SPDX-License-Identifier: MIT */
/* Tell what happened to a child: signal, task, line. */
#define _POSIX_C_SOURCE 200809L
#include "ending.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "words.h"

static const struct {
    int signal;
    const char *name, *meaning;
    bool crash;                     /* its own doing, not somebody's wish */
} signals[] = {
    { SIGSEGV, "SIGSEGV", "a bad memory access", true },
    { SIGBUS, "SIGBUS", "a bad memory access", true },
    { SIGABRT, "SIGABRT", "it stopped itself", true },
    { SIGFPE, "SIGFPE", "an impossible calculation, such as a division by zero", true },
    { SIGILL, "SIGILL", "an invalid instruction", true },
    { SIGTRAP, "SIGTRAP", "a breakpoint", true },
    { SIGSYS, "SIGSYS", "a forbidden system call", true },
    { SIGXCPU, "SIGXCPU", "its processor time was used up", true },
    { SIGXFSZ, "SIGXFSZ", "its file grew too large", true },
    { SIGPIPE, "SIGPIPE", "nobody reads what it writes", true },
    { SIGKILL, "SIGKILL", "killed", false },
    { SIGTERM, "SIGTERM", "asked to end", false },
    { SIGINT, "SIGINT", "interrupted", false },
    { SIGQUIT, "SIGQUIT", "asked to quit", false },
    { SIGHUP, "SIGHUP", "its terminal went away", false },
};

enum { KNOWN = sizeof signals / sizeof *signals };

const char *ending_signal(int signal, char *text, int size)
{
    for (int i = 0; i < KNOWN; i++)
        if (signals[i].signal == signal) {
            snprintf(text, (size_t)size, "%s (%s)", signals[i].name, signals[i].meaning);
            return text;
        }
    snprintf(text, (size_t)size, "signal %d", signal);
    return text;
}

static bool is_crash(int signal)
{
    for (int i = 0; i < KNOWN; i++)
        if (signals[i].signal == signal)
            return signals[i].crash;
    return true;
}

/* The last line that the log names for this lane. */
static uint32_t last_place(const struct lane *lane)
{
    for (uint64_t i = lane->count; i > 0; i--)
        if (lane->spans[i - 1].place)
            return lane->spans[i - 1].place;
    return lane->place;
}

/* " while Task2 had the thread (last known line: x.c:31)" */
static const char *who(const struct model *model, char *text, int size)
{
    const struct lane *lane = model->running ? model_lane(model, model->running) : NULL;
    char name[128], place[256];

    if (!lane) {
        snprintf(text, (size_t)size, " while no task had the thread");
        return text;
    }
    const char *raw = model_name(model, lane->name);
    words_fit(name, sizeof name, raw, strlen(raw), 31, true);
    uint32_t at = last_place(lane);
    int n = snprintf(text, (size_t)size, " while %s had the thread", name);
    if (at && n < size) {
        raw = model_name(model, at);
        words_fit(place, sizeof place, raw, strlen(raw), 80, true);
        snprintf(text + n, (size_t)(size - n), " (last known line: %s)", place);
    }
    return text;
}

static void tell_signal(int signal, const char *where, char *text, int size)
{
    char name[100];

    ending_signal(signal, name, sizeof name);
    snprintf(text, (size_t)size, is_crash(signal) ? "the program crashed by %s%s"
                                                  : "the program was ended by %s%s",
             name, where);
}

bool ending_tell(struct launch *child, const struct model *model, char *text, int size)
{
    const struct recording *log = launch_recording(child);
    char where[420];
    int status = 0;

    who(model, where, sizeof where);
    if (launch_complaint(child))
        snprintf(text, (size_t)size, "%s", launch_complaint(child));
    else if (!launch_ended(child, &status))
        snprintf(text, (size_t)size, "the program hangs%s", where);
    else if (WIFSIGNALED(status))
        tell_signal(WTERMSIG(status), log->count ? where : " before its run began",
                    text, size);
    else if (log->count == 0)
        snprintf(text, (size_t)size, "the program ended with exit status %d and wrote no "
                 "event log: it has to call async_run()", WEXITSTATUS(status));
    else if (!model->ended)
        snprintf(text, (size_t)size, "the program left with exit status %d in the middle "
                 "of its run%s", WEXITSTATUS(status), where);
    else
        return false;
    return true;
}
