/* SPDX-License-Identifier: MIT */
/* Debug mode: what is legal, but was probably not meant. */
#ifndef DEBUG_H
#define DEBUG_H

#include <stdint.h>

#include "task.h"

extern bool debug_on;

void debug_setting(const char *text);
/* Around a step of this task. */
int64_t debug_step_begins(void);
void debug_step_ended(const struct async_record *record, int64_t began);
/* Around a callback; `whose` is its function, or what it belongs to. */
void debug_callback_ended(const char *whose, const char *place, int64_t began);
/* When a task ends: a cancellation that it swallowed, what it used of its stack. */
void debug_task_ends(const struct task *task, bool cancelled);
/* Before a function runs on this stack, and when it has ended. */
void debug_stack_begins(void *stack);
void debug_stack_ended(const char *function, const void *stack);
void debug_left_behind(const struct task *task);
/* At the end of a run: the most that each function used of its stack. */
void debug_report_stacks(void);

#endif
