/* SPDX-License-Identifier: MIT */
/* The table of keys. */
#include "keys.h"

#include <stddef.h>

#define KEY(name) (KEY_BASE + TERMINAL_##name)
enum { KEY_BASE = 0x200000 };

static const struct key keys[] = {
    {COMMAND_START, {' ', KEY(PAGE_DOWN)}, "space", "start, pause, go on",
     {"start", "pause", "go on"}, KEY_SHOULD},
    {COMMAND_STEP, {'.'}, ". ,", "a step of a task on, and back",
     {NULL, "step", "step"}, KEY_SHOULD},
    {COMMAND_STEP_BACK, {',', KEY(PAGE_UP)}},
    {COMMAND_EVENT, {'e'}, "e E", "an event on, and back"},
    {COMMAND_EVENT_BACK, {'E'}},
    {COMMAND_EARLIER, {KEY(LEFT)}, "← →", "move in time",
     {NULL, NULL, "move in time", "move in time"}},
    {COMMAND_LATER, {KEY(RIGHT)}},
    {COMMAND_FIRST, {KEY(HOME)}, "Home End", "to the beginning, to the end"},
    {COMMAND_LAST, {KEY(END)}},
    {COMMAND_FOLLOW, {'f'}, "f", "follow what happens now"},
    {COMMAND_UP, {KEY(UP), 'k'}, "↑ ↓", "choose a task (k and j, too)",
     {NULL, "task", "task", "task"}},
    {COMMAND_DOWN, {KEY(DOWN), 'j'}},
    {COMMAND_SLOWER, {'<'}, "< >", "slower, faster", {"speed", "speed"}},
    {COMMAND_FASTER, {'>'}},
    {COMMAND_NEARER, {'+', '='}, "+ - 0", "zoom in, out, all of it",
     {NULL, NULL, "zoom", "zoom"}},
    {COMMAND_FARTHER, {'-', '_'}},
    {COMMAND_WHOLE, {'0'}},
    {COMMAND_PAN_LEFT, {'h'}, "h l", "zoomed: to the left, to the right"},
    {COMMAND_PAN_RIGHT, {'l'}},
    {COMMAND_OPEN, {KEY(ENTER)}, "Enter", "open a fold; a warning's line"},
    {COMMAND_FOLD, {'z'}, "z", "fold by name, by state, not at all"},
    {COMMAND_ORDER, {'O'}, "O", "order by start, tree or state"},
    {COMMAND_SEARCH, {'/'}, "/", "only lanes with some text"},
    {COMMAND_ALL, {'&'}, "&", "the others, too"},
    {COMMAND_NEXT, {'n'}, "n N", "next found, or warning; and back"},
    {COMMAND_PREVIOUS, {'N'}},
    {COMMAND_FOCUS, {KEY(TAB)}, "Tab", "arrows to the next pane"},
    {COMMAND_BACK, {KEY(ESCAPE)}, "Esc", "back: closes what was opened last"},
    {COMMAND_THEME, {'T'}, "T", "other colours"},
    {COMMAND_MOUSE, {'m'}, "m", "mouse on, off"},
    {COMMAND_REDRAW, {KEY(REDRAW)}, "Ctrl-L", "draw it anew"},
    {COMMAND_AGAIN, {'r'}, "r", "again, from the start", {NULL, "again", "again", "again"}},
    {COMMAND_HELP, {'?'}, "?", "this help", {"help", "help", "help", "help"}, KEY_MUST},
    {COMMAND_QUIT, {'q'}, "q", "quit", {"quit", "quit", "quit", "quit"}, KEY_MUST},
};

enum { ROWS = sizeof keys / sizeof *keys };

uint32_t keys_input(struct terminal_input input)
{
    return input.key == TERMINAL_CHARACTER ? input.character
                                           : (uint32_t)(KEY_BASE + (int)input.key);
}

enum command keys_command(uint32_t input)
{
    for (int i = 0; i < ROWS; i++)
        for (int j = 0; j < KEY_INPUTS && keys[i].inputs[j]; j++)
            if (keys[i].inputs[j] == input)
                return keys[i].command;
    return COMMAND_NONE;
}

const struct key *keys_row(int i)
{
    return i >= 0 && i < ROWS ? &keys[i] : NULL;
}
