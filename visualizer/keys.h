/* SPDX-License-Identifier: MIT */
/* What can be pressed, in one table: what the live screen obeys, what the help tells
 * and what the bottom line offers can never disagree. */
#ifndef KEYS_H
#define KEYS_H

#include "terminal.h"

enum command {
    COMMAND_NONE,
    COMMAND_START, COMMAND_STEP, COMMAND_STEP_BACK, COMMAND_EVENT, COMMAND_EVENT_BACK,
    COMMAND_EARLIER, COMMAND_LATER, COMMAND_FIRST, COMMAND_LAST, COMMAND_FOLLOW,
    COMMAND_FASTER, COMMAND_SLOWER,
    COMMAND_NEARER, COMMAND_FARTHER, COMMAND_WHOLE, COMMAND_PAN_LEFT, COMMAND_PAN_RIGHT,
    COMMAND_UP, COMMAND_DOWN, COMMAND_OPEN, COMMAND_FOLD, COMMAND_ORDER,
    COMMAND_SEARCH, COMMAND_NEXT, COMMAND_PREVIOUS, COMMAND_ALL,
    COMMAND_FOCUS, COMMAND_BACK, COMMAND_THEME, COMMAND_MOUSE, COMMAND_REDRAW,
    COMMAND_AGAIN, COMMAND_HELP, COMMAND_QUIT,
    COMMANDS
};

/* How it stands, for the bottom line. */
enum key_moment { MOMENT_READY, MOMENT_RUNNING, MOMENT_PAUSED, MOMENT_FINISHED, MOMENTS };

/* Who has room in the bottom line first. */
enum key_worth { KEY_MAY, KEY_SHOULD, KEY_MUST };

enum { KEY_INPUTS = 4 };

struct key {
    enum command command;
    uint32_t inputs[KEY_INPUTS];    /* see keys_input(); 0: none */
    /* Told together with the key before it: NULL. */
    const char *caps, *does;
    const char *offer[MOMENTS];     /* in the bottom line; NULL: not in it then */
    enum key_worth worth;
};

/* A character is itself, other keys are numbers above all characters. */
uint32_t keys_input(struct terminal_input input);
enum command keys_command(uint32_t input);
/* The rows in the order in which they are told; NULL behind the last. */
const struct key *keys_row(int i);

#endif
