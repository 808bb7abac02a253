/* SPDX-License-Identifier: MIT */
/* How many descriptors this process has open: none may be left by what is tested. */
#ifndef DESCRIPTORS_H
#define DESCRIPTORS_H

int descriptors_open(void);

#endif
