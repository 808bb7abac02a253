/* SPDX-License-Identifier: MIT */
/* Child processes: how they begin, and as the end of a run sees them. */
#ifndef PROCESSES_H
#define PROCESSES_H

#include <sys/types.h>

struct async_process_options;

/* Start argv[0]: 0 with our ends of its pipes, which do not block (-1: none), or -code
 * with a text. */
int process_spawn(pid_t *pid, int ours[3], const char *const *argv,
                  const struct async_process_options *options);
void process_close_pipes(const int fds[3]);

/* Threads that wait for children, see process.c. */
int process_threads(void);
/* End all that were not closed. */
void processes_close(void);

#endif
