/* SPDX-License-Identifier: MIT */
/* A growing line of text. */
#include "said.h"

#include <stdio.h>
#include <string.h>

#include "async.h"

static char text[65536];
static size_t length;

void said_reset(void)
{
    length = 0;
    text[0] = '\0';
}

void say(const char *what)
{
    int n = snprintf(text + length, sizeof text - length, "%s%s@%g",
                     length ? " " : "", what, async_time());
    if (n > 0 && (size_t)n < sizeof text - length)
        length += (size_t)n;
}

const char *said(void)
{
    return text;
}
