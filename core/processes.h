/* SPDX-License-Identifier: MIT */
/* Child processes, as the end of a run sees them. */
#ifndef PROCESSES_H
#define PROCESSES_H

/* Threads that wait for children, see process.c. */
int process_threads(void);
/* End all that were not closed. */
void processes_close(void);

#endif
