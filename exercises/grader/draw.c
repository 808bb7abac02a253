/* SPDX-License-Identifier: MIT */
/* Draw inputs. */
#define _POSIX_C_SOURCE 200809L
#include "draw.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 24 };

struct drawing {
    const struct exercise *exercise;
    const struct rule *rule;
    struct inputs *inputs;
    struct drawn *out;
    uint64_t state;
    char *error;
};

static bool refuse(const struct drawing *drawing, const char *why)
{
    snprintf(drawing->error, ERROR, "%s/%s:%d: %s = %s: %s", drawing->exercise->name,
             drawing->rule->file, drawing->rule->line, drawing->rule->name,
             drawing->rule->text, why);
    return false;
}

/* splitmix64 */
static uint64_t next(struct drawing *drawing)
{
    uint64_t z = drawing->state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static bool add(struct drawing *drawing, const char *text, size_t length)
{
    struct drawn *out = drawing->out;

    if (out->count == VALUES)
        return refuse(drawing, "more than 1,000 values");
    char **more = realloc(out->values, ((size_t)out->count + 1) * sizeof *more);
    if (!more)
        abort();
    out->values = more;
    out->values[out->count++] = strndup(text, length);
    return true;
}

/* ---- Lists ------------------------------------------------------------------------- */

/* "a, b, \"c, d\"" */
static bool take_list(struct drawing *drawing, const char *text)
{
    for (;;) {
        text += strspn(text, " \t");
        bool quoted = *text == '"';
        text += quoted;
        size_t n = strcspn(text, quoted ? "\"" : ",");
        if (quoted && !text[n])
            return refuse(drawing, "a string without its second \"");
        size_t length = n;
        while (!quoted && length > 0 && isspace((unsigned char)text[length - 1]))
            length--;
        if (!quoted && length == 0)
            return refuse(drawing, "a value is missing");
        if (!add(drawing, text, length))
            return false;
        text += n + quoted;
        text += strspn(text, " \t");
        if (!*text)
            return true;
        if (*text++ != ',')
            return refuse(drawing, "after a string, a comma or nothing");
    }
}

static void swap(struct drawn *out, int a, int b)
{
    char *kept = out->values[a];

    out->values[a] = out->values[b];
    out->values[b] = kept;
}

static void shuffle(struct drawing *drawing)
{
    for (int i = drawing->out->count - 1; i > 0; i--)
        swap(drawing->out, i, (int)(next(drawing) % (uint64_t)(i + 1)));
}

static void keep_one(struct drawing *drawing)
{
    struct drawn *out = drawing->out;

    swap(out, 0, (int)(next(drawing) % (uint64_t)out->count));
    while (out->count > 1)
        free(out->values[--out->count]);
}

/* ---- Ranges -------------------------------------------------------------------------- */

struct range {
    int count;
    double low, high, step;
    bool distinct, sorted;
};

static bool to_number(const char *text, double *value)
{
    char *end;

    *value = strtod(text, &end);
    return end != text && !*end && isfinite(*value);
}

/* A count is a number or the name of an input above. */
static bool take_count(struct drawing *drawing, const char *word, int *count)
{
    const struct drawn *above = inputs_find(drawing->inputs, word);
    double value;

    if (!to_number(above ? above->values[0] : word, &value) || value < 1 || value > VALUES ||
        value != floor(value))
        return refuse(drawing, "the count is no whole number from 1 to 1,000, nor an "
                               "input above that is one");
    *count = (int)value;
    return true;
}

/* Split at blanks, with blanks put around "..": at most WORDS, ends with NULL. */
static int split(char *copy, size_t size, const char *text, char *words[WORDS + 1])
{
    size_t put = 0;
    int n = 0;

    while (*text && put + 4 < size) {
        bool dots = text[0] == '.' && text[1] == '.';
        if (dots) {
            memcpy(copy + put, " .. ", 4);
            put += 4;
            text += 2;
        } else {
            copy[put++] = *text++;
        }
    }
    copy[put] = '\0';
    for (char *word = strtok(copy, " \t"); word && n < WORDS; word = strtok(NULL, " \t"))
        words[n++] = word;
    words[n] = NULL;
    return n;
}

static bool is(const char *word, const char *wanted)
{
    return word && strcmp(word, wanted) == 0;
}

static bool take_range(struct drawing *drawing, struct range *range)
{
    char copy[512], *words[WORDS + 1] = { NULL };
    int n = split(copy, sizeof copy, drawing->rule->text, words), i = 0;

    *range = (struct range){ .count = 1 };
    if (is(words[1], "x")) {
        if (!take_count(drawing, words[0], &range->count))
            return false;
        i = 2;
    }
    if (n < i + 3 || !is(words[i + 1], "..") || !to_number(words[i], &range->low) ||
        !to_number(words[i + 2], &range->high) || range->low > range->high)
        return refuse(drawing, "a range is written LOW .. HIGH");
    bool whole = !strchr(words[i], '.') && !strchr(words[i + 2], '.');
    range->step = whole ? 1 : 0.1;
    for (i += 3; words[i]; i++) {
        if (is(words[i], "distinct"))
            range->distinct = true;
        else if (is(words[i], "sorted"))
            range->sorted = true;
        else if (!is(words[i], "step") || !words[i + 1] ||
                 !to_number(words[++i], &range->step) || !(range->step > 0))
            return refuse(drawing, "after a range: step S, distinct, sorted");
    }
    return true;
}

static int ascending(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static bool taken(const uint64_t *steps, int n, uint64_t step)
{
    for (int i = 0; i < n; i++)
        if (steps[i] == step)
            return true;
    return false;
}

static bool draw_range(struct drawing *drawing)
{
    struct range range;
    uint64_t steps[VALUES];

    if (!take_range(drawing, &range))
        return false;
    double possible = floor((range.high - range.low) / range.step + 1e-9) + 1;
    if (possible > 1e9)
        return refuse(drawing, "the step is too small");
    if (range.distinct && possible < range.count)
        return refuse(drawing, "there are not so many distinct values");
    for (int i = 0; i < range.count; i++)
        do
            steps[i] = next(drawing) % (uint64_t)possible;
        while (range.distinct && taken(steps, i, steps[i]));
    if (range.sorted)
        qsort(steps, (size_t)range.count, sizeof *steps, ascending);
    for (int i = 0; i < range.count; i++) {
        char text[40];
        int n = snprintf(text, sizeof text, "%.10g", range.low + (double)steps[i] * range.step);
        if (!add(drawing, text, (size_t)n))
            return false;
    }
    return true;
}

/* ---- Rules --------------------------------------------------------------------------- */

/* Two dots outside of strings. */
static bool is_range(const char *text)
{
    bool quoted = false;

    for (; *text; text++) {
        quoted = quoted != (*text == '"');
        if (!quoted && text[0] == '.' && text[1] == '.')
            return true;
    }
    return false;
}

static bool draw_one(struct drawing *drawing)
{
    const char *text = drawing->rule->text;

    if (is_range(text))
        return draw_range(drawing);
    if (strncmp(text, "shuffled ", 9) == 0) {
        if (!take_list(drawing, text + 9))
            return false;
        shuffle(drawing);
        return true;
    }
    if (strncmp(text, "one of ", 7) == 0) {
        if (!take_list(drawing, text + 7))
            return false;
        keep_one(drawing);
        return true;
    }
    return take_list(drawing, text);
}

bool inputs_draw(struct inputs *inputs, const struct exercise *exercise,
                 const struct scenario *scenario, uint64_t seed, char *error)
{
    struct drawing drawing = { .exercise = exercise, .inputs = inputs, .error = error };

    *inputs = (struct inputs){ 0 };
    for (int i = 0; i < scenario->rule_count; i++) {
        drawing.rule = &scenario->rules[i];
        /* A rule's values depend on no other rule: parameters move nothing else. */
        drawing.state = hash_text(seed, drawing.rule->name);
        drawing.out = &inputs->all[inputs->count++];
        drawing.out->name = drawing.rule->name;
        if (!draw_one(&drawing)) {
            inputs_done(inputs);
            return false;
        }
    }
    return true;
}

void inputs_done(struct inputs *inputs)
{
    for (int i = 0; i < inputs->count; i++) {
        for (int k = 0; k < inputs->all[i].count; k++)
            free(inputs->all[i].values[k]);
        free(inputs->all[i].values);
    }
    inputs->count = 0;
}

const struct drawn *inputs_find(const struct inputs *inputs, const char *name)
{
    for (int i = 0; i < inputs->count; i++)
        if (strcmp(inputs->all[i].name, name) == 0 && inputs->all[i].count > 0)
            return &inputs->all[i];
    return NULL;
}

void inputs_tell(const struct inputs *inputs, char *out, size_t size)
{
    size_t put = 0;

    out[0] = '\0';
    for (int i = 0; i < inputs->count; i++)
        for (int k = 0; k < inputs->all[i].count && put < size; k++) {
            const char *before = k ? ", " : i ? "; " : "";
            put += (size_t)snprintf(out + put, size - put, "%s%s%s%s", before,
                                    k ? "" : inputs->all[i].name, k ? "" : " = ",
                                    inputs->all[i].values[k]);
        }
}

/* ---- Hashes --------------------------------------------------------------------------- */

uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < size; i++)
        hash = (hash ^ at[i]) * UINT64_C(0x100000001b3);
    return hash;
}

uint64_t hash_text(uint64_t hash, const char *text)
{
    return hash_bytes(hash, text, strlen(text) + 1);
}

bool hash_file(uint64_t *hash, const char *path)
{
    char bytes[4096];
    size_t n;
    FILE *file = fopen(path, "rb");

    if (!file)
        return false;
    while ((n = fread(bytes, 1, sizeof bytes, file)) > 0)
        *hash = hash_bytes(*hash, bytes, n);
    bool good = !ferror(file);
    fclose(file);
    return good;
}
