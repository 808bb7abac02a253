/* SPDX-License-Identifier: MIT */
/* A folder for the files of a demo, which goes with the program. */
#ifndef KIT_SCRATCH_H
#define KIT_SCRATCH_H

/* Make it and work in it. */
void kit_scratch_enter(void);
/* A file in it, in plain C: before there is anything to be stopped. */
void kit_scratch_write(const char *name, const char *text);

#endif
