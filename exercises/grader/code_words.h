/* SPDX-License-Identifier: MIT */
/* Error codes in words. */
#ifndef CODE_WORDS_H
#define CODE_WORDS_H

enum { CODE_WORDS = 120 };

/* "ETIMEDOUT (Connection timed out)", into out; a code without a name: "code 999". */
const char *code_words(char out[CODE_WORDS], long long code);

#endif
