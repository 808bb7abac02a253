/* SPDX-License-Identifier: MIT */
/* Words that are nearly right, for "did you mean". */
#ifndef NEAREST_H
#define NEAREST_H

/* The word of the list that is most like `word`, NULL if none is; ends with NULL. */
const char *nearest_word(const char *word, const char *const *words);

#endif
