/* SPDX-License-Identifier: MIT */
/* A canvas as what a terminal of 256 colours is sent: the cells that changed. */
#ifndef ANSI_H
#define ANSI_H

#include <stddef.h>

#include "canvas.h"

struct ansi {
    struct canvas before;       /* what the terminal shows */
    char *bytes;                /* of the last frame */
    size_t size, capacity;
};

void ansi_init(struct ansi *ansi);
void ansi_done(struct ansi *ansi);
/* What makes the terminal show it; ansi->size bytes, valid until the next call.  The
 * first frame, and one of another size, clears the screen. */
const char *ansi_frame(struct ansi *ansi, const struct canvas *canvas);

#endif
