/* SPDX-License-Identifier: MIT */
/* What the runtime says about tasks, laid out so that a screen shows all of it. */
#include <string.h>

#include "kit.h"

enum { COLUMNS = 60, DEEPER = 4 };

/* How much of a word is left out: the folders of "(lessons/x.c:12)", behind the bracket. */
static int folders(const char *word, int length, int *from)
{
    int end = length;

    *from = *word == '(';
    while (end > *from && word[end - 1] != '/')
        end--;
    for (int i = end; i + 2 < length; i++)
        if (memcmp(word + i, ".c:", 3) == 0)
            return end > *from ? end - *from : 0;
    return 0;
}

/* Columns of a word that begins a line; "at" takes its place along. */
static int together(const char *word)
{
    int length = (int)strcspn(word, " "), from;

    if (length == 2 && memcmp(word, "at", 2) == 0 && word[2])
        return 3 + together(word + 3);
    return length - folders(word, length, &from);
}

void kit_fold(FILE *out, const char *line)
{
    int indent = (int)strspn(line, " "), column = indent, from;

    fprintf(out, "%*s", indent, "");
    for (const char *word = line + indent; *word; ) {
        int length = (int)strcspn(word, " "), cut = folders(word, length, &from);
        bool first = word == line + indent;
        if (!first && column + 1 + together(word) > COLUMNS) {
            fprintf(out, "\n%*s", indent + DEEPER, "");
            column = indent + DEEPER;
        } else if (!first) {
            fputc(' ', out);
            column++;
        }
        fprintf(out, "%.*s%.*s", from, word, length - cut - from, word + from + cut);
        column += length - cut;
        word += length + (int)strspn(word + length, " ");
    }
    fputc('\n', out);
}
