/* SPDX-License-Identifier: MIT */
/* A folder and all that is in it, from the leaves up. */
#define _XOPEN_SOURCE 700
#include "remove_tree.h"

#include <ftw.h>
#include <stdio.h>

enum { DESCRIPTORS = 8 };

static int remove_one(const char *path, const struct stat *status, int kind,
                      struct FTW *where)
{
    (void)status, (void)kind, (void)where;
    remove(path);
    return 0;
}

void remove_tree(const char *path)
{
    nftw(path, remove_one, DESCRIPTORS, FTW_DEPTH | FTW_PHYS);
}
