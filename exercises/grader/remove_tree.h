/* SPDX-License-Identifier: MIT */
/* A folder and all that is in it. */
#ifndef REMOVE_TREE_H
#define REMOVE_TREE_H

/* Links are removed, not followed.  What cannot be removed stays, with its folders. */
void remove_tree(const char *path);

#endif
