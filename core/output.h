/* SPDX-License-Identifier: MIT */
/* Standard output while recording: what stdio holds is noted under the task that
 * printed it, then goes on to where it was going. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdbool.h>
#include <sys/types.h>

void output_capture(void);
void output_release(void);
/* Other threads print, too: from now on (or no more) each print by itself. */
void output_share(bool with_threads);
/* Bytes to where standard output was going; how many, -1: errno says why. */
ssize_t output_pass_on(const char *bytes, size_t size);
/* At the end of a step, or before a blocking call: everything up to here was the
 * running task's. */
void output_note_pending(void);
extern void *output_captured;           /* NULL: standard output is not watched */
static inline void output_note(void)
{
    if (output_captured)
        output_note_pending();
}

#endif
