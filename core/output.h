/* SPDX-License-Identifier: MIT */
/* Standard output while recording: what stdio holds is noted under the task that
 * printed it, then goes on to where it was going. */
#ifndef OUTPUT_H
#define OUTPUT_H

void output_capture(void);
void output_release(void);
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
