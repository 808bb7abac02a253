/* SPDX-License-Identifier: MIT */
/* What the screen keeps. */
#include "reading.h"

void reading_init(struct reading *reading)
{
    *reading = (struct reading){.text = {.count = 0}};
}

void reading_forget_run(struct reading *reading)
{
    for (int i = 0; i < READING_SIDES; i++) {
        findings_done(&reading->found[i]);
        findings_init(&reading->found[i]);
    }
}

void reading_done(struct reading *reading)
{
    reading_forget_run(reading);
    source_done(&reading->text);
    source_done(&reading->python);
}
