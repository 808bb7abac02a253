/* SPDX-License-Identifier: MIT */
/* A connection within a test, and runs that must leave no descriptor. */
#ifndef STREAM_PAIR_H
#define STREAM_PAIR_H

#include "async_stream.h"

extern struct stream_pair { struct async_stream a, b; } both;

/* Two streams, "a" and "b": what one writes the other reads. */
void open_pair(void);
void write_text(struct async_stream stream, const char *text);
/* A run on the virtual clock: its outcome; fails the test if a descriptor is left. */
int run_whole(async_fn *fn);

#endif
