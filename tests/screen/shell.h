/* SPDX-License-Identifier: MIT */
/* The least of a shell: holds a pty, runs one program in its foreground, tells how it
 * stops and ends, continues it. */
#ifndef SHELL_H
#define SHELL_H

#include <stdbool.h>
#include <sys/types.h>

#include "term.h"

struct shell {
    pid_t pid, program;
    int terminal;               /* our end of the pty */
    int orders, news;           /* pipes to and from the shell */
    bool stopped, ended;
    int status;                 /* as of waitpid(), once ended */
};

void shell_start(struct shell *shell, const struct term_options *options, int rows,
                 int columns);
/* Run the program. */
void shell_go(struct shell *shell);
/* Take what the shell tells. */
void shell_listen(struct shell *shell);
void shell_continue(struct shell *shell);
void shell_end(struct shell *shell);

#endif
