/* SPDX-License-Identifier: MIT */
/* Includes itself twice, two hundred levels deep. */
#include "exercise.h"
#include __FILE__
#include __FILE__
