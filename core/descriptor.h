/* SPDX-License-Identifier: MIT */
/* Descriptors and signals that are watched. */
#ifndef DESCRIPTOR_H
#define DESCRIPTOR_H

/* Forget all of them: the loop ends. */
void descriptors_close(void);

#endif
