/* SPDX-License-Identifier: MIT */
/* How each role looks, for whatever shows it: a terminal, a picture, a cast. */
#ifndef LOOK_H
#define LOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "canvas.h"

enum look_effect { LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_REVERSE = 4 };

/* Colours as a terminal counts them, -1: its own.  A light background wants darker
 * colours; eight colours are told apart by less. */
struct look {
    short dark, light, few;     /* of 256 on dark, on light; of 8 */
    short back, few_back;
    bool bold, few_bold, few_dim;
    unsigned plain;             /* without colours: enum look_effect */
};

/* The default one, one of brightness alone, one that the colour-blind can tell apart. */
enum look_theme { LOOK_DEFAULT, LOOK_MONOCHROME, LOOK_SAFE, LOOK_THEMES };

/* By "default", "monochrome", "safe"; LOOK_THEMES: there is none of that name. */
enum look_theme look_named(const char *name);
const struct look *look_in(enum look_theme theme, enum canvas_role role);
/* In the default theme. */
const struct look *look_of(enum canvas_role role);
/* Number 16 to 255 of the palette of 256, as 0xrrggbb. */
uint32_t look_rgb(int colour);

#endif
