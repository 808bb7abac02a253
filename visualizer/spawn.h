/* SPDX-License-Identifier: MIT */
/* Fork and exec with exactly the descriptors and the environment that are wanted. */
#ifndef SPAWN_H
#define SPAWN_H

#include <stdbool.h>
#include <sys/types.h>

enum { SPAWN_KEPT = 3 };

/* Where it runs and how much of the machine it may have; 0: as much as we. */
struct spawn_room {
    const char *folder;         /* NULL: ours */
    long long cpu;              /* seconds */
    long long memory, file;     /* bytes: of addresses, of any file that it writes */
    long long descriptors;
};

struct spawn {
    char *const *argv;          /* argv[0] as execvp() takes it */
    char *const *set;           /* "NAME=value", ends with NULL; "NAME" alone: not set */
    int output, errors;         /* its standard output and standard error */
    int kept[SPAWN_KEPT];       /* inherited under the same numbers; -1: none */
    const struct spawn_room *room;      /* NULL: no folder and no limits of its own */
};

/* Start it in a process group of its own, and with `room` in a session of its own, with an
 * empty standard input, default signals, no descriptor but those named here, and (where
 * the system can) killed when we die.  All descriptors must lie above standard error's.  Returns its pid, or -1 with a sentence in `error`. */
pid_t spawn(const struct spawn *spawn, char *error, int size);

/* A descriptor that can be read once that child has ended; -1: this system has none. */
int spawn_watch(pid_t pid);

/* A pipe, both ends above standard error's and close-on-exec. */
bool spawn_pipe(int ends[2]);

#endif
