/* SPDX-License-Identifier: MIT */
/* The colours of all roles. */
#include "look.h"

#include <string.h>

static const struct look looks[ROLE_COUNT] = {
    [ROLE_PLAIN] = {-1, -1, -1, -1, -1, 0, 0, 0, 0},
    [ROLE_QUIET] = {245, 242, -1, -1, -1, 0, 0, 1, LOOK_DIM},
    [ROLE_LABEL] = {-1, -1, -1, -1, -1, 1, 1, 0, LOOK_BOLD},
    [ROLE_RULE] = {238, 250, -1, -1, -1, 0, 0, 1, LOOK_DIM},
    [ROLE_TITLE] = {231, 231, 7, 24, 4, 1, 1, 0, LOOK_REVERSE | LOOK_BOLD},
    [ROLE_TITLE_QUIET] = {153, 195, 7, 24, 4, 0, 0, 0, LOOK_REVERSE},
    [ROLE_KEY] = {231, 231, 0, 238, 7, 1, 0, 0, LOOK_REVERSE | LOOK_BOLD},
    [ROLE_KEY_TEXT] = {250, 238, -1, -1, -1, 0, 0, 0, 0},
    [ROLE_QUESTION] = {153, 25, 6, -1, -1, 0, 1, 0, 0},
    [ROLE_CURSOR] = {-1, -1, -1, -1, -1, 1, 1, 0, LOOK_BOLD},
    [ROLE_HERE] = {231, 231, 0, 238, 7, 0, 0, 0, LOOK_REVERSE},
    [ROLE_RUNNING] = {114, 28, 2, -1, -1, 0, 0, 0, 0},
    [ROLE_READY] = {227, 136, 3, -1, -1, 0, 1, 0, 0},
    [ROLE_SLEEPING] = {67, 67, 6, -1, -1, 0, 0, 0, 0},
    [ROLE_WAITING] = {140, 97, 5, -1, -1, 0, 0, 0, 0},
    [ROLE_BLOCKED] = {214, 172, 3, -1, -1, 0, 0, 0, 0},
    [ROLE_FREE] = {245, 242, -1, -1, -1, 0, 0, 1, LOOK_DIM},
    [ROLE_DONE] = {114, 28, 2, -1, -1, 1, 1, 0, LOOK_BOLD},
    [ROLE_FAILED] = {203, 160, 1, -1, -1, 1, 1, 0, LOOK_BOLD},
    [ROLE_CANCELLED] = {250, 240, -1, -1, -1, 1, 1, 0, LOOK_BOLD},
};

/* Blue, orange, yellow and purple that differ in brightness, too; what is not here is
 * as in the default theme. */
static const struct look safe[ROLE_COUNT] = {
    [ROLE_RUNNING] = {231, 16, 7, -1, -1, 1, 1, 0, 0},
    [ROLE_READY] = {227, 136, 3, -1, -1, 0, 1, 0, 0},
    [ROLE_SLEEPING] = {32, 25, 4, -1, -1, 0, 0, 0, 0},
    [ROLE_WAITING] = {175, 132, 5, -1, -1, 0, 0, 0, 0},
    [ROLE_BLOCKED] = {214, 166, 3, -1, -1, 0, 0, 0, 0},
    [ROLE_DONE] = {117, 25, 6, -1, -1, 1, 1, 0, LOOK_BOLD},
    [ROLE_FAILED] = {208, 166, 1, -1, -1, 1, 1, 0, LOOK_BOLD | LOOK_REVERSE},
};

static bool is_set(const struct look *look)
{
    return look->dark || look->light;
}

/* Greys: bold for what stands out, dim for what does not, the background as it is. */
static const struct look *grey(enum canvas_role role)
{
    static const struct look bar = {0, 0, 0, 250, 7, 1, 0, 0, LOOK_REVERSE | LOOK_BOLD};
    static const struct look strong = {-1, -1, -1, -1, -1, 1, 1, 0, LOOK_BOLD};
    static const struct look weak = {245, 242, -1, -1, -1, 0, 0, 1, LOOK_DIM};
    static const struct look plain = {-1, -1, -1, -1, -1, 0, 0, 0, 0};
    const struct look *look = &looks[role];

    if (look->back >= 0)
        return &bar;
    return look->bold ? &strong : look->plain & LOOK_DIM ? &weak : &plain;
}

const struct look *look_in(enum look_theme theme, enum canvas_role role)
{
    if (theme == LOOK_MONOCHROME)
        return grey(role);
    return theme == LOOK_SAFE && is_set(&safe[role]) ? &safe[role] : &looks[role];
}

const struct look *look_of(enum canvas_role role)
{
    return look_in(LOOK_DEFAULT, role);
}

enum look_theme look_named(const char *name)
{
    static const char *const names[LOOK_THEMES] = {"default", "monochrome", "safe"};
    int theme = 0;

    while (theme < LOOK_THEMES && strcmp(names[theme], name) != 0)
        theme++;
    return (enum look_theme)theme;
}

/* A cube of six steps a colour, then a ramp of greys. */
uint32_t look_rgb(int colour)
{
    static const uint32_t steps[] = {0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff};
    if (colour >= 232)
        return (uint32_t)(8 + 10 * (colour - 232)) * 0x010101;
    if (colour < 16)
        return 0;
    colour -= 16;
    return steps[colour / 36] << 16 | steps[colour / 6 % 6] << 8 | steps[colour % 6];
}
