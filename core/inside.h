/* SPDX-License-Identifier: MIT */
/* Which connections have both ends in this process: the virtual clock need not wait for
 * these, since the system delivers between them at once. */
#ifndef INSIDE_H
#define INSIDE_H

#include <stdbool.h>

#include "address.h"

/* A socket of ours has connected, or tries to, to a server of ours: its port, noted
 * until it is accepted or taken back. */
int inside_note(int fd);
void inside_take_back(int port);
/* Who has just been accepted, from `peer`, is one of these: once. */
bool inside_is_peer(int fd, const struct address *peer);

#endif
