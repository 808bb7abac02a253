/* SPDX-License-Identifier: MIT */
/* Last words of a crash: which task, where, and whether its stack was full.  Runs on
 * a stack of its own, and says what it can with write(2) alone. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "logger.h"
#include "loop.h"
#include "stack.h"

enum { HANDLER_STACK = 64 * 1024 };

static void say(const char *text)
{
    if (!text)
        text = "?";
    (void)!write(STDERR_FILENO, text, strlen(text));
}

static void say_number(size_t n)
{
    char digits[24];
    int i = sizeof digits - 1;

    digits[i] = 0;
    do
        digits[--i] = (char)('0' + n % 10);
    while ((n /= 10) && i > 0);
    say(&digits[i]);
}

static const char *in_words(int signal)
{
    switch (signal) {
    case SIGSEGV: return "segmentation fault: memory that is not there was used";
    case SIGBUS: return "bus error: memory that is not there was used";
    case SIGFPE: return "arithmetic error: an integer was divided by zero";
    case SIGILL: return "illegal instruction";
    default: return "aborted";
    }
}

static void say_who(void)
{
    const struct task *task = loop.current;

    if (!task) {
        say(" outside any task\n");
        return;
    }
    say(" in '");
    say(task->record->name);
    say("' (made at ");
    say(task->record->place);
    if (task->wait_place) {
        say(", its last wait was at ");
        say(task->wait_place);
    }
    say(")\n");
}

static void crashed(int signal, siginfo_t *info, void *context)
{
    (void)context;
    if (signal == SIGSEGV && stack_overflowed(info->si_addr)) {
        say("stack overflow");
        say_who();
        say("  its stack has ");
        say_number(stack_size() / 1024);
        say(" KiB; INTERLEAVE_STACK=");
        say_number(4 * stack_size() / 1024);
        say("K or async_set_stack_size() makes it larger\n");
    } else {
        say(in_words(signal));
        say_who();
    }
    logger_flush();
    /* SA_RESETHAND: the same again ends the program as it would have without us. */
    raise(signal);
}

void async_enable_faulthandler(void)
{
    static char memory[HANDLER_STACK];
    static const int signals[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };
    stack_t stack = { .ss_sp = memory, .ss_size = sizeof memory };
    struct sigaction action = { .sa_sigaction = crashed };

    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND;
    sigaltstack(&stack, NULL);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &action, NULL);
}
