/* SPDX-License-Identifier: MIT */
/* Signals as bytes in a pipe, and last things done in a crash. */
#define _GNU_SOURCE
#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int events[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

enum {
    EVENTS = sizeof events / sizeof *events,
    CRASHES = sizeof crashes / sizeof *crashes,
    STACK = 64 * 1024           /* a crash may be a stack that ran out */
};

static int ends[2] = {-1, -1};
static void (*last_thing)(void);
static void *stack;
static struct sigaction before[EVENTS + CRASHES];

static void on_event(int signal)
{
    int error = errno;
    unsigned char byte = (unsigned char)signal;

    /* A full pipe holds this signal already, or one that ends us. */
    if (write(ends[1], &byte, 1) < 0)
        errno = error;
    errno = error;
}

/* SA_RESETHAND: the signal that is raised again takes its default course. */
static void on_crash(int signal)
{
    if (last_thing)
        last_thing();
    raise(signal);
}

static bool open_pipe(void)
{
    if (pipe(ends) < 0)
        return false;
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
        fcntl(ends[i], F_SETFL, O_NONBLOCK);
    }
    return true;
}

static void catch(void)
{
    struct sigaction action = {.sa_handler = on_event, .sa_flags = SA_RESTART};

    sigfillset(&action.sa_mask);
    for (int i = 0; i < EVENTS; i++) {
        sigaction(events[i], NULL, &before[i]);
        /* Who was started under nohup stays so. */
        if (events[i] != SIGHUP || before[i].sa_handler != SIG_IGN)
            sigaction(events[i], &action, NULL);
    }
    action.sa_handler = on_crash;
    action.sa_flags = SA_RESETHAND | SA_ONSTACK | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < CRASHES; i++)
        sigaction(crashes[i], &action, &before[EVENTS + i]);
}

bool signals_open(void (*rescue)(void), char *error, int size)
{
    stack_t alternate = {.ss_size = STACK};

    if (!open_pipe()) {
        snprintf(error, (size_t)size, "no pipe for signals: %s", strerror(errno));
        return false;
    }
    stack = malloc(STACK);
    if (stack) {
        alternate.ss_sp = stack;
        sigaltstack(&alternate, NULL);
    }
    last_thing = rescue;
    catch();
    return true;
}

void signals_close(void)
{
    stack_t none = {.ss_flags = SS_DISABLE};

    if (ends[0] < 0)
        return;
    for (int i = 0; i < EVENTS; i++)
        sigaction(events[i], &before[i], NULL);
    for (int i = 0; i < CRASHES; i++)
        sigaction(crashes[i], &before[EVENTS + i], NULL);
    sigaltstack(&none, NULL);
    free(stack);
    stack = NULL;
    for (int i = 0; i < 2; i++) {
        close(ends[i]);
        ends[i] = -1;
    }
}

int signals_descriptor(void)
{
    return ends[0];
}

int signals_next(void)
{
    unsigned char byte;

    return ends[0] >= 0 && read(ends[0], &byte, 1) == 1 ? byte : 0;
}

bool signals_ends(int signal)
{
    return signal == SIGINT || signal == SIGTERM || signal == SIGHUP || signal == SIGQUIT;
}

static void raise_unblocked(int signal)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, signal);
    raise(signal);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
}

void signals_die(int signal)
{
    struct sigaction action = {.sa_handler = SIG_DFL};

    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, NULL);
    raise_unblocked(signal);
    _exit(128 + signal);
}

/* The SIGCONT that ends it is not news. */
void signals_stop(void)
{
    struct sigaction action = {.sa_handler = SIG_DFL}, stop, go_on;

    sigemptyset(&action.sa_mask);
    sigaction(SIGTSTP, &action, &stop);
    sigaction(SIGCONT, &action, &go_on);
    raise_unblocked(SIGTSTP);
    sigaction(SIGTSTP, &stop, NULL);
    sigaction(SIGCONT, &go_on, NULL);
}
