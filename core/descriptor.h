/* SPDX-License-Identifier: MIT */
/* Descriptors and signals that are watched. */
#ifndef DESCRIPTOR_H
#define DESCRIPTOR_H

#include <stdbool.h>

/* One that is watched was said to have its other end outside this process. */
bool descriptors_outside(void);
/* Forget all of them: the loop ends. */
void descriptors_close(void);

#endif
