/* SPDX-License-Identifier: MIT */
/* Find what was perhaps meant. */
#include "nearest.h"

#include <string.h>

enum { WORD_MOST = 32 };

static int least(int a, int b, int c)
{
    int ab = a < b ? a : b;

    return ab < c ? ab : c;
}

/* Letters to change, add or leave out to get from a to b. */
static int distance(const char *a, const char *b)
{
    int row[WORD_MOST + 1], n = (int)strlen(b);

    for (int j = 0; j <= n; j++)
        row[j] = j;
    for (int i = 1; a[i - 1]; i++) {
        int corner = row[0];
        row[0] = i;
        for (int j = 1; j <= n; j++) {
            int above = row[j];
            row[j] = least(above + 1, row[j - 1] + 1, corner + (a[i - 1] != b[j - 1]));
            corner = above;
        }
    }
    return row[n];
}

const char *nearest_word(const char *word, const char *const *words)
{
    const char *nearest = NULL;
    size_t length = strlen(word);
    int closest = length < 3 ? 2 : length < 7 ? 3 : 4;      /* must come below this */

    if (length == 0 || length > WORD_MOST)
        return NULL;
    for (; *words; words++) {
        if (strlen(*words) > WORD_MOST)
            continue;
        int d = strncmp(*words, word, length) == 0 ? 1 : distance(word, *words);
        if (d < closest) {
            closest = d;
            nearest = *words;
        }
    }
    return nearest;
}
