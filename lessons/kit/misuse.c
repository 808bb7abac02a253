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

enum { WORDS_MOST = 4096, LONGEST = 10 };      /* bytes; seconds */

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

/* Both ends of standard output and standard error in one pipe, in their order. */
static pid_t start(int which, int *words)
{
    char misuse[40], error[RUN_PATH + 200];
    char *set[] = { misuse, LOG_ENV_CLOCK "=virtual", LOG_ENV_TRACE, LOG_ENV_REMOTE,
                    LOG_ENV_LIFELINE, LOG_ENV_SYNC, NULL };
    int ends[2];

    snprintf(misuse, sizeof misuse, ENV_MISUSE "=%d", which);
    if (!spawn_pipe(ends))
        return -1;
    pid_t pid = spawn(&(struct spawn){
        .argv = (char *const *)command.argv, .set = set, .output = ends[1],
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

void kit_last_words(int which)
{
    char words[WORDS_MOST + 1], *rest = NULL;
    int fd, status;
    pid_t pid = start(which, &fd);

    if (pid < 0) {
        printf("the misuse could not be run: %s\n", strerror(errno));
        return;
    }
    words[read_all(fd, words, WORDS_MOST)] = '\0';
    close(fd);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (!words[0])
        printf("ended without a word\n");
    for (char *line = strtok_r(words, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest))
        printf("%s\n", without_place(line));
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
