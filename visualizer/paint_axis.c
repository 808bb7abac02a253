/* SPDX-License-Identifier: MIT */
/* The time axis: ticks at round times, and their labels. */
#include <stdio.h>
#include <string.h>

#include "paint.h"

enum {
    GAP = 2,                            /* columns between labels */
    NEAREST = 6,                        /* columns between ticks, but */
    MOST = 12                           /* no more of them than these, for calm */
};

static const struct unit {
    const char *name;
    uint64_t ns, from;                  /* used for axes that end at `from` or later */
} units[] = {
    {"h", UINT64_C(3600000000000), UINT64_C(36000000000000)},
    {"min", UINT64_C(60000000000), UINT64_C(600000000000)},
    {"s", UINT64_C(1000000000), UINT64_C(1000000000)},
    {"ms", 1000000, 1000000},
    {"us", 1000, 1000},
    {"ns", 1, 0},
};

struct scale {
    const struct unit *unit;
    uint64_t step;                      /* ns between ticks */
    int decimals;
};

static const struct unit *unit_of(uint64_t end)
{
    const struct unit *unit = units;
    while (end < unit->from)
        unit++;
    return unit;
}

static int number(char out[WORDS_DURATION], const struct scale *scale, uint64_t time)
{
    uint64_t unit = scale->unit->ns, part = time % unit, whole = time / unit;
    if (time == 0 || !scale->decimals)
        return snprintf(out, WORDS_DURATION, "%llu", (unsigned long long)whole);
    for (int i = 0; i < scale->decimals; i++) {
        unit /= 10;
        if (!unit)
            break;
    }
    return snprintf(out, WORDS_DURATION, "%llu.%0*llu", (unsigned long long)whole,
                    scale->decimals, (unsigned long long)(unit ? part / unit : 0));
}

/* Do labels keep their distance with this step? */
static bool fits(const struct paint_axis *axis, const struct scale *scale)
{
    char label[WORDS_DURATION];
    double length = (double)(axis->end - axis->begin);
    double distance = (double)scale->step * axis->columns / length;
    int width = number(label, scale, axis->end / scale->step * scale->step);
    return distance >= width + GAP && distance >= NEAREST &&
           distance * MOST >= axis->columns;
}

/* The smallest step of 1, 2 or 5 times a power of ten of the unit that fits. */
static struct scale choose(const struct paint_axis *axis)
{
    static const int factors[] = {1, 2, 5};
    struct scale scale = {.unit = unit_of(axis->end)};
    int digits = 0;
    for (uint64_t ns = scale.unit->ns; ns % 10 == 0 && digits < 9; ns /= 10)
        digits++;
    for (int power = -digits; power < 19; power++) {
        uint64_t ten = scale.unit->ns;
        for (int i = power; i < 0; i++)
            ten /= 10;
        for (int i = 0; i < power && ten < UINT64_MAX / 50; i++)
            ten *= 10;
        scale.decimals = power < 0 ? -power : 0;
        for (int i = 0; i < 3; i++) {
            scale.step = ten * (uint64_t)factors[i];
            if (fits(axis, &scale))
                return scale;
        }
    }
    return scale;
}

int paint_even_columns(uint64_t begin, uint64_t end, int columns)
{
    struct paint_axis axis = {begin, end, columns};
    if (columns < 1 || end <= begin)
        return columns;
    uint64_t length = end - begin, step = choose(&axis).step;
    if (begin % step || length % step || length / step > (uint64_t)columns)
        return columns;
    int parts = (int)(length / step), even = columns / parts * parts;
    return even * 10 >= columns * 9 ? even : columns;
}

/* The last tick carries the unit, and moves left or drops others to have room. */
static void label_last(const struct paint_axis *axis, const struct scale *scale,
                       int overhang, struct paint_tick *ticks, int n)
{
    struct paint_tick *last = &ticks[n - 1];
    int length = (int)strlen(last->label), right = axis->columns + 1 + overhang;
    snprintf(last->label + length, sizeof last->label - (size_t)length, " %s",
             scale->unit->name);
    length = (int)strlen(last->label);
    if (last->label_column + length > right)
        last->label_column = right - length;
    if (last->label_column < 0)
        last->label_column = 0;
    if (length > right)
        last->label[0] = '\0';
    for (int i = n - 2; i >= 0; i--)
        if (ticks[i].label_column + (int)strlen(ticks[i].label) + 1 > last->label_column)
            ticks[i].label[0] = '\0';
}

int paint_ticks(const struct paint_axis *axis, int overhang, struct paint_tick *ticks)
{
    struct scale scale = choose(axis);
    uint64_t time = axis->begin / scale.step * scale.step;
    int n = 0;
    if (time < axis->begin)
        time += scale.step;
    for (; time <= axis->end && n < PAINT_TICKS; time += scale.step) {
        struct paint_tick *tick = &ticks[n++];
        tick->time = time;
        tick->column = tick->label_column = paint_column(axis, time);
        number(tick->label, &scale, time);
    }
    if (n)
        label_last(axis, &scale, overhang, ticks, n);
    return n;
}

void paint_rule(const struct paint_axis *axis, bool ascii, char *out, int size)
{
    struct paint_tick ticks[PAINT_TICKS];
    int n = paint_ticks(axis, 0, ticks), next = 0, put = 0;
    for (int column = 0; column <= axis->columns && put + 4 <= size; column++) {
        bool tick = next < n && ticks[next].column == column;
        const char *glyph = tick ? (ascii ? "+" : "┬") : (ascii ? "-" : "─");
        next += tick;
        put += snprintf(out + put, (size_t)(size - put), "%s", glyph);
    }
}

void paint_labels(const struct paint_axis *axis, int overhang, char *out, int size)
{
    struct paint_tick ticks[PAINT_TICKS];
    int n = paint_ticks(axis, overhang, ticks), put = 0;
    out[0] = '\0';
    for (int i = 0; i < n; i++)
        if (ticks[i].label[0] && ticks[i].label_column >= put && put < size)
            put += snprintf(out + put, (size_t)(size - put), "%*s%s",
                            ticks[i].label_column - put, "", ticks[i].label);
}
