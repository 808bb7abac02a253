/* SPDX-License-Identifier: MIT */
/* See another process come and go, whoever started it and whatever it inherited: it
 * opens a named pipe, whose path stands in its environment as FAKE_WITNESS, says
 * something, and its end is closed when it is gone. */
#ifndef WITNESS_H
#define WITNESS_H

/* Make the pipe; its path is good until the next call. */
const char *witness_new(void);
/* Wait until a process has opened it; a descriptor to read from. */
int witness_open(void);
/* In that process: a descriptor to write to; -1. */
int witness_find(void);

#endif
