/* SPDX-License-Identifier: MIT */
/* Programs to be launched, inside a test program: run again with FAKE_CHILD set, the
 * test program is the child of that name. */
#ifndef FAKE_CHILD_H
#define FAKE_CHILD_H

/* First thing in main(): becomes the child, or returns. */
void fake_child_if_asked(void);

#endif
