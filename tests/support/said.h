/* SPDX-License-Identifier: MIT */
/* What happened, as one line of text: tests say() things, and compare the whole. */
#ifndef SAID_H
#define SAID_H

void said_reset(void);
/* Append "WHAT@TIME ", the time in seconds with as few digits as it needs. */
void say(const char *what);
const char *said(void);

#endif
