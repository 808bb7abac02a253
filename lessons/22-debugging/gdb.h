/* SPDX-License-Identifier: MIT */
/* A session with gdb, shown as lines of this program. */
#ifndef GDB_H
#define GDB_H

/* Run this demo's misuse `which` in gdb, which is told what to do by session.gdb, and
 * print commands and answers: without addresses, and without the runtime's own frames.
 * Where gdb cannot do it a line says why. */
void gdb_session(int which);

#endif
