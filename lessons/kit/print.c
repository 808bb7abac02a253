/* SPDX-License-Identifier: MIT */
/* Print values as Python does. */
#include <string.h>

#include "kit.h"

static void print_escaped(unsigned char c, char quote)
{
    if (c == '\n')
        printf("\\n");
    else if (c == '\r')
        printf("\\r");
    else if (c == '\t')
        printf("\\t");
    else if (c == '\\' || c == (unsigned char)quote)
        printf("\\%c", c);
    else if (c < ' ' || c == 0x7f)
        printf("\\x%02x", c);
    else
        putchar(c);
}

/* repr(): double quotes only where they save escapes. */
static void print_string(const char *text)
{
    char quote = strchr(text, '\'') && !strchr(text, '"') ? '"' : '\'';

    putchar(quote);
    for (; *text; text++)
        print_escaped((unsigned char)*text, quote);
    putchar(quote);
}

void kit_print_list(void *const *strings, int n)
{
    putchar('[');
    for (int i = 0; i < n; i++) {
        if (i > 0)
            printf(", ");
        if (strings[i])
            print_string(strings[i]);
        else
            printf("None");
    }
    printf("]\n");
}

const char *kit_bool(bool value)
{
    return value ? "True" : "False";
}
