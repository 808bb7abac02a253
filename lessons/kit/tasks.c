/* SPDX-License-Identifier: MIT */
/* The tree of tasks, asked for as a user does, by a signal; what the handler writes to
 * standard error is printed by this program, so that it stands in its log. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "kit.h"

static void print_file(FILE *file)
{
    char line[256];

    rewind(file);
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        kit_fold(stdout, line);
    }
}

void kit_print_tasks(void)
{
    FILE *said = tmpfile();
    int before = said ? dup(STDERR_FILENO) : -1;

    if (before < 0 || dup2(fileno(said), STDERR_FILENO) < 0) {
        printf("the tasks could not be printed: %s\n", strerror(errno));
    } else {
        raise(SIGQUIT);
        dup2(before, STDERR_FILENO);
        print_file(said);
    }
    if (before >= 0)
        close(before);
    if (said)
        fclose(said);
}
