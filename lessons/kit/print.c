/* SPDX-License-Identifier: MIT */
/* Print values as Python does. */
#include <math.h>
#include <stdlib.h>
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
void kit_print_string(const char *text)
{
    if (!text) {
        printf("None");
        return;
    }
    char quote = strchr(text, '\'') && !strchr(text, '"') ? '"' : '\'';

    putchar(quote);
    for (; *text; text++)
        print_escaped((unsigned char)*text, quote);
    putchar(quote);
}

const char *kit_bool(bool value)
{
    return value ? "True" : "False";
}

/* ---- Numbers ------------------------------------------------------------- */

/* The fewest digits that read back as the same number; how many there are. */
static int shortest(double value, char text[32])
{
    int digits = 1;

    while (snprintf(text, 32, "%.*e", digits - 1, value) > 0 && strtod(text, NULL) != value)
        digits++;
    return digits;
}

/* repr(): without exponent from 0.0001 up to 16 digits before the point. */
void kit_print_float(double value)
{
    char text[32];

    if (!isfinite(value)) {
        printf("%s", isnan(value) ? "nan" : value < 0 ? "-inf" : "inf");
        return;
    }
    int digits = shortest(value, text);
    int exponent = atoi(strchr(text, 'e') + 1);
    if (exponent < -4 || exponent >= 16)
        printf("%s", text);
    else
        printf("%.*f", digits - 1 > exponent ? digits - 1 - exponent : 1, value);
}

/* ---- Sequences ----------------------------------------------------------- */

static void print_comma(int i)
{
    if (i > 0)
        printf(", ");
}

void kit_print_ints(const int *values, int n)
{
    putchar('[');
    for (int i = 0; i < n; i++) {
        print_comma(i);
        printf("%d", values[i]);
    }
    putchar(']');
}

void kit_print_bools(const bool *values, int n)
{
    putchar('[');
    for (int i = 0; i < n; i++) {
        print_comma(i);
        printf("%s", kit_bool(values[i]));
    }
    putchar(']');
}

static void print_strings(void *const *strings, int n)
{
    for (int i = 0; i < n; i++) {
        print_comma(i);
        kit_print_string(strings[i]);
    }
}

void kit_print_list(void *const *strings, int n)
{
    putchar('[');
    print_strings(strings, n);
    printf("]\n");
}

void kit_print_tuple(void *const *strings, int n)
{
    putchar('(');
    print_strings(strings, n);
    printf(n == 1 ? ",)\n" : ")\n");
}
