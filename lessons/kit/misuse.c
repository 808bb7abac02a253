/* SPDX-License-Identifier: MIT */
/* What may not be done ends the program, with a sentence.  A demo of it runs that
 * part in a process of its own: this executable again, told by the environment. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "log.h"
#include "modes.h"
#include "spawn.h"

#define ENV_MISUSE "INTERLEAVE_MISUSE"

enum { WORDS_MOST = 1 << 14, BEFORE_MOST = 12, LONGEST = 10 };   /* LONGEST: seconds */
enum { COMMAND_MOST = sizeof ((struct run *)0)->argv / sizeof (char *) };

static struct run command;

void misuse_prepare(const struct lesson *lesson, const struct options *options)
{
    run_plan(&command, lesson, options);
}

void misuse_if_asked(const struct kit_demo *demo)
{
    const char *text = getenv(ENV_MISUSE);
    int which = text ? atoi(text) : 0;

    if (!text || !demo->misuses)
        return;
    alarm(LONGEST);
    for (int i = 0; demo->misuses[i]; i++)
        if (i == which)
            demo->misuses[i]();
    fflush(NULL);
    _exit(0);
}

static void compose(const char **argv, const char *const *before)
{
    int n = 0;

    for (; before && before[n] && n < BEFORE_MOST; n++)
        argv[n] = before[n];
    for (int i = 0; command.argv[i]; i++)
        argv[n++] = command.argv[i];
    argv[n] = NULL;
}

/* Both ends of standard output and standard error in one pipe, in their order. */
static pid_t start(int which, const struct kit_last *how, int *words)
{
    const char *argv[BEFORE_MOST + COMMAND_MOST + 1];
    char misuse[40], trace[RUN_PATH], error[RUN_PATH + 200];
    char *set[] = { misuse, trace, LOG_ENV_CLOCK "=virtual", LOG_ENV_REMOTE,
                    LOG_ENV_LIFELINE, LOG_ENV_SYNC, NULL };
    int ends[2];

    snprintf(misuse, sizeof misuse, ENV_MISUSE "=%d", which);
    snprintf(trace, sizeof trace, LOG_ENV_TRACE "%s%s", how->log ? "=" : "",
             how->log ? how->log : "");
    compose(argv, how->before);
    if (!spawn_pipe(ends))
        return -1;
    pid_t pid = spawn(&(struct spawn){
        .argv = (char *const *)argv, .set = set, .output = ends[1],
        .errors = ends[1], .kept = { -1, -1, -1 } }, error, sizeof error);
    close(ends[1]);
    *words = ends[0];
    return pid;
}

static size_t read_all(int fd, char *text, size_t size)
{
    size_t used = 0;
    ssize_t n;

    while ((n = read(fd, text + used, size - used)) != 0)
        if (n > 0)
            used += (size_t)n;
        else if (errno != EINTR)
            break;
    return used;
}

/* "lessons/x.c:12: it was wrong": the place changes with every edit of the file. */
static const char *without_place(const char *line)
{
    const char *colon = strstr(line, ".c:");
    const char *rest = colon ? colon + 3 + strspn(colon + 3, "0123456789") : line;

    return colon && !memchr(line, ' ', (size_t)(colon - line)) &&
           strncmp(rest, ": ", 2) == 0 ? rest + 2 : line;
}

static void print_line(const char *line)
{
    printf("%s\n", without_place(line));
}

int kit_last_words_by(int which, const struct kit_last *how)
{
    static char words[WORDS_MOST + 1];
    char *rest = NULL;
    int fd, status;
    pid_t pid = start(which, how, &fd);

    if (pid < 0)
        return async_set_error(errno, "the misuse could not be run: %s", strerror(errno));
    words[read_all(fd, words, WORDS_MOST)] = '\0';
    close(fd);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (!words[0])
        how->tell("ended without a word");
    for (char *line = strtok_r(words, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest))
        how->tell(line);
    return 0;
}

void kit_last_words(int which)
{
    if (kit_last_words_by(which, &(struct kit_last){ .tell = print_line }) < 0)
        printf("%s\n", async_caught()->text);
}

void kit_print_report(const struct async_report *report, void *unused)
{
    const char *message = without_place(report->message);
    const char *behind = strstr(message, " (");
    int length = behind && strstr(behind, ".c:") ? (int)(behind - message)
                                                 : (int)strlen(message);

    (void)unused;
    printf("%.*s", length, message);
    if (report->error && *report->error->text)
        printf(": %s", report->error->text);
    printf("\n");
}
